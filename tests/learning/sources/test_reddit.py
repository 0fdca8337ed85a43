"""Reddit dumps: which questions meet which answers, and what a broken or hostile file does to the rest."""

import gzip
import random
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from backports import zstd

from learning.sources import reddit
from learning.sources.found import BadSource, Tally
from learning.sources.options import Options
from learning.sources.sorting import SortedLines
from learning.sources.streams import LONGEST_LINE
from tests.learning.sources.made import ANSWER, ASKED, LICENCE, comment, json_lines, read, submission


@pytest.mark.parametrize("ending", ["jsonl", "ZST", "gz"])
def test_a_question_meets_its_best_answers_whatever_the_order_of_files(tmp_path: Path, ending: str) -> None:
    packs: dict[str, Callable[[bytes], bytes]] = {"jsonl": bytes, "ZST": zstd.compress, "gz": gzip.compress}
    pack = packs[ending]
    comments, posts = tmp_path / f"RC.{ending}", tmp_path / f"RS.{ending}"
    replies = [comment(f"c{score}", score=score, body=f"{ANSWER} Number {score}.") for score in (12, 40, 25, 9)]
    comments.write_bytes(pack(json_lines(replies)))
    posts.write_bytes(pack(json_lines([submission()])))

    found, tally = read(tmp_path, comments, posts)

    assert [(one.input, one.output) for one in found] == [
        (ASKED, f"{ANSWER} Number 40."),
        (ASKED, f"{ANSWER} Number 25."),
    ]
    assert {(one.source, one.licence, str(one.made_on)) for one in found} == {
        (f"RC.{ending}, r/fitness", LICENCE, "2023-11-14")
    }
    assert tally.left_out["an answer with a low score"] == 1
    assert tally.faults == 0


@pytest.mark.parametrize(
    "reply",
    [
        {"parent_id": "t1_c9"},
        {"author": "AutoModerator"},
        {"author": "RepostSleuthBot"},
        {"distinguished": "moderator"},
        {"body": "[removed]"},
        {"author": "[deleted]"},
        {"body": "Yes, do it."},
        {"body": f"{ANSWER} " * 40},
        {"subreddit": "cooking"},
        {"body": "Take 500 mg of something every day before you train, it works well for me."},
        {"body": "Run a cycle of testosterone and trenbolone first, then squat three times a week."},
        {"body": "Just eat 800 calories a day and squat, the weight comes off by itself quickly."},
        {"body": "I had crushing chest pain and fainted after squats, and I simply kept on squatting."},
    ],
)
def test_no_answer_is_made_of(tmp_path: Path, reply: dict[str, str]) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(json_lines([submission(), comment(), comment("c2", **{"score": "90"} | reply)]))

    found, tally = read(tmp_path, dump)

    assert [one.output for one in found] == [ANSWER]
    assert tally.faults == 0


@pytest.mark.parametrize("post", [{"title": "My squat went up", "selftext": "Nice."}, {"author": "AutoModerator"}])
def test_what_asks_nothing_is_no_question(tmp_path: Path, post: dict[str, str]) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(json_lines([submission(**post), comment()]))

    found, tally = read(tmp_path, dump)

    assert not found
    assert tally.left_out["answers whose question is in none of the files"] == 1


def test_nobody_is_named_and_nothing_linked(tmp_path: Path) -> None:
    body = (
        "As u/some_guy and asker99 said, [this guide](https://x.example/a) is good.\n\n"
        "&gt; old words\n\nSquat **twice** a week\u200b, see https://y.example/b.\n\nEdit: thanks"
    )
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(json_lines([submission(), comment(body=body)]))

    found, _ = read(tmp_path, dump)

    assert found[0].output == "As and said, this guide is good.\nSquat twice a week, see"


def test_malformed_lines_are_counted_and_named_and_stop_nothing(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    bad = [b"{oops\n", b"\xff\xfe\n", b'{"id": "x"}\n', b"[" * 5000 + b"\n", b'{"id": "x", "score": {}, "body": "a"}\n']
    dump.write_bytes(json_lines([submission()]) + b"".join(bad) + b"{\n" * 3 + json_lines([comment()]))

    found, tally = read(tmp_path, dump)

    assert len(found) == 1
    assert tally.faults == 8
    assert [name.partition(":")[0] for name in tally.named] == [f"{dump}, line {number}" for number in range(2, 7)]
    assert "neither a submission nor a comment" in tally.named[2]


def test_a_line_that_is_too_long_is_a_fault_and_the_next_one_is_read(tmp_path: Path) -> None:
    dump = tmp_path / "dump.zst"
    long = b'{"id": "' + b"x" * 10_000_000 + b'"}\n'
    dump.write_bytes(zstd.compress(json_lines([submission()]) + long + json_lines([comment()])))

    found, tally = read(tmp_path, dump)

    assert len(found) == 1
    assert tally.named == [f"{dump}, line 2: it is longer than {LONGEST_LINE >> 20} MiB."]


@pytest.mark.parametrize("pack", [zstd.compress, gzip.compress])
def test_a_file_that_breaks_off_says_so_and_keeps_what_came(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    noise = random.Random(1)
    rows = [submission(), comment(), *(comment(f"d{n}", f"x{n}", body=noise.randbytes(90).hex()) for n in range(5000))]
    dump = tmp_path / ("dump.zst" if pack is zstd.compress else "dump.gz")
    whole = pack(json_lines(rows))
    dump.write_bytes(whole[: len(whole) // 2])

    found, tally = read(tmp_path, dump)

    assert len(found) == 1
    assert tally.faults == 1
    assert "the file breaks off (its end is missing); what came before is kept" in tally.named[0]


def test_several_frames_are_one_file_and_a_lie_is_told_at_once(tmp_path: Path) -> None:
    dump, lie = tmp_path / "dump.zst", tmp_path / "lie.zst"
    dump.write_bytes(zstd.compress(json_lines([submission()])) + zstd.compress(json_lines([comment()])))
    lie.write_bytes(b"(\xb5/\xfd" + b"\xff" * 40)

    assert len(read(tmp_path, dump)[0]) == 1
    with pytest.raises(BadSource, match=r"lie\.zst cannot be unpacked"):
        read(tmp_path, dump, lie)


def test_a_bomb_is_left(tmp_path: Path) -> None:
    dump = tmp_path / "dump.zst"
    dump.write_bytes(zstd.compress(json_lines([submission(), comment()]) + bytes(300 << 20)))

    found, tally = read(tmp_path, dump)

    assert len(found) == 1
    assert "unpacks to more than text can" in tally.named[-1]


def test_a_comment_in_two_files_is_one_answer(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_bytes(json_lines([submission(), comment()]))
    other.write_bytes(json_lines([comment()]))

    assert len(read(tmp_path, one, other)[0]) == 1


def test_lines_are_sorted_beyond_memory(tmp_path: Path) -> None:
    numbers = [f"{number:05d}\n".encode() for number in range(3000)]
    found = SortedLines(tmp_path, run_bytes=100, most_runs=4)
    for number in random.Random(1).sample(numbers, len(numbers)):
        found.add(number)

    assert len(list(tmp_path.iterdir())) <= 4
    assert list(found.in_order()) == numbers


def test_memory_does_not_grow_with_the_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are larger than a run of the sort, the second one four times as large."""
    monkeypatch.setattr(reddit, "SortedLines", partial(SortedLines, run_bytes=1 << 17, most_runs=4))
    peaks = [peak_of(dump_of(count, tmp_path), tmp_path) for count in (10, 500, 2_000)]

    assert peaks[2] < 1.1 * peaks[1], peaks


def dump_of(count: int, folder: Path) -> Path:
    """Of questions with an answer elsewhere, so that nearly everything waits to be joined."""
    dump = folder / f"{count}.jsonl"
    with dump.open("wb") as file:
        for number in range(count):
            asked = submission(f"q{number}", selftext="And on which days? " * 20)
            file.write(json_lines([asked, comment(f"c{number}", f"elsewhere{number}", body=ANSWER * 9)]))
    return dump


def peak_of(dump: Path, folder: Path) -> int:
    """Bytes that were held at once while *dump* was read and joined."""
    runs = folder / f"runs of {dump.name}"
    runs.mkdir()
    tally, dumps = Tally(), [reddit.Dump(dump, LICENCE, "x")]
    tracemalloc.start()
    try:
        found = reddit.sorted_posts(dumps, Options(files=(), out=dump), runs, tally)
        assert not list(reddit.joined(found, dumps, tally))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
