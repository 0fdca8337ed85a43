"""The commands that chat platforms list in their menus. What each does is decided where its words are: they are the
same as when somebody types them."""

from dataclasses import dataclass
from typing import Final

from knowledge.words import Words, words


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """A command, and the one thing that may be said with it. *name* and *argument* are the same in every language."""

    name: str
    description: Words  # up to 100 characters
    argument: str = ""  # empty: it takes none; "lift" is the name of an exercise
    about_argument: Words | None = None  # up to 100 characters
    needs_argument: bool = False
    private: bool = False  # its answer is nobody else's business

    @property
    def takes_lift(self) -> bool:
        return self.argument == "lift"


_SUCH_AS_BENCH: Final = words("Such as: bench")

MENU: Final = (
    MenuCommand("start", words("Get to know your coach in a minute")),
    MenuCommand("help", words("What you can say")),
    MenuCommand(
        "log",
        words("Log what you lifted and how you slept"),
        "text",
        words("Such as: bench 185x5 slept 6h sore 7"),
        needs_argument=True,
    ),
    MenuCommand("plan", words("What to lift next"), "lift", _SUCH_AS_BENCH),
    MenuCommand("last", words("What you did last time"), "lift", _SUCH_AS_BENCH),
    MenuCommand("history", words("Your latest sessions"), "lift", _SUCH_AS_BENCH),
    MenuCommand("prs", words("Your best sets"), "lift", _SUCH_AS_BENCH),
    MenuCommand("chart", words("A picture of your progress"), "lift", _SUCH_AS_BENCH),
    MenuCommand("rest", words("A timer for the rest between sets"), "time", words("Minutes, such as: 3")),
    MenuCommand("undo", words("Take back what you logged last")),
    MenuCommand(
        "profile", words("See or change what the coach knows of you"), "change", words("Such as: kg"), private=True
    ),
    MenuCommand("board", words("The leaderboard of this group"), "choice", words("Such as: join")),
    MenuCommand("checkins", words("Answer my check-ins in this group"), "choice", words("Such as: join")),
    MenuCommand("group", words("What is switched on in this group"), "setting", words("Such as: summary on")),
    MenuCommand("link", words("Join this account with your other one"), "code", words("The code"), private=True),
    MenuCommand("unlink", words("Part this account from your others"), private=True),
    MenuCommand("privacy", words("What is kept about you, and why"), private=True),
    MenuCommand("export", words("Your whole log as a file"), "format", words("Such as: csv"), private=True),
    MenuCommand("forget", words("Delete everything about you"), private=True),
    MenuCommand(
        "language", words("The language I speak with you"), "language", words("Such as: Deutsch"), private=True
    ),
)

PRIVATE: Final = frozenset(command.name for command in MENU if command.private)
