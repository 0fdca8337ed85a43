"""What an answer may say: values read back from the prompt, and what is so of the case."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.case import Case
from agents.facts import cues
from agents.phrases import counted
from agents.said_numbers import read_numbers
from knowledge.exercise import Exercise
from learning.adversary.told import Told, told
from learning.synth.phrases import Fields
from storage.records import SetKind, is_low

LAYOFF_DAYS: Final = 12
SHORT_MINUTES: Final = 360
MUCH_SORENESS: Final = 6
SMALL_STEP: Final = Decimal("1.07")
_MORE: Final = (
    r"Shown: Logged: [a-z -]+ (?P<did>(?P<logged>[\d.]+) × \d+)(?! ×)",
    r"Shown: Logged: [^;…]*?(?<![\d.])(?P<fell>[\d.]+ × \d+)(?: @[\d.]+)? missed",
    r"Sleep (?P<sleep>\d+ h(?: \d+ min)?)$",
    r"Soreness (?P<sore>\d+)(?:, (?P<site>[a-z ]+))?$",
    r"Estimated 1RM (?P<e1rm>\d+) \w+, from (?P<done>\S+ × \d+) on ",
    r"Estimated 1RM (?P<way>up|down) from (?P<was>\d+) to (?P<e1rm>\d+) \w+ over the last (?P<span>\d+ sessions)\.",
    r"Estimated 1RM (?P<way>steady) over the last (?P<span>\d+ sessions)\.",
    r"Every rep hit in (?P<hits>\d+) sessions? ?",
    r"(?P<days>\w+) [Dd]ays since the session",
    r"(?P<missed>The last session was missed)\.",
    r"(?P<none>No set of [\w -]+ on record yet)\.",
)
_WAYS: Final = {"up": "rising", "down": "falling", "steady": "steady"}


@dataclass(frozen=True, slots=True)
class Sayable:
    """*fields*: what a placeholder may become. *truths*: the conditions of phrases that hold."""

    fields: Fields
    truths: frozenset[str]
    facts: tuple[str, ...]  # the lines of the prompt


def sayable(case: Case, prompt: str) -> Sayable:
    """All of it stands in *prompt*, so that an answer teaches to repeat and never to invent."""
    read = told(prompt)
    found = {name: value for name, value in {**read.fields, **_more(read)}.items() if value}
    return Sayable(_fields(case, found), _truths(case, found), read.lines)


def _more(read: Told) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in read.lines:
        for pattern in _MORE:
            if hit := re.match(pattern, line):
                found |= {name: value for name, value in hit.groupdict().items() if value and name not in found}
    return found


def _fields(case: Case, found: dict[str, str]) -> dict[str, tuple[str, ...]]:
    exercise = case.exercise
    found = _with_session(case, found)
    unit = case.history[-1].lift.load.unit if case.history else case.profile.unit
    fields: dict[str, tuple[str, ...]] = {
        name: (f"{found[name]} {unit}", f"{found[name]} {unit}", found[name])
        for name in ("next", "last")
        if _is_load(found.get(name))
    }
    fields |= {
        name: (f"{found[name]} {unit}",) for name in ("change", "e1rm", "was", "pr") if _is_load(found.get(name))
    }
    fields |= {name: (found[name],) for name in ("reps", "sore", "due", "span", "done", "did", "fell") if name in found}
    fields |= {"lift": _names(exercise), "site": (f" in the {found['site']}" if "site" in found else "",)}
    fields |= {name: ways for name, ways in _counts(found).items() if ways}
    if cue := [one[:1].upper() + one[1:] for one in cues(case) if not read_numbers(one, case.profile.unit).numbers]:
        fields |= {"cue": tuple(cue), "cuelow": tuple(one[:1].lower() + one[1:] for one in cue)}
    return fields


def _with_session(case: Case, found: dict[str, str]) -> dict[str, str]:
    """With the load of today, where there was only one: of several the first says little."""
    loads = {entry.lift.load for entry in case.history if entry.on == case.today.on}
    if len(loads) != 1:
        return {name: value for name, value in found.items() if name != "did"}
    return {"last": found["logged"], **found} if "logged" in found else found


def _is_small_step(case: Case) -> bool:
    dose, last = case.plan.dose, case.history[-1].lift.load if case.history else None
    return dose is not None and last is not None and 1 < dose.load.kg / max(last.kg, Decimal(1)) <= SMALL_STEP


def _names(exercise: Exercise) -> tuple[str, ...]:
    """The whole name, and the short one where it is a part of it: "ohp" is not what everybody says."""
    is_part = set(exercise.short.split()) <= set(exercise.name.split())
    return (exercise.name, exercise.short) if is_part else (exercise.name,)


def _counts(found: dict[str, str]) -> dict[str, tuple[str, ...]]:
    sleep, sets, hits = found.get("sleep", ""), int(found.get("sets", 0)), int(found.get("hits", 0))
    hours = (sleep, sleep.replace(" h", " hours")) if sleep.endswith(" h") and sleep != "1 h" else (sleep,)
    days = found.get("days", "")
    pr_reps = found.get("pr_reps", "")
    return {
        "sleep": hours if sleep else (),
        "nsets": (counted(sets, "set"),) if sets > 1 else (),
        "hits": (str(hits),) if hits > 1 else (),
        "days": (counted(int(days), "day"),) if days.isdigit() and int(days) > 1 else (),
        "prreps": (pr_reps, counted(int(pr_reps), "rep")) if pr_reps else (),
        "chance": (f"{found['chance']} %",) if "chance" in found else (),
    }


def _is_load(value: str | None) -> bool:
    return value is not None and float(value) > 0


def _truths(case: Case, found: dict[str, str]) -> frozenset[str]:
    today = [entry.lift for entry in case.history if entry.on == case.today.on]
    slept, sore = case.today.sleep_minutes, case.today.soreness
    short, sore_much = slept is not None and slept < SHORT_MINUTES, sore is not None and sore >= MUCH_SORENESS
    failed = any(lift.kind is SetKind.FAILED for lift in today)
    hits, days = int(found.get("hits", 0)), int(found["days"]) if found.get("days", "").isdigit() else 0
    so = {
        "made": hits > 0 and not failed,
        "once": hits == 1,
        "today": bool(today) and not failed,
        "todaymissed": failed,
        "missed": "missed" in found,
        "none": "none" in found,
        "fresh": slept is not None and slept >= 450 and sore is not None and sore <= 3,
        "shortnight": short,
        "verysore": sore_much,
        "midsleep": slept is not None and SHORT_MINUTES <= slept < 450,
        "lowsore": sore is not None and sore <= 3,
        "midsore": sore is not None and 4 <= sore <= 5,
        "tired": short or sore_much or is_low(case.today.energy),
        "lowenergy": is_low(case.today.energy),
        "back": days >= LAYOFF_DAYS,
        "step": _is_small_step(case),
        "regular": 2 <= days <= 5,
    }
    way = _WAYS.get(found.get("way", ""))
    return frozenset((*(name for name, holds in so.items() if holds), *([way] if way else [])))
