"""Refused rows come back as their own file; mended and dropped in again, only those go in."""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kobra_domain.imports.mapping import FixedColumn, Mapping, headers_key
from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.reading import FileRows, look
from kobra_records.files.portfolio_files.refused import refused_name, write_refused
from tests.kobra_records.files.portfolio_files.asked import ACCOUNTS, CO, read
from tests.kobra_records.files.portfolio_files.sheets import book

LINES = (
    "sep=;",
    "crédito;nombre;saldo;nota",
    "0001;MUÑOZ;1.234,50;bien",
    '0002;"Peña; ""el Ñato""";-5;mal',
    "",
    "0003;;7",
    "0004;Ana;8;x",
)


def back(path: Path, into: Path, locale: str = "es", mapping: Mapping | None = None) -> int:
    """Write what was refused of a file."""
    rows = FileRows(path, ACCOUNTS, mapping, CO)
    refusals = [refusal for taken in rows for refusal, _ in taken.refused]
    return write_refused(path, into, rows.mapping, refusals, locale)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp850", "mac_roman"]
)
def test_refused_rows_keep_their_letters_and_signs(tmp_path: Path, encoding: str) -> None:
    raw = "\r\n".join(LINES).encode(encoding)
    (tmp_path / "a.csv").write_bytes(b"\xfe\xff" + raw if encoding == "utf-16-be" else raw)
    assert back(tmp_path / "a.csv", tmp_path / "b.csv") == 3
    made = (tmp_path / "b.csv").read_bytes()
    expected = (
        "sep=;",
        "crédito;nombre;saldo;nota;fila;motivo",
        '0002;"Peña; ""el Ñato""";-5;mal;4;saldo: «-5» es negativo.',
        ";;;;5;Fila vacía entre otras llenas.",
        "0003;;7;;6;nombre: Falta «Nombre».",
    )
    whole = "\r\n".join(expected) + "\r\n"
    if encoding == "utf-16-be":
        assert made == b"\xfe\xff" + whole.encode(encoding)
    else:
        said = made.decode(encoding)
        lost = whole.encode(encoding, "replace").decode(encoding)  # of a letter it does not have
        assert said == lost


def test_mended_and_dropped_in_again_only_those_go_in(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n".join(LINES), encoding="utf-8")
    back(tmp_path / "a.csv", tmp_path / "b.csv")
    text = (tmp_path / "b.csv").read_text(encoding="utf-8")
    mended = text.replace(";-5;", ";5;").replace("0003;;", "0003;Luz;")
    (tmp_path / "b.csv").write_text(mended, encoding="utf-8")
    reading, rows = read(tmp_path / "b.csv")
    assert [row[Target.NUMBER] for row in rows] == ["0002", "0003"]
    assert reading.refused_by == {"empty_row": 1}
    first, second = (look(tmp_path / one, ACCOUNTS).headers for one in ("a.csv", "b.csv"))
    assert headers_key(first) == headers_key(second)


def test_of_a_book_too_with_cells_as_they_were(tmp_path: Path) -> None:
    rows = [
        ("credito", "nombre", "saldo", "fecha_corte", "ok"),
        ("1", "Ana", 5, date(2026, 11, 30), True),
        (2, "Luz", -7.5, date(2026, 11, 30), True),
        ("3", None, "8", None, None),
    ]
    path = book(tmp_path / "a.xlsx", rows)
    assert back(path, tmp_path / "b.xlsx", "en") == 2
    sheet = CalamineWorkbook.from_path(str(tmp_path / "b.xlsx")).get_sheet_by_index(0)
    assert sheet.to_python() == [
        ["credito", "nombre", "saldo", "fecha_corte", "ok", "fila", "motivo"],
        [2.0, "Luz", -7.5, date(2026, 11, 30), "True", 3.0, "saldo: “-7.5” is negative."],
        ["3", "", "8", "", "", 4.0, "nombre: “Name” is missing."],
    ]


def test_of_fixed_width_what_is_added_stands_behind_the_columns(tmp_path: Path) -> None:
    mapping = Mapping(
        kind=ACCOUNTS,
        fixed=(
            FixedColumn(name="credito", start=1, width=4),
            FixedColumn(name="nombre", start=5, width=6),
            FixedColumn(name="saldo", start=11, width=8),
        ),
    )
    (tmp_path / "a.txt").write_text("0001Ana   00001,50\n0002Luz   -5\n", encoding="utf-8")
    assert back(tmp_path / "a.txt", tmp_path / "b.txt", mapping=mapping) == 1
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == (
        "0002Luz   -5               2 saldo: «-5» es negativo.\n"
    )
    _, rows = read(tmp_path / "a.txt", mapping=mapping)
    assert rows == [{"credito": "0001", "nombre": "Ana", "saldo": 150}]


def test_what_the_server_refuses_comes_back_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n".join(LINES), encoding="utf-8")
    mapping = FileRows(tmp_path / "a.csv", ACCOUNTS, None, CO).mapping
    said = [Refusal(3, "", RowCode.DUPLICATE, {"line": 1}), Refusal(7, "", RowCode.TOTALS)]
    assert write_refused(tmp_path / "a.csv", tmp_path / "b.csv", mapping, said, "es") == 2
    lines = (tmp_path / "b.csv").read_text(encoding="utf-8").splitlines()
    assert lines[2:] == [
        "0001;MUÑOZ;1.234,50;bien;3;Repite la línea 1.",
        "0004;Ana;8;x;7;Es una fila de totales.",
    ]


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("cartera.csv", "cartera - rechazadas.csv"),
        ("cartera.XLS", "cartera - rechazadas.xlsx"),
        ("cartera", "cartera - rechazadas.csv"),
    ],
)
def test_what_it_is_called(name: str, refused: str) -> None:
    assert refused_name(name) == refused
