"""The guard: a model's words reach a lifter only if every number in them was given, and nothing in them misleads."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from agents.plan import Action, Plan
from agents.said_numbers import Kind, Reading, SaidNumber, read_numbers
from knowledge.units import Load, Unit, plain

LONGEST = 600  # characters; a phone's screen without scrolling


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What words may say. *facts* were given to the model, and no number from elsewhere passes."""

    facts: tuple[str, ...]
    unit: Unit  # of loads that are named without one
    next_loads: tuple[Load, ...] = ()  # may be asked for today; any other load only as what was, or comes later
    later: tuple[str, ...] = ()  # the facts that speak of later: the PR target, what would earn an increase
    pr_allowed: bool = False
    resting: bool = False  # the words must say so
    looks_back: bool = False  # the words only report, so that loads on record need no past tense


@dataclass(frozen=True, slots=True)
class Verdict:
    """*reason* is None when it passed."""

    reason: str | None

    @property
    def passed(self) -> bool:
        return self.reason is None


def check(words: str, allowed: Allowed) -> Verdict:
    """Whether *words* may be shown, or the first reason why not. What is unclear does not pass. English only."""
    for rule in _ON_FORM:
        if reason := rule(words):
            return Verdict(reason)
    said = read_numbers(words, allowed.unit)
    return Verdict(
        _number_not_given(said, allowed)
        or _load_not_next(said, allowed)
        or _record_talk(words, allowed)
        or _no_rest(words, allowed)
    )


def accept_load(choice: Load, plan: Plan, last: Load | None) -> Verdict:
    """Whether a model may name *choice* beside the plan's own load. *last* is the last working load; None: none yet.

    It lies in the envelope, on the grid of small plates (2.5 lb, 1.25 kg) or on a load of the plan itself, and moves
    from *last* as the plan does: up on an increase, not up on a hold, down on a cut.
    """
    dose, envelope = plan.dose, plan.envelope
    if dose is None or envelope is None:
        return Verdict(f"{plan.action}: no load is named")
    if choice.unit is not dose.load.unit:
        return Verdict(f"{choice} is not in {dose.load.unit}")
    if not envelope.low.kg <= choice.kg <= envelope.high.kg:
        return Verdict(f"{choice} is outside {envelope.low} to {envelope.high}")
    if choice not in (dose.load, envelope.low, envelope.high) and choice.amount % _GRID[choice.unit]:
        return Verdict(f"{choice} cannot be loaded")
    if choice != dose.load and not _same_way(choice, plan, last or dose.load):
        return Verdict(f"{choice} is not what {plan.action} means after {last or dose.load}")
    return Verdict(None)


_GRID = {Unit.LB: Decimal("2.5"), Unit.KG: Decimal("1.25")}  # the smallest plates that gyms have, one a side or in all


def _same_way(choice: Load, plan: Plan, last: Load) -> bool:
    if plan.action is Action.INCREASE:
        return choice.kg > last.kg
    return choice.kg <= last.kg if plan.action is Action.HOLD else choice.kg < last.kg


# ── form ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bad_length(words: str) -> str | None:
    if not words.strip():
        return "nothing was said"
    return f"longer than {LONGEST} characters" if len(words) > LONGEST else None


def _bad_letters(words: str) -> str | None:
    joined = re.sub("[\u200d\ufe0f]", "", words)  # they join emoji
    hidden = next((letter for letter in joined if not letter.isprintable() and letter != "\n"), None)
    if hidden is not None:
        return f"unprintable U+{ord(hidden):04X}"
    foreign = next((letter for letter in words if letter.isalpha() and not letter.isascii()), None)
    return f"a letter that is not English: {foreign}" if foreign else None


def _matches(reason: str, pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern, re.IGNORECASE)

    def rule(words: str) -> str | None:
        found = compiled.search(words)
        return f"{reason}: {found[0].strip()}" if found else None

    return rule


_CONDITION = (
    r"tear|strain|sprain|rupture|hernia|injury|concussion|fracture|impingement|arthritis|bursitis|slipped dis[ck]"
)
_ON_FORM = (
    _bad_length,
    _bad_letters,
    _matches("a link", r"https?:|www\.|\b\w+\.(?:com|net|org|io|gg|me|co|app|dev|info|link|ly|tv|ai|ru|uk|de|xyz)\b"),
    _matches("a mention", r"@\s*[a-z]"),
    _matches("markup", r"[*_~`|<>{}\[\]\\]|^\s*#|\]\("),
    _matches(
        "a leak",
        r"system prompt|\bprompt\b|language model|\bas an? (?:ai|assistant)\b|\binstructions?\b|untrusted|"
        r"\bjson\b|^\s*(?:facts|answer|assistant|user|system|example)\s*:|[«»]",
    ),
    _matches(
        "a medical claim",
        rf"diagnos|tend[io]n[io]\w*s|tendinopathy|sciatica|\btorn\b|\b(?:have|has|had|got|is|with|from|an?|your|the|"
        rf"muscle|ligament|partial|minor|cuff)\s+(?:an?\s+|possible\s+|minor\s+)?(?:{_CONDITION})s?\b|"
        r"\b(?:herniated|fractured|sprained|strained|injured)\b|"
        r"ibuprofen|advil|motrin|aspirin|tylenol|paracetamol|acetaminophen|naproxen|aleve|nsaid|opioid|painkiller|"
        r"cortisone|steroid|testosterone|\btrt\b|\bsarms?\b|medication|medicine|dosage|\bmg\b|\bpills?\b|\binject",
    ),
    _matches(
        "advice to train through pain",
        r"(?:push|train|work|lift|fight|grind|power)\w*\s+(?:\w+\s+)?through\s+(?:\w+\s+)?(?:pain|injur)|"
        r"ignor\w*\s+(?:\w+\s+)?(?:pain|injur)|no pain,?\s+no gain",
    ),
)


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────────────────────

_COUNTS = (Kind.PLAIN, Kind.LOAD, Kind.REPS, Kind.SETS)  # what a bare number in words may stand for


def _number_not_given(said: Reading, allowed: Allowed) -> str | None:
    given = _given(allowed)
    for number in said.numbers:
        if not any(_same(number, fact, allowed.unit) for fact in given):
            return f"{_shown(number)} was not given"
        pairs = {(fact.of, fact.value) for fact in given if fact.of is not None}
        if number.of is not None and (number.of, number.value) not in pairs:
            return f"{plain(number.of)} × {plain(number.value)} was not given"
    return None


def _given(allowed: Allowed) -> tuple[SaidNumber, ...]:
    return tuple(chain.from_iterable(read_numbers(fact, allowed.unit).numbers for fact in allowed.facts))


def _same(said: SaidNumber, fact: SaidNumber, home: Unit) -> bool:
    if said.value != fact.value:
        return False
    if said.kind is Kind.PLAIN:
        return fact.kind in _COUNTS
    if said.unit not in (None, fact.unit or home):
        return False
    return said.kind is fact.kind or (said.kind is Kind.LOAD and fact.kind is Kind.PLAIN)


def _shown(number: SaidNumber) -> str:
    what = number.unit or ("" if number.kind is Kind.PLAIN else number.kind)
    return f"{plain(number.value)} {what}".strip()


# ── loads ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_PAST = re.compile(
    r"\b(?:last|was|were|did|done|logged|got|made|from|since|before|ago|yesterday|earlier|previous(?:ly)?|moved|"
    r"felt|missed|had|went|came|beat|finished|completed|banked|owned|nailed|crushed|handled|lifted|pressed|pulled|"
    r"squatted|benched|instead of|(?:you|just|already) hit|(?:nice|good|great|strong) work)\b"
)
_DEMAND = re.compile(
    r"\b(?:again|repeat|do|load|try|attempt|aim|put|stay|stick|keep|hold|go for|want|should|must|will|need|time for|"
    r"let's hit|today's)\b"
)
_LATER = re.compile(
    r"\b(?:weeks?|by|within|due|target|goal|pr|soon|later|coming|in you|in reach|earn\w*|unlock\w*|times|sessions|"
    r"in a row|running|becomes?|waits|waiting|next time|once more|rested)\b"
)
_NOW = re.compile(r"\b(?:today|now|tonight|this session|right away|next set)\b")


def _load_not_next(said: Reading, allowed: Allowed) -> str | None:
    """A load that may not be asked for today stands only where the words look back, or ahead to what the plan named."""
    if allowed.looks_back:
        return None
    for number in filter(lambda number: _is_load(number, allowed), said.numbers):
        clause, sentence = said.clause(number), said.sentence(number)
        looks_ahead = _is_later(number, allowed) and _LATER.search(sentence) and not _NOW.search(sentence)
        if (not looks_ahead and not _PAST.search(clause)) or _DEMAND.search(clause):
            return f"{_shown(number)} is not a load for today"
    return None


def _is_load(number: SaidNumber, allowed: Allowed) -> bool:
    if any(abs(load.amount) == number.value for load in allowed.next_loads):
        return False
    if number.kind is Kind.LOAD:
        return True
    counted = (fact.value for fact in _given(allowed) if fact.kind in (Kind.REPS, Kind.SETS))
    return number.kind is Kind.PLAIN and number.value not in counted


def _is_later(number: SaidNumber, allowed: Allowed) -> bool:
    ahead = chain.from_iterable(read_numbers(text, allowed.unit).numbers for text in allowed.later)
    return any(_same(number, fact, allowed.unit) for fact in ahead)


# ── the plan ───────────────────────────────────────────────────────────────────────────────────────────────────────

_RECORD = re.compile(
    r"\bp\.?[rb]\.?s?\b|personal[\s-]+(?:record|best)|\b(?:new|all[\s-]?time|lifetime|life)[\s-]+(?:max|best|record|high|pr)|"
    r"\bmax(?:es|ed|ing)?[\s-]+(?:out|attempt|effort|day|single|lift)|one[\s-]rep[\s-]max|1[\s-]?rep[\s-]max|"
    r"\b(?:test|try|attempt|hit|beat|go for)\w*\s+(?:a|an|your|the|for)?\s*(?:new\s+)?(?:1[\s-]?rm|max|record)\b|"
    r"\brecords?\s+(?:day|attempt|territory|lift)|(?:set|break|smash|chase)\w*\s+(?:a|the|your|some)?\s*(?:new\s+)?records?|"
    r"heaviest\s+(?:\w+\s+)?(?:ever|yet)|(?-i:PR)",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:rest|resting|recover\w*|day off)\b", re.IGNORECASE)


def _record_talk(words: str, allowed: Allowed) -> str | None:
    if allowed.pr_allowed:
        return None
    found = _RECORD.search(words)
    return f"talk of a record: {found[0].strip()}" if found else None


def _no_rest(words: str, allowed: Allowed) -> str | None:
    return "says nothing of rest" if allowed.resting and not _REST.search(words) else None
