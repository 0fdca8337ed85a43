"""Whole talks, as a lifter reads them: the real parser, planner and store behind the terminal.

A talk is a file of lines: ``> `` what is typed, ``< `` what is shown, ``@ `` the time that it has become.
``python -m tests.talks.test_talks`` writes what is shown now into the files; read the difference before you keep it.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from agents.model import Model, ModelUnavailable, Scripted
from bot.app import open_app
from bot.config import Config, Database, Secrets
from bot.platforms.console import Console

TALKS = sorted(Path(__file__).parent.glob("*.txt"))


class Talk:
    """Replays the typed lines of a talk and notes all that is shown."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.noted: list[str] = []
        self.now_at = datetime.fromisoformat("2026-11-22T17:00:00+00:00")

    def now(self) -> datetime:
        return self.now_at

    def show(self, text: str) -> None:
        self.noted.extend(f"< {line}".rstrip() for line in text.split("\n"))

    async def play(self, model: Model | None = None) -> list[str]:
        config = Config(database=Database(url="sqlite:///:memory:"))
        async with open_app(config, Secrets(_env_file=None), now=self.now, model=model) as app:

            async def typed() -> AsyncIterator[str]:
                for line in self.lines:
                    if line.startswith("@ "):
                        self.noted.append(line)
                        self.now_at = datetime.fromisoformat(line[2:])
                        await app.look()
                        await app.quiet()
                    elif line.startswith("> "):
                        self.noted.append(line)
                        yield line[2:]
                    elif not line.startswith("<"):
                        self.noted.append(line)

            app.platforms[Console.name] = Console("ann", typed(), self.show, app.quiet, self.now)
            await app.run()
        return self.noted


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
async def test_talk(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert await Talk(lines).play() == lines


def test_the_readme_shows_a_talk_that_was_played() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    assert TALKS[0].read_text() in readme.read_text()


async def test_a_model_that_fails_changes_no_word_of_a_talk() -> None:
    lines = TALKS[0].read_text().splitlines()
    dead = Scripted({name: [ModelUnavailable("down")] for name in ("insight", "planner", "coach")})
    assert await Talk(lines).play(dead) == lines


def write_what_is_shown_now() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    before = TALKS[0].read_text()
    for talk in TALKS:
        talk.write_text("\n".join(asyncio.run(Talk(talk.read_text().splitlines()).play())) + "\n")
    readme.write_text(readme.read_text().replace(before, TALKS[0].read_text()))


if __name__ == "__main__":
    import tests.conftest  # noqa: F401  a talk is written as it is tested: by words alone, without an embedder

    write_what_is_shown_now()
