"""The guard: a model's words reach a lifter only if every number in them was given, and nothing in them misleads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.allowed import Allowed as Allowed
from agents.allowed import Rule
from agents.guard.asks import asks_at_will, asks_without_number
from agents.guard.care import careless, complaint_unheeded
from agents.guard.form import LONGEST as LONGEST
from agents.guard.form import bad_length, bad_letters, link, markup, mention
from agents.guard.leak import leak, prompt_told
from agents.guard.loads import load_not_next
from agents.guard.numbers import number_not_given
from agents.guard.person import first_person
from agents.guard.plan import against_plan, no_rest, record_talk
from agents.guard.plan import choice_refused as _choice_refused
from agents.guard.talk import medical_claim, obedience, promise, shaming, through_pain, unsafe_nutrition
from agents.guard.unclear import in_plates
from agents.guard.words import strange_sign, strange_word, tally
from agents.plan import Plan
from knowledge.units import Load


@dataclass(frozen=True, slots=True)
class Verdict:
    """*reason* is None when it passed."""

    reason: str | None

    @property
    def passed(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Guarded:
    """What is left of words: all, some, or None. *cuts* says why anything is gone, once a reason."""

    words: str | None
    cuts: tuple[str, ...] = ()


# Words that break one of these are not trusted in any other sentence either.
_OF_ALL: tuple[Rule, ...] = (bad_letters, leak, prompt_told, obedience, medical_claim, through_pain, unsafe_nutrition)
_OF_A_SENTENCE: tuple[Rule, ...] = (
    link,
    mention,
    markup,
    number_not_given,
    load_not_next,
    record_talk,
    against_plan,
    asks_at_will,
    asks_without_number,
    complaint_unheeded,
    careless,
    first_person,
    promise,
    shaming,
    in_plates,
    strange_sign,
    strange_word,
    tally,
)
_OF_THE_WHOLE: tuple[Rule, ...] = (no_rest,)
EVERY_RULE: tuple[Rule, ...] = (bad_length, *_OF_ALL, *_OF_A_SENTENCE, *_OF_THE_WHOLE)


def check(words: str, allowed: Allowed) -> Verdict:
    """Whether *words* may be shown, or the first reason why not. What is unclear does not pass. English only."""
    return Verdict(_first(EVERY_RULE, words, allowed))


def guarded(words: str, allowed: Allowed) -> Guarded:
    """*words* without the sentences that may not be shown, and without those that lean on them.

    None is left where they cannot be trusted at all, where no whole sentence remains, or where what remains breaks a
    rule by itself.
    """
    if reason := _first((bad_length, *_OF_ALL), words, allowed):
        return Guarded(None, (reason,))
    reason = _first((*_OF_A_SENTENCE, *_OF_THE_WHOLE), words, allowed)
    if reason is None:
        return Guarded(words)
    kept, cuts = _sifted(_SENTENCE_END.split(words.strip()), allowed)
    left = " ".join(kept)
    if not cuts or not any(_WHOLE.search(sentence) for sentence in kept):
        return Guarded(None, cuts or (reason,))
    if reason := check(left, allowed).reason:
        return Guarded(None, (*cuts, reason))
    return Guarded(left, cuts)


def accept_load(choice: Load, plan: Plan, last: Load | None) -> Verdict:
    """Whether a model may name *choice* beside the plan's own load. *last* is the last working load; None: none yet.

    It lies in the envelope, on the grid of small plates (2.5 lb, 1.25 kg) or on a load of the plan itself, and moves
    from *last* as the plan does: up on an increase, not up on a hold, down on a cut.
    """
    return Verdict(_choice_refused(choice, plan, last))


_SENTENCE_END = re.compile(r"""(?<=[.!?…])["'”’)]?\s+(?!\d+(?:rm|\s*rm)\b)""", re.IGNORECASE)
_WHOLE = re.compile(r"""\w+\W+\w+.*[.!?…]["'”’)]?$""", re.DOTALL)
_LEANS = re.compile(
    r"""
    ^\W* (?: but|so|that|this|these|those|then|and|or|because|since|which|instead|otherwise|also|still|yet|therefore
        |however|even|such|same|only|unless|until|if\ so|neither|nor|more|less|again|except|now )\b
    | \b (?: it|its|them|they|their|that|those|these|one|both|either|there )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _sifted(sentences: Sequence[str], allowed: Allowed) -> tuple[list[str], tuple[str, ...]]:
    """The sentences that stand, and why others do not. What follows a cut one stands only if it needs it not."""
    kept: list[str] = []
    cuts: dict[str, None] = {}
    after_cut = False
    for sentence in sentences:
        reason = _first(_OF_A_SENTENCE, sentence, allowed)
        leans = after_cut and _LEANS.search(sentence) is not None
        if reason:
            cuts[reason] = None
        elif not leans:
            kept.append(sentence)
        after_cut = reason is not None or leans
    return kept, tuple(cuts)


def _first(rules: Sequence[Rule], words: str, allowed: Allowed) -> str | None:
    return next((reason for rule in rules if (reason := rule(words, allowed))), None)
