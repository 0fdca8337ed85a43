"""The notation of the guard's phrases, and the files that are written in it."""

import re
from importlib.resources import files

import pytest
import yaml

from agents.guard import check, phrases
from agents.guard.phrases import LISTS, any_of, expression_of, pattern
from agents.guard.vocabulary import vocabulary
from tests.agents.test_guard import UP

FILE = yaml.load((files("agents.guard") / phrases.FILE).read_text("utf-8"), Loader=yaml.BaseLoader)
HEADINGS = [heading for heading in FILE if heading != LISTS]


@pytest.mark.parametrize(
    ("phrase", "found", "passed"),
    [
        ("trust me", "so trust me.", "trust melons"),
        ("trust me", "trust me", "distrust me"),
        ("train~", "we trained", "a strain"),
        ("never ~ed", "never lifted", "never lift"),
        ("(no|zero) risk", "zero risk", "some risk"),
        ("dis(c|k)s?", "two disks", "dish"),
        ("(the |your )*bar", "the your bar", "barn"),
        ("all_time", "all-time", "all the time"),
        ("all_time", "alltime", "all of time"),
        ("push {2 words} pain", "push right through pain", "push on and on through pain"),
        ("push {2 words} pain", "push pain", "push. pain"),
        ("lose {9 letters} soon", "lose a lot soon", "lose. soon"),
        ("lose {9 letters} soon", "lose 5 kg soon", "lose a great deal soon"),
        ("by {number}", "by 12", "by ten"),
        ("promise NOT BEFORE( nothing)", "i promise a lot", "i promise nothing"),
        ("best BEFORE( when| if)", "best when rested", "best of all"),
        ("NOT AFTER(no |not )bounce", "so bounce", "do not bounce"),
        ("more {load}", "more plates", "more care"),
        ("p.r.", "a p.r.x", "a pcr"),
    ],
)
def test_a_phrase_finds_what_it_says_and_no_more(phrase: str, found: str, passed: str) -> None:
    ways = any_of([phrase], {"load": "(?:weight|plates?)"})
    assert ways.search(found)
    assert not ways.search(passed)


@pytest.mark.parametrize("wrong", ["Trust me", "a [b]", "(a|b", "a)", "more {loud}", "a\\b", "?", "{2 wrods} a"])
def test_what_the_notation_has_not_is_named_with_its_phrase(wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(wrong))):
        expression_of(wrong, {"load": "plates"})


def test_another_expression_may_stand_beside_the_phrases() -> None:
    ways = any_of(["trust me"], {}, also="mark \\ my  # a comment\n")
    assert ways.search("mark my words")
    assert ways.search("trust me")
    assert not ways.search("remark my words")


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_line_of_the_file_is_a_phrase_that_stands_once(heading: str) -> None:
    listed = FILE[heading]
    assert all(isinstance(phrase, str) for phrase in listed), "a line that YAML does not read as words wants quotes"
    assert len(set(listed)) == len(listed)
    assert pattern(heading).search("a neutral sentence about chairs") is None


def test_every_heading_and_list_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in files("agents.guard").iterdir() if path.name.endswith(".py"))
    assert [heading for heading in HEADINGS if f'"{heading}"' not in code] == []
    written = str([FILE[heading] for heading in HEADINGS])
    assert [name for name in FILE[LISTS] if f"{{{name}}}" not in written] == []


def test_a_line_is_refused_for_the_reason_that_it_stands_under() -> None:
    assert check("Progress is guaranteed.", UP).reason == "a promise: guaranteed"


def test_words_are_known_as_written_or_in_all_forms() -> None:
    assert {"bar", "bars", "squat", "squatting", "heavier", "wherever"} <= vocabulary()
    assert "wherevers" not in vocabulary()
    assert len(vocabulary()) > 5_000
