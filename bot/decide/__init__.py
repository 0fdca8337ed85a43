"""What to do about one message: pure, from what was said and what is remembered to the rows that are kept."""

from bot.decide.media import decide_media
from bot.decide.pressed import decide_pressed
from bot.decide.said import decide_said
from bot.decide.scene import Decision as Decision
from bot.decide.scene import Scene as Scene
from bot.decide.sent import decide_sent
from bot.decide.votes import decide_reacted
from bot.message import Media, Pressed, Reacted, Said, Sent


def decide(scene: Scene) -> Decision:
    """The decision about the scene's message. Calls no clock, no store and no model."""
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
