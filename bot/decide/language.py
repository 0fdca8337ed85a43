"""The lifter's language: that of his client until he chooses one, by ``language de`` or one of six buttons."""

from dataclasses import replace
from typing import Final

from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.languages import LANGUAGES, OWN_NAMES, closest
from bot.message import Incoming, Said
from bot.wording import GONE
from knowledge.units import Unit
from knowledge.words import words
from storage.records import Button, Person, Profile

LANGUAGE: Final = "language"  # the verb of its buttons
AUTO: Final = "auto"
IN_ROW: Final = 3
METRIC: Final = frozenset({"de", "es", "fr", "pt", "ru"})
"""Languages whose speakers lift in kg until they say otherwise."""
COMMANDS: Final = frozenset({"language", "sprache", "idioma", "langue", "lingua", "язык"})
NAMES: Final = {
    **{language: language for language in LANGUAGES},
    **{name.casefold(): language for language, name in OWN_NAMES.items()},
    "german": "de",
    "spanish": "es",
    "french": "fr",
    "portuguese": "pt",
    "russian": "ru",
    "espanol": "es",
    "castellano": "es",
    "francais": "fr",
    "portugues": "pt",
    "englisch": "en",
    "inglés": "en",
    "brazilian": "pt",
    "anglais": "en",
    "inglês": "en",
    "английский": "en",
}
WHICH_LANGUAGE: Final = words("Which language shall I speak? `language auto` takes that of your app.")
NO_SUCH_LANGUAGE: Final = words("I don't speak that one, so nothing is changed. Which of these?")
FROM_NOW_ON: Final = words("From now on I speak English.")  # each catalogue names its own language
AS_YOUR_APP: Final = words("From now on I speak the language of your app, as far as I know it.")


def language_of(person: Person | None, incoming: Incoming) -> str:
    """Of LANGUAGES: what a lifter has chosen, else that of his client, else what he was last spoken to in."""
    last = person.profile.language if person else None
    if person and person.profile.language_chosen:
        return last or "en"
    return closest(getattr(incoming, "locale", "")) or last or "en"


def as_client_speaks(person: Person, locale: str, *, is_new: bool) -> Person:
    """*person*, spoken to in the language of his client where he has chosen none; a newcomer's unit goes by it too."""
    profile, language = person.profile, closest(locale)
    if language is None or profile.language_chosen or language == (profile.language or "en"):
        return person
    unit = Unit.KG if is_new and language in METRIC else profile.unit
    return replace(person, profile=replace(profile, language=language, unit=unit))


def language_said(said: Said, scene: Scene) -> Decision | None:
    """``language``, ``language de``, ``sprache deutsch``, ``profile language auto``; None for any other words."""
    first, *rest = said.text.casefold().strip("/ .!").removeprefix("profile ").split() or [""]
    if first not in COMMANDS:
        return None
    wanted = " ".join(rest)
    if not wanted:
        return reply(scene, WHICH_LANGUAGE, *_buttons())
    language = AUTO if wanted == AUTO else NAMES.get(wanted) or closest(wanted)
    return _chosen(language, scene) if language else reply(scene, NO_SUCH_LANGUAGE, *_buttons())


def language_pressed(_verb: str, rest: str, scene: Scene) -> Decision:
    return _chosen(rest, scene) if rest in LANGUAGES else reply(scene, GONE)


def _chosen(language: str, scene: Scene) -> Decision:
    profile = _speaking(language, scene)
    staged = replace(scene, person=replace(scene.person, profile=profile))
    line = AS_YOUR_APP if language == AUTO else FROM_NOW_ON
    return Decision(say(staged, replace(blank(staged), person=staged.person), Answer([line])), language=staged.language)


def _speaking(language: str, scene: Scene) -> Profile:
    profile = scene.person.profile
    if language != AUTO:
        return replace(profile, language=language, language_chosen=True)
    client = closest(getattr(scene.incoming, "locale", "")) or profile.language
    return replace(profile, language=client, language_chosen=False)


def _buttons() -> tuple[tuple[Button, ...], ...]:
    """The languages by their own names, which are the same in all of them."""
    buttons = [Button(name, f"{LANGUAGE}:{language}") for language, name in OWN_NAMES.items()]
    return tuple(tuple(buttons[at : at + IN_ROW]) for at in range(0, len(buttons), IN_ROW))
