"""Every nasty file gets its report, and no row is lost on the way."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kobra_domain.imports.problems import FileRefused
from kobra_domain.imports.reading import Reading
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.reading import FileRows
from tests.kobra_records.files.portfolio_files.golden import Golden
from tests.kobra_records.files.portfolio_files.golden_books import BOOKS
from tests.kobra_records.files.portfolio_files.golden_rows import ROWS
from tests.kobra_records.files.portfolio_files.golden_values import VALUES
from tests.kobra_records.files.portfolio_files.golden_writing import WRITING

GOLDEN = (*WRITING, *ROWS, *VALUES, *BOOKS)


def test_there_are_more_than_forty_of_them() -> None:
    assert len({one.name for one in GOLDEN}) == len(GOLDEN) > 40


@pytest.mark.parametrize("golden", GOLDEN, ids=[one.name for one in GOLDEN])
def test_a_nasty_file_gets_its_report(tmp_path: Path, golden: Golden) -> None:
    path = golden.made(tmp_path)
    if golden.refusal is not None:
        with pytest.raises(FileRefused) as refused:
            whole(path, golden)
        assert refused.value.reason is golden.refusal
        return
    reading, refusals, values = whole(path, golden)
    assert {line: str(code) for line, code in refusals} == golden.lines
    assert reading.taken == golden.taken
    assert reading.rows == reading.survey.rows == golden.taken + len(golden.lines)
    assert {one.column for one in reading.survey.assumed} == set(golden.assumed)
    assert {one.value: one.count for one in reading.survey.unknown} == golden.unknown
    assert [kind for one in reading.survey.repairs for kind in one.kinds] == list(golden.repairs)
    counted: Counter[str] = Counter()
    for doubt in reading.doubts:
        counted[doubt.code] += doubt.count
    assert counted == golden.doubts
    detected = reading.detected
    for said, found in (
        (golden.encoding, detected.encoding),
        (golden.delimiter, detected.delimiter),
        (golden.decimal, detected.decimal),
        (golden.order, detected.date_order),
    ):
        assert said is None or said == found
    if golden.column is not None:
        target, expected = golden.column
        assert values[target] == list(expected)


def whole(
    path: Path, golden: Golden
) -> tuple[Reading, list[tuple[int, str]], dict[Target, list[Any]]]:
    """The reading, all refusals, and the values of each first column."""
    rows = FileRows(path, golden.kind, golden.mapping, golden.setting)
    refusals: list[tuple[int, str]] = []
    values: dict[Target, list[Any]] = {}
    for taken in rows:
        refusals += [(one.line, one.code) for one, _ in taken.refused]
        for slot, column in zip(rows.slots, taken.columns, strict=True):
            if slot.ordinal == 1:
                values.setdefault(slot.target, []).extend(column)
    return rows.reading(), refusals, values
