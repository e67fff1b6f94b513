"""The three formats byte for byte, formulas, letters that an encoding lacks, columns too narrow."""

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kobra_domain.imports.formats import DecimalMark
from kobra_domain.outgoing.codes import PROPOSED
from kobra_domain.outgoing.fields import CellFormat, OutgoingField
from kobra_domain.outgoing.gestion import Gestion
from kobra_domain.outgoing.rows import OutgoingRow, TooWide, rows_of
from kobra_domain.outgoing.things import (
    ClientCode,
    Mark,
    OutgoingColumn,
    OutgoingFormat,
    OutgoingTerms,
    Quoting,
    Separator,
    Side,
    TextEncoding,
)
from kobra_records.files.outgoing import writing
from kobra_records.files.outgoing.writing import Losses, TooManyRows, write_outgoing
from tests.kobra_domain.outgoing.gestiones import gestion, sheet, terms

_F, _C = OutgoingField, CellFormat
CODES = (*PROPOSED, ClientCode(key="outcome.promise", code="0012"))


def col(field: OutgoingField, **more: Any) -> OutgoingColumn:
    return OutgoingColumn(field=field, **more)


def rows(*some: Gestion) -> Iterable[OutgoingRow]:
    for at, one in enumerate(some, 1):
        yield from rows_of(one, Mark.NEW, at)


def written(tmp_path: Path, said: OutgoingTerms, *some: Gestion) -> tuple[bytes, Losses]:
    path = tmp_path / "file"
    losses = write_outgoing(path, sheet(said), rows(*some))
    return path.read_bytes(), losses


COLUMNS = (
    col(_F.CREDIT, title="CREDITO", width=10, side=Side.RIGHT, fill="0"),
    col(_F.DAY, title="FECHA", format=_C.DAY_YMD, width=8),
    col(_F.RESULT_CODE, title="RES", width=4),
    col(_F.PROMISE_AMOUNT, title="VALOR", width=12, side=Side.RIGHT, fill="0"),
    col(_F.PARTY_NAME, title="NOMBRE", width=8),
    col(_F.FIXED, title="AGENCIA", text="K1", width=3),
)


def test_csv(tmp_path: Path) -> None:
    said = terms(*COLUMNS, codes=CODES, decimal=DecimalMark.COMMA)
    made, losses = written(tmp_path, said, gestion(), gestion(credits=(), party_name='"Ana"; B'))
    assert (
        made
        == (
            "﻿CREDITO;FECHA;RES;VALOR;NOMBRE;AGENCIA\r\n"
            "000841;20260304;0012;1250,50;María Peña;K1\r\n"
            ';20260304;0012;;"""Ana""; B";K1\r\n'
        ).encode()
    )
    assert losses == Losses()


def test_csv_with_all_texts_quoted_and_other_letters(tmp_path: Path) -> None:
    said = terms(
        *COLUMNS,
        codes=CODES,
        separator=Separator.BAR,
        quoting=Quoting.ALL,
        has_header=False,
        encoding=TextEncoding.WINDOWS,
    )
    made, losses = written(tmp_path, said, gestion(party_name="Peña 你½ Ł"))
    assert made == '"000841"|20260304|"0012"|1250.50|"Peña ?½ ?"|"K1"\r\n'.encode("cp1252")
    assert losses == Losses(replaced=2)
    plain = terms(*COLUMNS, codes=CODES, has_header=False, encoding=TextEncoding.ASCII)
    made, losses = written(tmp_path, plain, gestion())
    assert made == b"000841;20260304;0012;1250.50;Maria Pena;K1\r\n"
    assert losses == Losses(replaced=2)


def test_fixed_width(tmp_path: Path) -> None:
    said = terms(
        *COLUMNS,
        codes=CODES,
        format=OutgoingFormat.FIXED,
        encoding=TextEncoding.DOS,
        has_header=False,
    )
    made, losses = written(tmp_path, said, gestion(), gestion(party_name="Ana\x00\n你"))
    start = "0000000841" + "20260304" + "0012" + "000001250.50"
    lines = f"{start}María PeK1 \r\n{start}Ana ?   K1 \r\n"
    assert made == lines.encode("cp850")
    assert losses == Losses(cut=1, replaced=1)


def test_a_header_of_fixed_width_is_cut_without_a_word(tmp_path: Path) -> None:
    said = terms(*COLUMNS[1:3], codes=CODES, format=OutgoingFormat.FIXED)
    made, losses = written(tmp_path, said, gestion())
    assert made.decode("utf-8-sig") == "FECHA   RES \r\n202603040012\r\n"
    assert losses == Losses()


def test_a_number_that_does_not_fit_holds_the_file(tmp_path: Path) -> None:
    narrow = terms(col(_F.PROMISE_AMOUNT, title="V", width=5), format=OutgoingFormat.FIXED)
    with pytest.raises(TooWide, match=r"1250\.50"):
        written(tmp_path, narrow, gestion())


def test_xlsx(tmp_path: Path) -> None:
    said = terms(
        *COLUMNS[:1],
        *(col(_F.DAY), col(_F.TIME), col(_F.MOMENT), col(_F.PROMISE_DAY, format=_C.DAY_SLASHES)),
        *(col(_F.PROMISE_AMOUNT), col(_F.PROMISE_AMOUNT, format=_C.AMOUNT_CENTS)),
        *(col(_F.DISTANCE), col(_F.NOTE)),
        format=OutgoingFormat.XLSX,
        has_header=False,
    )
    written(tmp_path, said, gestion(note="=1+1"), gestion(credits=()))
    book = CalamineWorkbook.from_path(str(tmp_path / "file"))
    header, first, second = book.get_sheet_by_index(0).to_python()
    assert header[:2] == ["CREDITO", "Fecha de gestión"]
    assert first == [
        *("000841", date(2026, 3, 4), time(10, 5, 9), datetime(2026, 3, 4, 10, 5, 9)),
        *("09/03/2026", 1250.5, 125_050, 14, "=1+1"),
    ]
    assert second[0] == ""


def test_a_workbook_that_has_no_room_for_all_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    said = terms(col(_F.CREDIT), format=OutgoingFormat.XLSX)
    written(tmp_path, said, gestion())
    with pytest.raises(TooManyRows):
        written(tmp_path, said, gestion(), gestion())


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+57 300 123", "+57 300 123"),
        ("-50", "-50"),
        ("a\n=1", "a =1"),
        ("x;=1", '"x;\'=1"'),
    ],
)
def test_no_cell_is_a_formula(tmp_path: Path, note: str, cell: str) -> None:
    said = terms(col(_F.NOTE, title="=N"), encoding=TextEncoding.UTF8)
    made, _ = written(tmp_path, said, gestion(note=note))
    header, line = made.decode().split("\r\n")[:2]
    assert (header, line) == ("'=N", cell)
