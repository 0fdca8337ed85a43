"""``focusflow dataset`` over a real database: who consents is in it, who does not or is gone is nowhere in it."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from learning.dataset.build import GONE, built
from learning.dataset.cli import dataset
from learning.dataset.folder import read_card
from learning.dataset.gathering import SOURCE
from learning.dataset.key_file import KEY_FILE, read_key
from learning.dataset.pseudonym import pseudonym
from learning.dataset.record import write_records
from storage.open import open_store
from storage.records import (
    Changes,
    Consent,
    Dataset,
    Feedback,
    Identity,
    Person,
    Profile,
    Thumb,
    UserId,
    Version,
    VersionState,
    row_id,
)
from storage.store import Store
from tests.learning.dataset.made import NOW, exchange, record

WORDS = {"anna": "garden", "ben": "island", "cleo": "furniture", "dora": "lettuce"}  # that each of them alone said
VOTES = (Thumb.UP, Thumb.DOWN)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path}/coach.db"
    monkeypatch.setenv("FOCUSFLOW__DATABASE__URL", address)
    monkeypatch.setenv("FOCUSFLOW__LEARNING__FOLDER", str(tmp_path / "runs"))
    asyncio.run(_fill(address))
    return address


async def _fill(address: str) -> None:
    async with open_store(address) as store:
        for name in WORDS:
            await consent_of(store, name, Consent.REFUSED if name == "ben" else Consent.GIVEN)
            for n, thumb in enumerate(VOTES):
                await _answered(store, name, n, thumb)


async def consent_of(store: Store, name: str, consent: Consent) -> None:
    person = Person(UserId(name), name.title(), Profile(consent=consent, consent_at=NOW))
    await store.keep(Changes(at=NOW, person=person, identity=Identity("telegram", f"{name}-4711")))


async def _answered(store: Store, name: str, n: int, thumb: Thumb) -> None:
    user, turn = UserId(name), row_id("turn", name, n)
    spoken = exchange(
        turn=turn,
        user=user,
        prompt=f"Facts\n- Next: {200 + n} lb × 5\nQuoted: «{name.title()} here, my {WORDS[name]} {n}»",
        answer=f"The {WORDS[name]} can wait. {200 + n} lb is next, so brace.",
        facts=(f"Next: {200 + n} lb × 5", f"Soreness {n}, {WORDS[name]}"),
    )
    await store.keep(Changes(at=NOW, user=user, turn=turn, message=f"{name}-{n}", exchanges=(spoken,)))
    vote = Feedback(user=user, turn=turn, source=f"vote-{name}-{n}", said_at=NOW, thumb=thumb)
    await store.keep(Changes(at=NOW, user=user, feedback=vote))


def run(*words: object) -> Result:
    return CliRunner().invoke(dataset, [*map(str, words)])


def words_in(folder: Path) -> set[str]:
    text = "".join(path.read_text() for path in folder.iterdir()).casefold()
    return {name for name, word in WORDS.items() if word in text}


def named_in(folder: Path) -> list[str]:
    text = "".join(path.read_text() for path in folder.iterdir()).casefold()
    return [name for name in (*WORDS, "4711") if name in text]


async def _of(address: str) -> tuple[Dataset, ...]:
    async with open_store(address) as store:
        return await store.datasets()


def test_who_consents_is_in_it_without_his_name(url: str, tmp_path: Path) -> None:
    ran = run("build", "--out", tmp_path / "set")
    assert ran.exit_code == 0, ran.output
    assert words_in(tmp_path / "set") == {"anna", "cleo", "dora"}
    assert not named_in(tmp_path / "set")
    (kept,) = asyncio.run(_of(url))
    card = json.loads((tmp_path / "set" / "card.json").read_text())
    assert (kept.id, set(kept.members)) == (card["id"], {"anna", "cleo", "dora"})
    assert (card["records"], card["desirable"]) == (6, 3)
    assert card["left_out"] == {"lifters without consent to training": 1}
    assert run("check", tmp_path / "set").exit_code == 0
    assert card["id"] in run("card", tmp_path / "set").stdout


async def _leave(address: str, dataset: str) -> tuple[str, ...]:
    """Cleo takes her consent back, and Dora is forgotten: gives what she is told."""
    version = Version(
        name="coach-1",
        agent="coach",
        base="base",
        parent=None,
        dataset=dataset,
        path="runs/coach-1",
        settings="{}",
        evaluation="{}",
        state=VersionState.TRAINED,
        why="",
        made_at=NOW,
        changed_at=NOW,
    )
    async with open_store(address) as store:
        await store.keep_version(version)
        await consent_of(store, "cleo", Consent.REFUSED)
        return await store.forget(UserId("dora"))


def test_who_withdraws_or_is_forgotten_is_in_no_later_dataset_and_is_taken_out_of_earlier_ones(
    url: str, tmp_path: Path
) -> None:
    run("build", "--out", tmp_path / "first")
    (kept,) = asyncio.run(_of(url))
    assert asyncio.run(_leave(url, kept.id)) == ("coach-1",)
    assert run("build", "--out", tmp_path / "next").exit_code == 0
    assert words_in(tmp_path / "next") == {"anna"}
    assert run("purge", tmp_path / "first").exit_code == 0
    assert words_in(tmp_path / "first") == {"anna"}
    assert run("check", tmp_path / "first").exit_code == 0


def test_the_bank_has_what_was_liked_and_forgets_who_left(url: str, tmp_path: Path) -> None:
    async def banked() -> dict[str, str]:
        async with open_store(url) as store:
            return {one.user: one.answer for one in (await store.lineup()).bank}

    assert "coach: 3 examples." in run("bank").stdout
    assert {name: WORDS[name] in answer for name, answer in asyncio.run(banked()).items()} == dict.fromkeys(
        ("anna", "cleo", "dora"), True
    )
    asyncio.run(_leave(url, "none"))
    assert set(asyncio.run(banked())) == {"anna"}, "before the bank is built anew"
    assert "coach: 1 example." in run("bank").stdout
    assert set(asyncio.run(banked())) == {"anna"}


def test_files_of_records_come_along_and_a_bad_line_is_named(url: str, tmp_path: Path) -> None:
    write_records([record(1, lifter=""), record(2, agent="planner", lifter="")], tmp_path / "more.jsonl")
    ran = run("build", "--out", tmp_path / "set", "--also", tmp_path / "more.jsonl", "--agent", "planner")
    assert "1 record of 0 lifters" in ran.stdout
    with (tmp_path / "more.jsonl").open("a") as file:
        file.write(record(3).model_dump_json().replace('"licence":"none"', '"licence":""') + "\n")
    ran = run("build", "--out", tmp_path / "other", "--also", tmp_path / "more.jsonl")
    assert (ran.exit_code, ran.stderr.count("\n")) == (1, 1)
    assert "more.jsonl, line 3: a record without a licence is refused" in ran.stderr
    assert not (tmp_path / "other").exists()


def test_own_lifters_come_back_by_no_file_when_they_left_or_refused(url: str, tmp_path: Path) -> None:
    """As their old dataset has them, under another spelling of the source, with nobody's or another's name."""
    run("build", "--out", tmp_path / "first")
    (kept,) = asyncio.run(_of(url))
    asyncio.run(_leave(url, kept.id))
    own = [line for split in ("train", "validation", "test") for line in _lines(tmp_path / "first", split)]
    made_up = [
        record(n, source=source, licence="x", lifter=lifter, output=f"Planted words, number {n}.").model_dump_json()
        for n, (source, lifter) in enumerate([(SOURCE, ""), (SOURCE, "ffff"), (" FocusFlow ", "ben"), (SOURCE, "sim1")])
    ]
    (tmp_path / "more.jsonl").write_text("\n".join([*own, *made_up]) + "\n")
    assert run("build", "--out", tmp_path / "next", "--also", tmp_path / "more.jsonl").exit_code == 0
    assert words_in(tmp_path / "next") == {"anna"}
    card = read_card(tmp_path / "next")
    assert (card.left_out[GONE], card.lifters) == (8, (pseudonym(UserId("anna"), read_key(tmp_path / "runs")),))
    assert "Planted" not in "".join(path.read_text() for path in (tmp_path / "next").iterdir())
    assert f"| {GONE} | 8 |" in (tmp_path / "next" / "CARD.md").read_text()


def _lines(folder: Path, split: str) -> list[str]:
    return (folder / f"{split}.jsonl").read_text().splitlines()


def test_the_key_is_made_once_for_its_owner_alone_and_is_said_nowhere(url: str, tmp_path: Path) -> None:
    first = run("build", "--out", tmp_path / "first")
    path = tmp_path / "runs" / KEY_FILE
    key = path.read_text().strip()
    second = run("build", "--out", tmp_path / "second")
    assert (path.stat().st_mode & 0o777, len(key), path.read_text().strip()) == (0o600, 64, key)
    assert [one.name for one in (tmp_path / "runs").iterdir()] == [KEY_FILE]
    for folder in ("first", "second"):
        assert key not in "".join(path.read_text() for path in (tmp_path / folder).iterdir())
    assert key not in first.output + second.output + repr(read_key(tmp_path / "runs"))
    assert _lines(tmp_path / "first", "train") == _lines(tmp_path / "second", "train"), "the split stays"


def test_nobody_s_name_or_answer_can_be_undone_with_a_list_of_accounts(url: str, tmp_path: Path) -> None:
    run("build", "--out", tmp_path / "set")
    text = "".join(path.read_text() for path in (tmp_path / "set").iterdir())
    for name in WORDS:
        public = [row_id("lifter", name), row_id("turn", name, 0), row_id(row_id("turn", name, 0), "coach")]
        assert not [one for one in public if one in text]


def test_without_the_key_nobody_is_known_so_all_are_taken_out_and_it_says_so(url: str, tmp_path: Path) -> None:
    run("build", "--out", tmp_path / "set")
    (tmp_path / "runs" / KEY_FILE).unlink()
    ran = run("purge", tmp_path / "set")
    assert ran.exit_code == 0
    assert "a new key is made: nobody in datasets that were built with another one is known" in ran.stdout
    assert words_in(tmp_path / "set") == set()


def test_a_key_that_is_none_is_said_and_stays(url: str, tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / KEY_FILE).write_text("0123")
    ran = run("build", "--out", tmp_path / "set")
    assert (ran.exit_code, ran.stderr.count("\n")) == (1, 1)
    assert "holds no key of 64 hexadecimal digits" in ran.stderr
    assert "0123" not in ran.output
    assert (tmp_path / "runs" / KEY_FILE).read_text() == "0123"


def test_a_purge_goes_on_behind_a_folder_that_is_none_and_counts_in_words(url: str, tmp_path: Path) -> None:
    run("build", "--out", tmp_path / "a")
    lone = record(1, source=SOURCE, licence="consent", lifter="gone")
    for name in ("b", "c"):
        built([record(2, lifter=""), lone], tmp_path / name, made_on=NOW.date())
    ran = run("purge", tmp_path / "b", tmp_path / "none", tmp_path / "letter", tmp_path / "c")
    assert ran.exit_code == 1
    assert ran.stdout == f"{tmp_path}/b: 1 record was removed.\n{tmp_path}/c: 1 record was removed.\n"
    assert [line.partition(" ")[0] for line in ran.stderr.splitlines()] == [f"{tmp_path}/none", f"{tmp_path}/letter"]
    assert "1 record of 1 lifter" in (tmp_path / "b" / "CARD.md").read_text()


def test_what_cannot_be_written_is_one_true_sentence(url: str, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("mine")
    ran = run("build", "--out", tmp_path / "letter" / "set")
    assert (ran.exit_code, ran.stderr.count("\n")) == (1, 1)
    assert f"{tmp_path}/letter/set cannot be written: Not a directory" in ran.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["build", "--out", "set", "--agent", "nobody"], 2, "There is no agent 'nobody'"),
        (["check", "nowhere"], 1, "is no dataset"),
        (["card", "nowhere"], 1, "is no dataset"),
        (["synth", "--out", "more", "--bad", "0.9"], 2, "is no share that can be made"),
        (["read", "book.txt", "--out", "more", "--agent", "nobody"], 2, "There is no agent 'nobody'"),
        (["read", "book.txt", "--out", "more", "--source", "FocusFlow"], 2, "what lifters' own answers are called"),
    ],
)
def test_what_is_wrong_is_one_sentence(words: list[str], code: int, sentence: str, url: str) -> None:
    ran = run(*words)
    assert (ran.exit_code, ran.stderr.count("\n")) == (code, 1)
    assert sentence in ran.stderr


def test_a_planted_leak_fails_the_check(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    write_records([record(n) for n in range(40)], tmp_path / "more.jsonl")
    run("build", "--out", folder, "--also", tmp_path / "more.jsonl")
    lines = (folder / "train.jsonl").read_text().splitlines(keepends=True)
    with (folder / "test.jsonl").open("a") as file:
        file.write(lines[0])
    ran = run("check", folder)
    assert ran.exit_code == 1
    assert "is in test and train" in ran.output
