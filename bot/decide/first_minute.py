"""The first minute: unit, experience, goal and equipment by taps, each of which can be skipped. None of it is needed.

The questions stand in one message, one after the other. Its buttons carry the turn that sent it, so that nobody else's
tap counts: ``begin:<turn>:unit:0``.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.decide.profile_settings import profile_changed, settled
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.wording import GONE, NOT_YOURS, WELCOME
from knowledge.words import joined, words
from storage.records import Button, Outgoing, Profile, RowId, row_id

BEGIN: Final = "begin"  # the verb of its buttons
SKIP: Final = "skip"
IN_ROW: Final = 2
READY: Final = words("That is all I need. Send me your first set, like `bench 185x5`; `profile` changes all of this.")


@dataclass(frozen=True, slots=True)
class Question:
    """*options*: what a button says, and what the profile's setting *key* is set to by it."""

    key: str
    text: str
    options: tuple[tuple[str, str], ...]


QUESTIONS: Final = (
    Question("unit", words("In which unit do you lift?"), (("kg", "kg"), ("lb", "lb"))),
    Question(
        "experience",
        words("How long have you been lifting?"),
        (
            (words("Just starting"), "0"),
            (words("Less than a year"), "6"),
            (words("1 to 3 years"), "24"),
            (words("Longer"), "60"),
        ),
    ),
    Question(
        "goal",
        words("What for?"),
        (
            (words("Strength"), "strength"),
            (words("Muscle"), "muscle"),
            (words("Health"), "health"),
            (words("A meet"), "a meet"),
        ),
    ),
    Question(
        "equipment",
        words("What do you train with?"),
        (
            (words("Full gym"), "full gym"),
            (words("Barbell"), "barbell"),
            (words("Dumbbells"), "dumbbells"),
            (words("Barbell and dumbbells"), "barbell, dumbbells"),
            (words("Body weight"), "body weight"),
        ),
    ),
)


SKIP_LABEL: Final = words("Skip")


def begin_asking(scene: Scene) -> Decision:
    """Welcome a lifter, and ask the first question under it.

    Where the unit was taken from the language of his client, it is said.
    """
    offer = words("Four taps, if you like; you can just as well send me a set now.")
    taken = words("I take {unit} until you say.", unit=scene.unit)
    text = _asked(offer if scene.language == "en" else joined([offer, taken], " "), QUESTIONS[0])
    return Decision(say(scene, blank(scene), Answer([text], list(_buttons(QUESTIONS[0], scene.turn)))))


def begun(_verb: str, rest: str, scene: Scene) -> Decision:
    """Take one answer into the profile and ask the next question in its place. A second tap changes nothing more."""
    turn, _, answer = rest.partition(":")
    key, _, chosen = answer.partition(":")
    if not scene.memory.turn_is_own:
        return reply(scene, NOT_YOURS)
    place = next((place for place, one in enumerate(QUESTIONS) if one.key == key), None)
    if place is None or chosen not in _choices(QUESTIONS[place]):
        return reply(scene, GONE)
    profile, noted = _answered(QUESTIONS[place], chosen, scene)
    following = QUESTIONS[place + 1] if place + 1 < len(QUESTIONS) else None
    return _in_place(scene, RowId(turn), profile, noted, following)


def answered_in_words(question: Question, place: int, scene: Scene) -> Decision:
    """The same for the words of a button, typed: its message is not known, so the next question has its own."""
    profile, noted = _answered(question, str(place), scene)
    at = QUESTIONS.index(question) + 1
    changes = blank(scene)
    if profile != scene.person.profile:
        changes = replace(changes, person=replace(scene.person, profile=profile))
    if at == len(QUESTIONS):
        return Decision(say(scene, changes, Answer([noted, READY])))
    text = joined([noted, QUESTIONS[at].text], " ")
    return Decision(say(scene, changes, Answer([text], list(_buttons(QUESTIONS[at], scene.turn)))))


def skipped_in_words(scene: Scene) -> Decision:
    """Which question is skipped is not known, so it is all that are left."""
    return Decision(say(scene, blank(scene), Answer([joined([words("Skipped."), READY], " ")])))


def _choices(question: Question) -> tuple[str, ...]:
    return (*(str(number) for number in range(len(question.options))), SKIP)


def _answered(question: Question, chosen: str, scene: Scene) -> tuple[Profile, str]:
    """The profile with the answer, and a word about it."""
    profile = scene.person.profile
    if chosen == SKIP:
        return profile, words("Skipped.")
    label, value = question.options[int(chosen)]
    changed = profile_changed(question.key, value, profile, scene.today)
    return settled(profile, changed) if changed else profile, words("Noted: {label}.", label=label)


def _in_place(scene: Scene, turn: RowId, profile: Profile, noted: str, following: Question | None) -> Decision:
    """The message of that turn, with the next question in place of the one that was answered."""
    asked = Outgoing(
        id=row_id("begun", scene.turn),
        turn=scene.turn,
        address=scene.incoming.where,
        text=_asked(noted, following) if following else joined([WELCOME, "", joined([noted, READY], " ")]),
        buttons=_buttons(following, turn) if following else (),
        edits=row_id("reply", turn),
        written_at=scene.now,
    )
    changes = replace(blank(scene), outbox=(asked,))
    if profile != scene.person.profile:
        changes = replace(changes, person=replace(scene.person, profile=profile))
    return Decision(changes)


def _asked(noted: str, question: Question) -> str:
    return joined([WELCOME, "", joined([noted, question.text], " ")])


def _buttons(question: Question, turn: RowId) -> tuple[tuple[Button, ...], ...]:
    """Rows of two, and a way past the question."""
    options = [
        Button(label, f"{BEGIN}:{turn}:{question.key}:{number}") for number, (label, _) in enumerate(question.options)
    ]
    rows = [tuple(options[at : at + IN_ROW]) for at in range(0, len(options), IN_ROW)]
    return (*rows, (Button(SKIP_LABEL, f"{BEGIN}:{turn}:{question.key}:{SKIP}"),))
