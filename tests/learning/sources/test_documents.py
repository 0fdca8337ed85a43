"""Transcripts, books and articles: what is left of a page or a caption, and which questions it answers."""

import time
from pathlib import Path

import pytest

from learning.sources.found import BadSource, Section, Tally
from learning.sources.markup import blocks
from learning.sources.passages import pairs_by_rule, passages
from learning.sources.plain_text import markdown_sections, text_sections
from learning.sources.subtitles import transcript
from tests.learning.sources.made import LICENCE, epub, pdf, read

VTT = """WEBVTT
Kind: captions

NOTE nobody says this

00:00:01.000 --> 00:00:03.000 align:start
<c>how deep should</c>

00:00:03.000 --> 00:00:05.000
how deep should
<00:00:03.500>you squat? [Music]

00:00:05.000 --> 00:00:07.000
you squat?
>> JOHN: Squat to just below parallel.

00:00:07.000 --> 00:00:09.000
Squat to just below parallel.
Deeper is fine when it stays controlled.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
{\\an8}<i>How long should you rest?</i>

2
00:00:03,000 --> 00:00:05,000
Rest two to three minutes between heavy sets.
3
00:00:05,000 --> 00:00:07,000
Rest less when the sets are light.
"""
LONG = "Take a big breath into the belly before every rep. Hold it until the bar is back on top of the way."


def test_live_captions_are_joined_and_said_once() -> None:
    (section,) = transcript(VTT)

    assert section.paragraphs == (
        "how deep should you squat? Squat to just below parallel. Deeper is fine when it stays controlled.",
    )


def test_a_transcript_answers_what_it_asks(tmp_path: Path) -> None:
    file = tmp_path / "talk.srt"
    file.write_text(SRT)

    found, _ = read(tmp_path, file)

    assert [(one.input, one.output) for one in found] == [
        (
            "How long should you rest?",
            "Rest two to three minutes between heavy sets. Rest less when the sets are light.",
        )
    ]


def test_captions_that_nobody_punctuated_are_cut_into_passages() -> None:
    rows = "\n".join(f"00:{m:02d}:01.000 --> 00:{m:02d}:03.000\nword{m} and more of it\n" for m in range(60))

    found = list(passages(transcript(f"WEBVTT\n\n{rows}")))

    assert len(found) > 1
    assert all(len(passage.text) <= 700 for passage in found)
    assert " ".join(passage.text for passage in found).count("word") == 60


def test_text_has_no_page_numbers_and_no_broken_words() -> None:
    text = f"2 Bracing Well\n\nTake a big breath into the bel-\nly.\n\n17\n\nHold it.\n\nHow deep to squat\n\n{LONG}\n"

    assert list(text_sections(text)) == [
        Section(heading="Bracing Well", paragraphs=("Take a big breath into the belly.", "Hold it.")),
        Section(heading="How deep to squat", paragraphs=(LONG,)),
    ]


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "---\nauthor: Jane\n---\n# Bracing\n\n**Breathe** in, see [this](http://x.example).\n\n```\ncode\n```\n"
        "- one\n- two\n\n| a | b |\n\nUnder a line\n---\n\nMore."
    )

    assert list(markdown_sections(text)) == [
        Section(heading="Bracing", paragraphs=("Breathe in, see this.", "one two")),
        Section(heading="Under a line", paragraphs=("More.",)),
    ]


@pytest.mark.parametrize(
    ("heading", "text", "question"),
    [
        ("How to brace", LONG, "How to brace?"),
        ("Should You Brace?", LONG, "Should You Brace?"),
        ("Bracing Well", LONG, "What should I know about bracing well?"),
        ("Chapter 3", LONG, None),
        ("", LONG, None),
        ("", f"To brace your trunk, do this first. {LONG}", "How do I brace my trunk?"),
        (
            "",
            f"The best way to brace is with a big breath into the belly. {LONG}",
            "What is the best way to brace?",
        ),
        ("", f"So when do you brace? {LONG}", "So when do you brace?"),
    ],
)
def test_a_passage_answers(heading: str, text: str, question: str | None) -> None:
    (passage,) = passages([Section(heading=heading, paragraphs=(text,))])

    found = list(pairs_by_rule(passage))

    assert [asked for asked, _ in found] == ([question] if question else [])
    assert all(answer in text for _, answer in found)


def test_a_book_is_read_in_its_order_and_names_no_author(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    chapters = {
        "z.xhtml": f"<h1>How to brace</h1><p>Jane Roe says: {LONG}</p><script>var x = '<p>no</p>'</script>",
        "a.xhtml": "<h2>Why rest?</h2><p>Rest lets strength come &amp; stay, so rest two minutes each time.</p>",
    }
    file.write_bytes(epub(chapters, {"OEBPS/unlisted.xhtml": b"<h1>Why not?</h1>" + b"word " * 50}))

    found, tally = read(tmp_path, file, source="A book")

    assert [one.input for one in found] == ["How to brace?", "Why rest?"]
    assert found[0].output.startswith("says: Take")
    assert {(one.source, one.licence, one.agent) for one in found} == {("A book", LICENCE, "adviser")}
    assert tally.faults == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (epub({"a.html": "x"}, {"META-INF/rights.xml": b"<rights/>"}), "protected"),
        (epub({"a.html": "x"}, {"META-INF/encryption.xml": b'<E Algorithm="aes256-cbc"/>'}), "protected"),
        (epub({"a.html": "<p>" + " " * 50_000_000}), "unpacks to more than a chapter can hold"),
        (epub({"a.html": "<p>x</p>"})[:-30], "no whole zip file"),
        (b"PK\5\6" + b"\xff" * 18, "larger than a book is"),
        (b"PK\5\6" + b"\1" * 8 + b"\0" * 10, "no .epub"),
    ],
)
def test_a_book_that_is_locked_or_hostile_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(content)

    with pytest.raises(BadSource, match=sentence):
        read(tmp_path, file)

    assert not (tmp_path / "records.jsonl").exists()
    assert not (tmp_path / "records.jsonl.part").exists()


def test_a_chapter_outside_of_the_book_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(f"<h1>How to get in?</h1><p>{LONG}</p>")
    file = tmp_path / "book.epub"
    within = {"a.html": f"<h1>How to brace?</h1><p>{LONG}</p>"}
    file.write_bytes(epub(within, listed=["../../secret.html", "/etc/passwd"]))

    found, tally = read(tmp_path, file)

    assert [one.input for one in found] == ["How to brace?"]
    assert tally.faults == 2


def test_entities_do_not_grow_and_broken_markup_takes_no_time() -> None:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    bomb = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}]><p>&l11; well</p>"

    assert ("&l11; well") in [words for _, words in blocks(bomb)]
    for broken in ("<!--", "<!", "<a ", "</", "<a b='", "&", "<![CDATA["):
        began = time.perf_counter()
        list(blocks(broken * 200_000))
        assert time.perf_counter() - began < 10


def test_a_pdf_loses_running_heads_and_page_numbers(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    lifts = ("squat", "bench", "deadlift", "press")
    words = "Take a big breath into the belly before every single rep of the {}, and hold"
    pages = [[f"How to {lift}", words.format(lift), f"it through each {lift}."] for lift in lifts]
    file.write_bytes(pdf([["The Book of Lifting", *rows, f"Page {at}"] for at, rows in enumerate(pages)]))

    found, _ = read(tmp_path, file)

    assert [(one.input, one.output) for one in found] == [(f"{rows[0]}?", " ".join(rows[1:])) for rows in pages]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pdf([["x"]], locked=True), "password"),
        (b"%PDF-1.4 nothing", "no .pdf that can be read"),
        (pdf([[]]), "holds no text"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(content)

    with pytest.raises(BadSource, match=sentence):
        read(tmp_path, file)


@pytest.mark.parametrize("name", ["book.doc", "book"])
def test_a_kind_that_nobody_reads_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")

    with pytest.raises(BadSource, match="of no kind"):
        read(tmp_path, tmp_path / name)


def test_tally_names_the_first_and_counts_all() -> None:
    tally = Tally()
    for number in range(20):
        tally.fault(f"line {number}", "broken")

    assert (tally.faults, len(tally.named), tally.named[0]) == (20, 5, "line 0: broken.")
