"""What is answered in a channel that is watched, though it was not said to us: all that is training. Pure."""

from bot.decide.arithmetic import arithmetic
from bot.decide.cleared import cleared_said
from bot.decide.groups import SWITCHES
from bot.decide.looking_back import looked_back
from bot.decide.rest import rest_said
from bot.decide.scene import Decision, Scene
from bot.decide.typed import newest_plan
from bot.message import Incoming, Said
from bot.parse.named import sole_name


def is_overheard(incoming: Incoming) -> bool:
    """Whether it was said in a watched channel and not to us."""
    return isinstance(incoming, Said) and incoming.overheard


def concerns_the_log(decision: Decision, scene: Scene) -> bool:
    """Whether words that were not said to us log or change something, leave a set unclear, ask for something that has
    no other meaning in such a channel, or tell of danger."""
    changes, parsed = decision.changes, scene.parsed
    rows = (changes.entries, changes.readiness, changes.flags, changes.undo, changes.undo_entries, changes.outcomes)
    back = (changes.revived, changes.undo_readiness)
    if (
        any((*rows, *back))
        or changes.cleared
        or parsed.danger is not None
        or (changes.ask is not None and bool(parsed.sets))
    ):
        return True
    return isinstance(scene.incoming, Said) and _asks_of_training(scene.incoming, scene)


def _asks_of_training(said: Said, scene: Scene) -> bool:
    """Whether the whole message is a command of training, such as ``rest 3`` or ``last bench``."""
    word, _, rest = said.text.strip().lower().rstrip(".!").partition(" ")
    match word.removeprefix("/"):
        case "rest" | "timer" | "stop" | "cancel":
            return rest_said(said, scene) is not None
        case "last" | "history" | "prs":
            return (bool(rest) or word != "last") and looked_back(said, scene) is not None
        case "chart":
            return not rest or sole_name(rest, scene.exercises) is not None or rest in ("volume", "adherence")
        case "plan":
            return not rest or sole_name(rest, scene.exercises) is not None
        case "board" | "leaderboard" | "check-ins" | "checkins":
            return rest.partition(" ")[0] in ("", "join", "leave")
        case "group":
            return rest.partition(" ")[0] in (*SWITCHES, "board")
        case "done" | "missed":
            return not rest and newest_plan(scene) is not None
        case _:
            return cleared_said(said, scene) is not None or _is_sum(said, rest, scene)


def _is_sum(said: Said, rest: str, scene: Scene) -> bool:
    return any(letter.isdigit() for letter in rest) and arithmetic(said, scene) is not None
