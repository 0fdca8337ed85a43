import json
from pathlib import Path

import pytest

from learning.dataset.record import BadRecords, read_records, write_records
from tests.learning.dataset.made import record


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    given = [record(1, facts=("Sleep 8 h",)), record(2, label=False, output="zwölf\nZeilen")]
    assert write_records(given, tmp_path / "r.jsonl") == 2
    assert list(read_records(tmp_path / "r.jsonl")) == given


@pytest.mark.parametrize("field", ["source", "licence"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_record_without_source_or_licence_is_refused_with_its_line(
    field: str, value: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "r.jsonl"
    good, bad = record(1).model_dump_json(), record(2).model_dump(mode="json")
    bad.pop(field)
    if value is not None:
        bad[field] = value
    path.write_text(f"{good}\n\n{json.dumps(bad)}\n")
    with pytest.raises(BadRecords, match=rf"r\.jsonl, line 3: a record without a {field} is refused"):
        list(read_records(path))


def test_what_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(b'{"id": \xff}')
    with pytest.raises(BadRecords, match="line 1"):
        list(read_records(tmp_path / "r.jsonl"))
    with pytest.raises(BadRecords, match=r"none\.jsonl cannot be read"):
        list(read_records(tmp_path / "none.jsonl"))
