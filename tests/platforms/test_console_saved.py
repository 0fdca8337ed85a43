"""What goes with words is a file beside, at a terminal; its path is shown, and nothing is written over."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import Config, Database, Secrets
from bot.platforms.console import Console
from tests.bot.desk import Clock

PNG = b"\x89PNG\r\n\x1a\n"


async def typed(folders: tuple[Path, ...], *lines: str) -> list[str]:
    """All that is shown where *lines* are typed."""
    shown: list[str] = []
    clock = Clock()

    async def each() -> AsyncIterator[str]:
        for line in lines:
            yield line

    config = Config(database=Database(url="sqlite:///:memory:"))
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep) as app:
        app.platforms[Console.name] = Console("ann", each(), shown.append, app.quiet, clock.now, folders)
        await app.run()
    return shown


async def test_a_picture_and_an_export_are_files_whose_paths_are_shown(tmp_path: Path) -> None:
    shown = await typed(
        (tmp_path,), "yesterday bench 185x5", "bench 190x5", "chart bench", "chart bench", "export json"
    )
    assert [one.splitlines()[-1] for one in shown if "estimated 1RM." in one] == [
        f"[{tmp_path}/chart.png]",
        f"[{tmp_path}/chart-2.png]",
    ]
    for name in ("chart.png", "chart-2.png"):
        assert (tmp_path / name).read_bytes().startswith(PNG)
    (export,) = tmp_path.glob("*.json")
    assert f"[{export}]" in shown[-1]
    assert "bench_press" in json.dumps(json.loads(export.read_bytes()))
    assert export.stat().st_mode & 0o077 == 0


async def test_a_file_in_the_folder_of_the_talk_is_shown_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "[./focusflow.csv]" in (await typed((Path(),), "bench 185x5", "export"))[-1]
    assert (tmp_path / "focusflow.csv").exists()


async def test_nothing_is_written_over_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "chart.png").write_bytes(b"mine")
    (tmp_path / "chart-2.png").symlink_to(tmp_path / "elsewhere")
    await typed((tmp_path,), "yesterday bench 185x5", "bench 190x5", "chart bench")
    assert (tmp_path / "chart.png").read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()
    assert (tmp_path / "chart-3.png").read_bytes().startswith(PNG)


async def test_a_folder_that_takes_nothing_gives_way_to_the_next(tmp_path: Path) -> None:
    lines = ("yesterday bench 185x5", "bench 190x5", "chart bench")
    none = tmp_path / "none"
    assert f"[{tmp_path}/chart.png]" in "\n".join(await typed((none, tmp_path), *lines))
    assert "[chart.png: No such file or directory]" in "\n".join(await typed((none,), *lines))
    assert "[chart.png]" in "\n".join(await typed((), *lines))
