"""What to do about one message: pure, from what was said and what is remembered to the rows that are kept."""

from dataclasses import replace

from bot.decide.discreet import in_company
from bot.decide.groups import with_cheer
from bot.decide.media import decide_media
from bot.decide.nameless import decide_nameless
from bot.decide.pressed import decide_pressed
from bot.decide.rest import until_next_set
from bot.decide.said import decide_said
from bot.decide.scene import Decision as Decision
from bot.decide.scene import Scene as Scene
from bot.decide.scene import in_plain_words
from bot.decide.sent import decide_sent
from bot.decide.session import on_card
from bot.decide.votes import decide_reacted
from bot.message import Media, Pressed, Reacted, Said, Sent


def decide(scene: Scene) -> Decision:
    """The decision about the scene's message. Calls no clock, no store and no model."""
    if nameless := decide_nameless(scene):
        return in_plain_words(nameless, scene)
    decision = in_plain_words(_decided(scene), scene)
    if scene.incoming.company is None:
        return decision
    plain = decision if scene.language == "en" else _decided(_in_english(scene))
    return with_cheer(in_company(decision, plain, scene), scene)


def _in_english(scene: Scene) -> Scene:
    profile = replace(scene.person.profile, language=None)
    return replace(scene, person=replace(scene.person, profile=profile))


def _decided(scene: Scene) -> Decision:
    return on_card(until_next_set(_answered(scene), scene), scene)


def _answered(scene: Scene) -> Decision:
    match scene.incoming:
        case Said() as said:
            return decide_said(said, scene)
        case Pressed() as pressed:
            return decide_pressed(pressed, scene)
        case Reacted() as reacted:
            return decide_reacted(reacted, scene)
        case Sent() as sent:
            return decide_sent(sent, scene)
        case Media() as media:
            return decide_media(media, scene)
