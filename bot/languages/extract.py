"""Find every marked sentence and bring the catalogues up to date: ``python -m bot.languages.extract``.

Translations are kept; a sentence that is gone goes from the catalogues too. Run it in a checkout: it writes beside the
code.
"""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Final

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.languages import LANGUAGES, OWN_NAMES

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
ROOMS: Final = ("agents", "bot", "knowledge")
KEYWORDS: Final = {"words": None, "counted": (1, 2), "of_number": (1, 2)}
SIGNS: Final = "knowledge/red_flags.yaml"

UNWANTED: Final = tuple(  # of the header: what changes with the day or says nothing
    f'"{name}'
    for name in ("POT-", "PO-Rev", "Generated-By", "Project-Id", "Report-Msgid", "Last-Translator", "Language-Team")
)

Sentence = tuple[str, str | tuple[str, ...]]
"""The file of a sentence, and its English: of a counted one both forms."""


def marked() -> Iterator[Sentence]:
    """Every sentence that is marked in the code or stands in the warning signs, in the order of the files."""
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for name, _line, english, _comments, _context in found:
            if english and english != ("",):
                yield f"{room}/{name}", english
    for sign in yaml.safe_load((ROOT / SIGNS).read_text(encoding="utf-8"))["signs"]:
        yield from ((SIGNS, sign["why"]), (SIGNS, sign["whom"]))


def template() -> Catalog:
    """All marked sentences, each with the files that say it."""
    catalog = Catalog(project="FocusFlow", charset="utf-8", fuzzy=False)
    for name, english in marked():
        catalog.add(english, locations=[(name, 1)])
    return catalog


def updated(language: str, found: Catalog) -> Catalog:
    """The catalogue of a language with all that is *found*; what it had translated stays, nothing is guessed."""
    path = HERE / f"{language}.po"
    had = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    had.fuzzy, had.header_comment = False, f"# {OWN_NAMES[language]}"
    had.update(deepcopy(found), no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    had.obsolete.clear()
    return had


def write(catalog: Catalog, path: Path) -> None:
    """The same file for the same sentences, whenever it is written."""
    written = BytesIO()
    write_po(written, catalog, width=118, sort_output=True, include_lineno=False)
    lines = written.getvalue().decode().split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith(UNWANTED)), encoding="utf-8")


def main() -> None:
    found = template()
    for language in LANGUAGES[1:]:
        write(updated(language, found), HERE / f"{language}.po")


if __name__ == "__main__":
    main()
