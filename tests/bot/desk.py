"""A platform on which a test is every lifter, and which does what it is told to."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from bot.attachments import Attachment
from bot.message import Incoming
from bot.pacing import Pace
from bot.platforms import Accept
from storage.records import Address, Outgoing, RowId, Update, row_id

NAME = "desk"


class Clock:
    """Time that passes only when it is told to, or when somebody sleeps."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 17, tzinfo=UTC)
        self.slept_seconds: list[float] = []

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept_seconds.append(seconds)
        self.at += timedelta(seconds=seconds)


class Desk:
    """Shows words in *shown*; *answers* may raise in their place, one entry a try."""

    name = NAME
    evolves = False
    pace: Pace | None = None

    def __init__(
        self,
        answers: Iterator[Exception | None] | None = None,
        read: Callable[[Update], Incoming | None] = lambda _: None,
    ) -> None:
        self.shown: list[tuple[str, str]] = []  # (chat, text), as it came
        self.attached: list[Attachment] = []
        self.edited: list[tuple[str, str]] = []  # (message id, text)
        self._answers = answers or iter(())
        self._read = read

    async def run(self, accept: Accept) -> None:
        """Nothing comes by itself."""

    def read(self, update: Update) -> Incoming | None:
        return self._read(update)

    async def download(self, update: Update, _part: int = 0, /) -> bytes | None:
        """Nobody sends a file here."""
        return None

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        self._fail()
        self.shown.append((words.address.chat, words.text))
        self.attached.extend([attachment] if attachment else [])
        return f"message-{words.id}"

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        self._fail()
        self.edited.append((sent_as, words.text))

    async def preview(self, words: Outgoing) -> None:
        """Nothing fades here."""

    def _fail(self) -> None:
        answer = next(self._answers, None)
        if answer is not None:
            raise answer


def words(text: str, chat: str = "1", edits: RowId | None = None) -> Outgoing:
    return Outgoing(
        id=row_id("words", chat, text),
        turn=row_id("turn", chat, text),
        address=Address(NAME, chat),
        text=text,
        edits=edits,
        written_at=Clock().at,
    )


def update(id_: str, chat: str = "1", raw: str = "{}") -> Update:
    return Update(NAME, id_, chat, raw, Clock().at)
