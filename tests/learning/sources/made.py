"""Dumps and books, made for a test."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from learning.dataset.record import Record, read_records
from learning.sources.command import read_into
from learning.sources.found import Tally
from learning.sources.options import Options
from learning.sources.read import Asker, by_rules

LICENCE = "CC BY 4.0"
ASKED = "How often should I squat each week?"
ANSWER = "Twice a week is enough for most lifters. Add a third day only when the second one feels easy."
CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def submission(name: str = "q1", **changed: Any) -> dict[str, Any]:
    plain = {"id": name, "subreddit": "Fitness", "author": "asker99", "score": 5, "title": ASKED, "selftext": ""}
    return plain | {"created_utc": 1_700_000_000} | changed


def comment(name: str = "c1", on: str = "q1", **changed: Any) -> dict[str, Any]:
    plain = {"id": name, "subreddit": "Fitness", "author": "helper77", "score": 20, "body": ANSWER}
    return plain | {"link_id": f"t3_{on}", "parent_id": f"t3_{on}", "created_utc": 1_700_000_100} | changed


def json_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def read(folder: Path, *files: Path, asker: Asker = by_rules, **changed: Any) -> tuple[list[Record], Tally]:
    """The records of *files*, as the command writes them."""
    out = folder / "records.jsonl"
    _, tally = read_into(Options(files=files, out=out, **{"licence": LICENCE} | changed), asker)
    return list(read_records(out)), tally


def epub(
    chapters: Mapping[str, str],
    more: Mapping[str, bytes] | None = None,
    *,
    author: str = "Jane Roe",
    listed: Sequence[str] = (),
) -> bytes:
    """*listed* are chapters that are named and not there."""
    names = [*chapters, *listed]
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(names)
    )
    order = "".join(f'<itemref idref="i{at}"/>' for at in range(len(names)))
    about = f"<metadata><dc:creator>{author}</dc:creator></metadata>"
    package = f"<package>{about}<manifest>{items}</manifest><spine>{order}</spine></package>"
    into = io.BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as file:
        file.writestr("META-INF/container.xml", CONTAINER)
        file.writestr("OEBPS/book.opf", package)
        for name, body in chapters.items():
            file.writestr(f"OEBPS/{name}", f"<html><head><title>x</title></head><body>{body}</body></html>")
        for name, content in (more or {}).items():
            file.writestr(name, content)
    return into.getvalue()


def pdf(pages: Iterable[Iterable[str]], *, locked: bool = False) -> bytes:
    """A file with a line of text each 20 points down a page."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for rows in pages:
        page = writer.add_blank_page(600, 800)
        drawn = DecodedStreamObject()
        rows_drawn = " ".join(f"({row}) Tj 0 -20 Td" for row in rows)
        drawn.set_data(f"BT /F1 10 Tf 40 760 Td {rows_drawn} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(drawn)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if locked:
        writer.encrypt("secret", algorithm="RC4-40")
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()
