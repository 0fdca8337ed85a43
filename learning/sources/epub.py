"""Books as .epub: a zip of HTML. Only what its own list of chapters names is read, inside the zip alone."""

import posixpath
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from learning.sources.found import BadSource, Section, Tally
from learning.sources.markup import blocks, tags
from learning.sources.plain_text import sections
from learning.sources.tidy import plain

LARGEST_FILE: Final = 200 << 20  # bytes, packed
LARGEST_LIST: Final = 4 << 20  # bytes of the zip's own list of what is in it
LARGEST_PART: Final = 8 << 20  # bytes of one chapter, unpacked
MOST_BYTES: Final = 64 << 20  # of all chapters, unpacked
MOST_RATIO: Final = 200  # bytes from one
_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_FONTS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # hide no text
_END_MARK: Final = b"PK\5\6"
_END_BYTES: Final = 22
_LONGEST_COMMENT: Final = 1 << 16


def book(path: Path, tally: Tally) -> Iterator[Section]:
    """The sections of its chapters. Raises BadSource."""
    _check(path)
    with _opened(path) as file:
        if _is_locked(file, path):
            raise BadSource(f"{path} is protected (DRM) and cannot be read; use a copy that its seller left open.")
        place = _package(file, path)
        names, authors = _spine(_read(file, place, path), posixpath.dirname(place))
        left = MOST_BYTES
        for name in names:
            if name not in file.NameToInfo:
                tally.fault(f"{path}, {name[:80]}", "the book names a chapter that is not in it")
                continue
            document = _read(file, name, path)
            left -= len(document)
            if left < 0:
                raise BadSource(f"{path} unpacks to more than {MOST_BYTES >> 20} MiB of text, which no book does.")
            yield from sections((is_title, plain(words, authors)) for is_title, words in blocks(document))


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as file:
            yield file
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, RuntimeError, ValueError) as error:
        raise BadSource(f"{path} is no .epub that can be read ({' '.join(str(error).split())}).") from error
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror or error}.") from error


def _check(path: Path) -> None:
    """Looks at the end of the zip before anybody reads its list into memory."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
            tail = file.read()
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror or error}.") from error
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) < at + _END_BYTES:
        raise BadSource(f"{path} is no .epub: it is no whole zip file.")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if size > LARGEST_FILE or listed > LARGEST_LIST:
        raise BadSource(f"{path} is larger than a book is, so it is not opened.")


def _read(file: ZipFile, name: str, path: Path) -> str:
    """One member as text, whatever size it claims to have."""
    info = file.getinfo(name)
    if info.flag_bits & 1:
        raise BadSource(f"{path} is encrypted; use a copy without a password.")
    with file.open(info) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > min(LARGEST_PART, max(info.compress_size * MOST_RATIO, 1 << 20)):
        raise BadSource(f"{path}, {name[:80]}: it unpacks to more than a chapter can hold, so the book is not read.")
    return content.decode("utf-8-sig", "replace")


def _is_locked(file: ZipFile, path: Path) -> bool:
    if _ENCRYPTION not in file.NameToInfo:
        return "META-INF/rights.xml" in file.NameToInfo
    ways = [tag.attributes.get("algorithm", "") for tag in tags(_read(file, _ENCRYPTION, path))]
    return any(way and way not in _FONTS for way in ways)


def _package(file: ZipFile, path: Path) -> str:
    found = (tag.attributes.get("full-path") for tag in tags(_read(file, _CONTAINER, path)) if tag.name == "rootfile")
    place = next(filter(None, found), "")
    if place not in file.NameToInfo:
        raise BadSource(f"{path} is no .epub: it does not say where its chapters are.")
    return place


def _spine(package: str, folder: str) -> tuple[Sequence[str], Sequence[str]]:
    """The names of the chapters in the order of reading, each once, and the authors."""
    items: dict[str, str] = {}
    order: dict[str, None] = {}
    authors: list[str] = []
    in_author = False
    for tag in tags(package):
        if in_author:
            authors.append(" ".join(tag.text.split()))
        in_author = tag.name == "creator" and not tag.is_end
        if tag.name == "item" and "html" in tag.attributes.get("media-type", ""):
            items[tag.attributes.get("id", "")] = tag.attributes.get("href", "")
        elif tag.name == "itemref":
            order[tag.attributes.get("idref", "")] = None
    names = (posixpath.normpath(posixpath.join(folder, unquote(items[one]))) for one in order if one in items)
    return list(dict.fromkeys(names)), authors
