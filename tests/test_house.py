"""The house rules that no other tool holds."""

import ast
import re
from pathlib import Path

import pytest

import agents
import knowledge

ROOT = Path(__file__).parents[1]
PACKAGES = ("agents", "bot", "knowledge", "learning", "storage")
CODE = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
BANNED = re.compile(r"\b(utils?|helpers?|common|managers?|services?|handlers?|process(or)?|data)\b")


def words_of(name: str) -> str:
    """``LoadHelper`` and ``load_helper`` as "load helper"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower()


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short_and_named_in_the_field_s_words(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= LONGEST_FILE
    assert not BANNED.search(words_of(path.stem))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            assert not BANNED.search(words_of(node.name)), node.name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_the_generic_package_names_are_ours() -> None:
    assert Path(agents.__file__).parent == ROOT / "agents"
    assert Path(knowledge.__file__).parent == ROOT / "knowledge"


def test_nothing_that_is_written_looks_like_a_secret_or_a_path_of_one_machine() -> None:
    telling = re.compile(r"nvapi-[A-Za-z0-9_-]{20,}|/(?:root|home|Users)/\w+/|\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b")
    rooms = [ROOT / room for room in (*PACKAGES, "tests", "bench", ".ci")]
    written = [*ROOT.glob("*.*"), *(path for room in rooms for path in room.rglob("*"))]
    for path in written:
        if path.suffix in {"", ".py", ".md", ".yaml", ".toml", ".txt", ".jsonl", ".sql", ".j2"} and path.is_file():
            found = [match for match in telling.findall(path.read_text()) if "NobodyInParticular" not in match]
            assert not found, path


def test_the_readme_s_commands_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`|\| )make ([a-z-]+)", (ROOT / "README.md").read_text(), re.MULTILINE)) <= targets
