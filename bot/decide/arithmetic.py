"""Sums that a lifter asks for between sets: plates, warm-ups, percents, RPE, an estimated maximum, points.

Each is one whole form of words that begins with its own word. Anything else that begins with it is left to the
reader, so that nothing is answered here that is a log; and nothing here logs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from agents.loading import rack_of
from agents.sessions import sessions
from bot.decide.answered import answered
from bot.decide.asks import is_whole
from bot.decide.loaded import plates_text, warm_up_text
from bot.decide.loads_named import AMOUNT, ANY_BARBELL, lift_alone, lift_and_load, load_named, planned_load
from bot.decide.log import tells_readiness
from bot.decide.points import dotted, gl
from bot.decide.scene import Decision, Scene, reply
from bot.message import Said
from bot.parse.facts import Intent, Parsed
from bot.wording import show_day, show_lift, show_load
from knowledge.exercise import Exercise
from knowledge.rpe import EASIEST, HARDEST, e1rm_at, share_of_max
from knowledge.strength import MOST_REPS, e1rm, maximum_in, maximum_told, percent_table
from knowledge.units import Load, plain
from knowledge.words import words

_SET: Final = re.compile(
    rf"{AMOUNT}\s*(?:[x×*]|for)\s*(\d{{1,3}})(?:\s*reps?)?(?:\s*(?:@|rpe)\s*(\d{{1,2}}(?:[.,]5)?))?"
)
_RATED: Final = re.compile(rf"(\d{{1,3}})\s*@\s*(\d{{1,2}}(?:[.,]5)?)\s+(?:of\s+)?{AMOUNT}")
_SHARE: Final = re.compile(r"(.+?)\s+(\d{1,3}(?:[.,]\d)?)\s*%?")
_SHARE_OF: Final = re.compile(r"(?:what(?:'s|\s+is)\s+)?(\d{1,3}(?:[.,]\d)?)\s*(?:%|percent|pct)\s+of\s+(.+)")
_MOST_PERCENT: Final = 120  # of a maximum: some programmes go past it with partial lifts
_SESSIONS: Final = 3  # back to the last one that speaks for a maximum
_JOINED: Final = {"up": "warmup", "ups": "warmup"}  # behind "warm"


@dataclass(frozen=True, slots=True)
class Sum:
    """What is asked with a word: the answer to the words behind it (None: they are not its form), and an example."""

    answer: Callable[[str, Scene], str | None]
    wrong: str
    also_of_sets: bool = False  # the word stands before sets that were done too: "max 185x5"
    own: re.Pattern[str] | None = None  # the words behind it with which it is no log; None: a part of a set may be one


def arithmetic(said: Said, scene: Scene) -> Decision | None:
    """The answer to a sum; None where the words ask for none, and so are for the reader."""
    words = said.text.strip().lower().rstrip("?.!")
    if _SHARE_OF.fullmatch(words):
        share = _percents(words, scene)
        return reply(scene, share) if share else None
    word, _, rest = words.partition(" ")
    if word == "warm" and (behind := rest.partition(" "))[0] in _JOINED:
        word, rest = _JOINED[behind[0]], behind[2]
    asked, rest = SUMS.get(word), rest.strip()
    if asked is None:
        return None
    answers = answered(said, scene.parsed, scene) is not None
    text = None if answers and asked.also_of_sets else asked.answer(rest, scene)
    if text is None and not _is_wrong(asked, rest, answers, scene):
        return None
    return reply(scene, text or asked.wrong)


def _is_wrong(asked: Sum, rest: str, answers: bool, scene: Scene) -> bool:
    """Whether a sum was meant that cannot be read, and nothing else was said that is for the reader."""
    is_own = asked.own is not None and asked.own.match(rest) is not None
    if is_own and scene.parsed.sets:
        return not _tells_more(scene.parsed)
    if answers or _is_for_the_reader(asked, scene.parsed):
        return False
    is_short = is_own and (len(rest.split()) == 1 or lift_alone(rest, scene) is not None)
    return is_short or not rest or any(letter.isdigit() for letter in rest)  # but "max effort!" is talk


def _is_for_the_reader(asked: Sum, parsed: Parsed) -> bool:
    sets = any(is_whole(one) or asked.own is None for one in parsed.sets)
    refused = parsed.refused and asked.own is None
    return bool(sets or refused or parsed.again or parsed.delete_last) or _tells_more(parsed)


def _tells_more(parsed: Parsed) -> bool:
    is_about_more = parsed.intent in (Intent.QUESTION, Intent.CORRECTION)
    return parsed.danger is not None or is_about_more or tells_readiness(parsed)


def _plates(rest: str, scene: Scene) -> str | None:
    found = lift_and_load(rest, scene)
    if found is None:
        return None
    return plates_text(*found, scene)


def _warm_up(rest: str, scene: Scene) -> str | None:
    if (lift := lift_alone(rest, scene)) is not None and (planned := planned_load(lift, scene)) is None:
        return words("I know no work load of {lift} yet; say it, like `warmup {lift} 225`.", lift=lift.short)
    found = (lift, planned) if lift is not None and planned is not None else lift_and_load(rest, scene)
    if found is None or found[0].timed:
        return None
    return warm_up_text(*found, scene)


def _percents(rest: str, scene: Scene) -> str | None:
    if of := _SHARE_OF.fullmatch(rest):
        return _one_percent(of[2], of[1], scene)
    if (share := _SHARE.fullmatch(rest)) and (text := _one_percent(share[1], share[2], scene)):
        return text
    found = lift_and_load(rest, scene)
    if found is None:
        return None
    exercise, maximum = found
    table = percent_table(maximum, rack_of(exercise, scene.person.profile, maximum))
    shown = ", ".join(f"{percent} % {_show(load, scene)}" for percent, load in table)
    return words(
        "Of {maximum}, rounded down to what you can load: {loads}.",
        maximum=_show(maximum, scene),
        loads=shown or words("nothing"),
    )


def _one_percent(of: str, said: str, scene: Scene) -> str | None:
    found, percent = lift_and_load(of, scene), Decimal(said.replace(",", "."))
    if found is None or not 0 < percent <= _MOST_PERCENT:
        return None
    exercise, maximum = found
    shown = words("{percent} % of {maximum}", percent=plain(percent), maximum=_show(maximum, scene))
    exact = maximum.amount * percent / 100
    load = rack_of(exercise, scene.person.profile, maximum).largest_at_most(exact)
    return (
        words("{shown}: {load}, rounded down.", shown=shown, load=_show(load, scene))
        if load
        else words("{shown} is lighter than you can load.", shown=shown)
    )


def _maximum(rest: str, scene: Scene) -> str | None:
    if (lift := lift_alone(rest, scene)) is not None:
        return _on_record(lift, scene)
    found = _SET.fullmatch(rest)
    load = load_named(found[1], found[2], scene.unit) if found else None
    if found is None or load is None:
        return None
    reps, rpe = int(found[3]), found[4]
    if not 1 <= reps <= MOST_REPS:
        return words(
            "No estimate from {reps} reps: it holds for 1 to {most}, because beyond that the "
            "formulas part by more than 10 %.",
            reps=reps,
            most=MOST_REPS,
        )
    rated = Decimal(rpe.replace(",", ".")) if rpe else HARDEST
    estimate = e1rm_at(float(load.amount), reps, rated) if rpe else e1rm(load, reps)
    if estimate is None:
        return words("No estimate from {reps} reps at RPE {rpe}. {chart}", reps=reps, rpe=plain(rated), chart=CHART)
    said, by = (f" @{plain(rated)}", words("by the RPE chart")) if rpe else ("", words("if no more was in you"))
    return words(
        "{load} × {reps}{said}: est. 1RM {estimate} {unit}, {by}.",
        load=_show(load, scene),
        reps=reps,
        said=said,
        estimate=maximum_told(estimate),
        unit=load.unit,
        by=by,
    )


def _on_record(lift: Exercise, scene: Scene) -> str:
    """The estimate from the last session that speaks for one."""
    history = scene.memory.history.get(lift.id, ())
    found = [one for one in sessions(lift.id, history, scene.today, _SESSIONS) if one.best and one.e1rm_kg]
    if not found or found[-1].best is None or found[-1].e1rm_kg is None or lift.bodyweight:
        return words("No estimate for {lift} from your log; say a set, like `1rm 185x5`.", lift=lift.short)
    best = found[-1].best
    estimate = maximum_in(best.load.unit, found[-1].e1rm_kg)
    done = show_lift(replace(best, sets=1), scene.unit)
    return words(
        "{lift}: est. 1RM {estimate} {unit}, by {done} of {day}.",
        lift=lift.short,
        estimate=maximum_told(estimate),
        unit=best.load.unit,
        done=done,
        day=show_day(found[-1].on),
    )


def _by_rpe(rest: str, scene: Scene) -> str | None:
    found = _RATED.fullmatch(rest)
    maximum = load_named(found[3], found[4], scene.unit) if found else None
    if found is None or maximum is None:
        return None
    reps, rpe = int(found[1]), Decimal(found[2].replace(",", "."))
    try:
        share = share_of_max(reps, rpe)
    except ValueError:
        return CHART
    made = rack_of(ANY_BARBELL, scene.person.profile, maximum)
    load = made.largest_at_most(maximum.amount * share)
    shown = words(
        "{reps} @{rpe} is {percent} % of {maximum}",
        reps=reps,
        rpe=plain(rpe),
        percent=plain(share * 100),
        maximum=_show(maximum, scene),
    )
    return (
        words("{shown}: {load}, rounded down.", shown=shown, load=_show(load, scene))
        if load
        else words("{shown}, which is lighter than the bar.", shown=shown)
    )


def _show(load: Load, scene: Scene) -> str:
    return show_load(load, scene.unit)


CHART: Final = words(
    "The RPE chart holds for 1 to {most} reps at RPE {easiest} to {hardest} in halves.",
    most=MOST_REPS,
    easiest=EASIEST,
    hardest=HARDEST,
)
_ALWAYS: Final = re.compile("")
_PLATES: Final = Sum(
    _plates, words("Say the load, and the lift if you like: `plates 225` or `plates squat 225`."), own=_ALWAYS
)
_WARM_UP: Final = Sum(_warm_up, words("Say the work load, and the lift if you like: `warmup bench 225`."))
_PERCENT: Final = Sum(_percents, words("Say the maximum, like `percent 315` or `percent 315 85`."), own=_ALWAYS)
_MAXIMUM: Final = Sum(
    _maximum, words("Say the load and the reps, like `1rm 185x5`."), own=re.compile(r"\d[^x×*]*[x×*][^x×*]*$")
)
_GL: Final = Sum(
    gl, words("Say total or bench, body weight and m or f: `gl 600kg 90kg m` or `gl bench 140kg 90kg m`."), own=_ALWAYS
)
SUMS: Final = {
    "plates": _PLATES,
    "plate": replace(_PLATES, own=None),
    **dict.fromkeys(("warmup", "warmups", "warm-up"), _WARM_UP),
    **dict.fromkeys(("percent", "percents"), _PERCENT),
    **dict.fromkeys(("1rm", "e1rm"), _MAXIMUM),
    "max": replace(_MAXIMUM, also_of_sets=True, own=None),
    **dict.fromkeys(("gl", "ipf"), _GL),
    "rpe": Sum(_by_rpe, words("Say reps, RPE and the maximum, like `rpe 5@8 315`."), own=re.compile(r"\d+\s*@")),
    "dots": Sum(dotted, words("Say total, body weight and m or f, like `dots 600kg 90kg m`."), own=_ALWAYS),
}
