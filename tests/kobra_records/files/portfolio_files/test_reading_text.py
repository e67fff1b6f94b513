"""Text files as banks write them: what is detected, decided, refused, and where."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding
from kobra_domain.imports.problems import FileCode, FileRefused, RowCode
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.reading import look
from tests.kobra_records.files.portfolio_files.asked import ACCOUNTS, CO, read

T = Target
HEADER = "credito;nombre;saldo;saldo_vencido;fecha_vencimiento"


def written(folder: Path, lines: Iterable[str], encoding: str = "utf-8") -> Path:
    """A file of these lines."""
    path = folder / "cartera.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_a_plain_file_of_colombia(tmp_path: Path) -> None:
    path = written(
        tmp_path, [HEADER, "0001;MUÑOZ PEÑA;1.234.567,50;234,5;25/03/2026", "0002;Ángel;20;;"]
    )
    reading, rows = read(path)
    assert reading.detected.encoding is Encoding.UTF_8
    assert (reading.detected.delimiter, reading.detected.decimal) == (";", DecimalMark.COMMA)
    assert reading.detected.date_order is DateOrder.DAY_FIRST
    assert (reading.rows, reading.taken, reading.refused) == (2, 2, 0)
    assert rows[0] == {
        T.NUMBER: "0001",
        T.NAME: "MUÑOZ PEÑA",
        T.BALANCE: 123_456_750,
        T.OVERDUE: 23_450,
        T.DUE_ON: date(2026, 3, 25),
    }
    assert rows[1][T.OVERDUE] is None
    assert reading.blanks["saldo_vencido"] == 1
    assert reading.sums == {"saldo": 123_458_750, "saldo_vencido": 23_450}
    [saldo, *_] = reading.survey.evidence
    assert (saldo.line, saldo.text) == (2, "1.234.567,50")


def test_one_letter_at_the_very_beginning_tells_the_encoding(tmp_path: Path) -> None:
    """«Día» in the letters of Windows is no UTF-8 although all behind it is ASCII."""
    path = written(tmp_path, ["Día;credito;nombre", "1;0001;ANA"], "cp1252")
    seen = look(path, ACCOUNTS)
    assert (seen.encoding, seen.headers[0]) == (Encoding.CP1252, "Día")


def test_lines_are_the_files_own(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        [
            "sep=,",
            "credito,nombre,saldo,saldo_vencido,fecha_vencimiento",
            '1,"Ana\nMaría",1.5,,',
            "",
            ",Sin número,,,",
            "3,Pedro,-5.5,,",
            '4,"Comillas,1,2,25/03/2026',
            "5,Luz,1,2,2026-03-25,,,x",
            "TOTAL,,9,,",
            "",
            "",
        ],
    )
    reading, rows = read(path)
    assert [(one.line, one.code) for one in reading.refusals] == [
        (5, RowCode.EMPTY_ROW),
        (6, RowCode.MISSING),
        (7, RowCode.NEGATIVE),
        (8, RowCode.BROKEN_QUOTE),
        (9, RowCode.TOO_MANY_CELLS),
        (10, RowCode.TOTALS),
    ]
    assert [row[T.NAME] for row in rows] == ["Ana María"]
    assert reading.rows == reading.taken + reading.refused == 7


@pytest.mark.parametrize("last", ['2;"Luz;3;;', '2;"Luz;3;;\r\n', '2;Luz;3;;"'])
@pytest.mark.parametrize("before", ["1;Ana;5;;", '1;"Ana";5;;'])
def test_a_quotation_mark_that_the_end_of_the_file_leaves_open_is_told(
    tmp_path: Path, before: str, last: str
) -> None:
    path = written(tmp_path, [HEADER, before, last])
    reading, rows = read(path)
    assert [(one.line, one.code) for one in reading.refusals] == [(3, RowCode.BROKEN_QUOTE)]
    assert [row[T.NAME] for row in rows] == ["Ana"]


def test_what_no_row_decides_goes_the_countrys_way_or_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, [HEADER, "1;Ana;1.234;0;05/03/2026"])
    reading, rows = read(path)
    assert [(one.column, one.taken) for one in reading.survey.assumed] == [
        ("saldo", DecimalMark.COMMA),
        ("fecha_vencimiento", DateOrder.DAY_FIRST),
    ]
    assert (reading.survey.assumed[0].reads, reading.survey.assumed[0].else_reads) == (
        "1234.0",
        "1.234",
    )
    assert rows[0][T.BALANCE] == 123_400
    _, rows = read(path, replace(CO, country="MX", currency="MXN"))
    assert rows[0][T.BALANCE] == 123
    with pytest.raises(FileRefused) as refused:
        read(path, strict=True)
    assert refused.value.reason is FileCode.UNDECIDED
