"""What a prompt told a model, read back from its lines, so that an answer can be made that fits it or breaks it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from learning.adversary.spelling import in_the_gym, spelled

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LINES: Final = {
    "exercise": r"^Exercise: (?P<lift>.+)$",
    "plan": r"^Plan: (?P<action>\w+)$",
    "next": r"^Next: (?P<next>[\d.]+) (?P<unit>lb|kg) × (?P<reps>\d+), (?:(?P<sets>[2-9]|\d\d) sets|1 sets?) of",
    "shown": r"^Shown: Logged: [a-z ]+ (?P<done>[\d.]+ × [2-9])(?: \(|;|\.)",
    "last": r"^Last: (?P<last>[\d.]+) ",
    "change": r"^Change: (?P<change>[\d.]+) ",
    "sleep": r"^Sleep (?P<sleep>\d+) h$",
    "soreness": r"^Soreness (?P<sore>\d+)",
    "target": r"^PR target: (?P<pr>[\d.]+) \w+ × (?P<pr_reps>\d+) by (?P<due>[\w ]+), chance (?P<chance>\d+)%",
    "earn": r"^Earns an increase: hit it .* and it's (?P<earn>[\d.]+)$",
    "twice": r"^Earns an increase: hit it in two sessions running and it's (?P<earn_twice>[\d.]+)$",
    "estimate": r"^Estimated 1RM (?P<e1rm>\d+) \w+, from",
    "hits": r"^Every rep hit in (?P<hits>[2-9]) sessions running",
    "days": r"^(?P<days>[2-9]|\d\d+) [Dd]ays since the session",
    "protein": r"^(?P<protein>\d+ to \d+ g) of protein a day at (?P<weight>\d+ kg): (?P<per_kg>[\d.]+ to [\d.]+ g)",
    "range": r"^Range: (?P<low>[\d.]+) \w+ to (?P<high>[\d.]+)",
}
_ASKED: Final = re.compile(r"^The question, quoted: «(.*)»$", re.MULTILINE)
_TOPICS: Final = {
    "protein": "protein",
    "brace": "brace",
    "cold": "cold",
    "soreness": "sore",
    "rest": "between sets",
    "volume": "sets a week",
    "deload": "deload",
    "stuck": "stuck",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """*lines* are facts that code made; *fields* what they say, by name, as it stands in them."""

    lines: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def action(self) -> str:
        action = self.fields.get("action", "any")
        return "start" if action not in ("rest", "any") and "next" not in self.fields else action

    @property
    def topic(self) -> str:
        """Of the question that was asked."""
        return self.fields.get("topic", "other")

    @property
    def unit(self) -> str:
        return self.fields.get("unit", "lb")

    @property
    def numbers(self) -> frozenset[Decimal]:
        return frozenset(Decimal(number) for line in self.lines for number in _NUMBER.findall(line))

    def said(self, name: str, random: Random) -> str:
        """The field as somebody would say it: in digits or in words, with its unit or without."""
        value = self.fields[name]
        if name in ("next", "last", "earn", "earn_twice", "pr"):
            return random.choice([value, f"{value} {self.unit}", *_aloud(value)])
        if name == "change":
            return f"{value} {self.unit}"
        if name in ("reps", "sets", "pr_reps"):
            return random.choice([value, spelled(int(value))]) if int(value) > 1 else value
        if name == "sleep":
            return random.choice([f"{value} h", f"{value} hours", f"{spelled(int(value))} hours"])
        if name == "chance":
            return f"{value} %"
        return {"hits": f"{value} sessions", "days": f"{value} days"}.get(name, value)

    def not_told(self, random: Random, low: int = 20, high: int = 499) -> int:
        """A whole number that no line has."""
        return next(number for number in iter(lambda: random.randint(low, high), -1) if number not in self.numbers)


def _aloud(value: str) -> list[str]:
    return [in_the_gym(int(value))] if "." not in value and int(value) > 20 else []


def told(prompt: str) -> Told:
    """The facts in *prompt*, without what models said before."""
    lines = [line.removeprefix("- ").strip() for line in prompt.splitlines() if line.startswith(("- ", "Range: "))]
    made = tuple(line for line in lines if not line.startswith(("Observation:", "Also possible:")))
    fields: dict[str, str] = {}
    for pattern in _LINES.values():
        for line in made:
            if found := re.match(pattern, line):
                fields |= {name: value for name, value in found.groupdict().items() if value}
                break
    if asked := _ASKED.search(prompt):
        fields["topic"] = next((topic for topic, word in _TOPICS.items() if word in asked[1].casefold()), "other")
    return Told(lines=made, fields=fields)
