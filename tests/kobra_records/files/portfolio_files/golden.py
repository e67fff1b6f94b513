"""Nasty files, made here, as banks and agencies send them; each with the report that it has to get.

`lines` are refused lines with their codes; `doubts` count by code; `assumed` and `unknown` name
columns and values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kobra_domain.imports.mapping import ColumnUse, FixedColumn
from kobra_domain.imports.mapping import Mapping as FileMapping
from kobra_domain.imports.problems import FileCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from tests.kobra_records.files.portfolio_files.asked import CO, MX
from tests.kobra_records.files.portfolio_files.sheets import book

ACCOUNTS, T = ImportKind.ACCOUNTS, Target
Made = Callable[[Path], Path]
US = replace(CO, country="US", currency="USD")


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A file and its report. `encoding`, `delimiter`, `decimal` and `order` None are not looked at.
    `column` is what the rows have in one column, by its target.
    """

    name: str
    made: Made
    setting: Setting = CO
    kind: ImportKind = ACCOUNTS
    mapping: FileMapping | None = None
    refusal: FileCode | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    order: str | None = None
    taken: int = 0
    lines: Mapping[int, str] = field(default_factory=dict)
    doubts: Mapping[str, int] = field(default_factory=dict)
    assumed: Sequence[str] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    repairs: Sequence[str] = ()
    column: tuple[Target, Sequence[Any]] | None = None


def text(
    *lines: str, encoding: str = "utf-8", end: str = "\r\n", name: str = "cartera.csv"
) -> Made:
    """A text file."""

    def made(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(end.join(lines).encode(encoding))
        return path

    return made


def raw(content: bytes, name: str = "cartera.csv") -> Made:
    """A file of bytes."""

    def made(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return made


def sheet(*rows: Sequence[Any], also: Callable[[Workbook, Worksheet], None] | None = None) -> Made:
    """A workbook."""
    return lambda folder: book(folder / "cartera.xlsx", rows, also=also)


def zipped(content: bytes, *names: str) -> Made:
    """A ZIP of text files."""

    def made(folder: Path) -> Path:
        with ZipFile(folder / "cartera.zip", "w", ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, content)
        return folder / "cartera.zip"

    return made


def _hide(made: Workbook, sheet: Worksheet) -> None:
    real = made.create_sheet("Base")
    for row in (("credito", "nombre"), ("1", "Ana")):
        real.append(row)
    real.sheet_state = "veryHidden"


def _error(_: Workbook, sheet: Worksheet) -> None:
    sheet["C2"] = "#REF!"
    sheet["C2"].data_type = "e"
    sheet["C3"] = "=C2*2"


def _merge(_: Workbook, sheet: Worksheet) -> None:
    sheet.merge_cells("B2:B3")


H = "credito;nombre;saldo;fecha_vencimiento"
ROW = "0001;José Muñoz Peña;1.234.567,50;25/03/2026"
LAW = "credito,nombre,lat,lon"

GOLDEN: tuple[Golden, ...] = (
    Golden(
        name="plain",
        made=text(H, ROW),
        encoding="utf-8",
        delimiter=";",
        decimal=",",
        order="dmy",
        taken=1,
        column=(T.BALANCE, [123_456_750]),
    ),
    Golden(
        name="mexico with a mark of UTF-8",
        made=text(
            "crédito,nombre,saldo,fecha_vencimiento",
            '0001,José,"1,234,567.50",25/03/2026',
            encoding="utf-8-sig",
        ),
        setting=MX,
        encoding="utf-8-sig",
        delimiter=",",
        decimal=".",
        order="dmy",
        taken=1,
        column=(T.BALANCE, [123_456_750]),
    ),
    Golden(
        name="unicode text of Excel",
        made=text(H.replace(";", "\t"), ROW.replace(";", "\t"), encoding="utf-16"),
        encoding="utf-16",
        delimiter="\t",
        taken=1,
        column=(T.NAME, ["José Muñoz Peña"]),
    ),
    *(
        Golden(
            name=f"letters of {encoding}",
            made=text(H, ROW, encoding=encoding),
            encoding=encoding,
            taken=1,
            column=(T.NAME, ["José Muñoz Peña"]),
        )
        for encoding in ("cp1252", "cp850", "mac_roman")
    ),
    Golden(
        name="pipes and ends of old Macs",
        made=text(H.replace(";", "|"), ROW.replace(";", "|"), end="\r"),
        delimiter="|",
        taken=1,
    ),
    Golden(
        name="the sign is said",
        made=text("sep=|", H.replace(";", "|"), "1|a;b;c|5|25/03/2026"),
        delimiter="|",
        taken=1,
        column=(T.NAME, ["a;b;c"]),
    ),
    Golden(
        name="only late letters tell the encoding",
        made=text(
            H, *[f"{n};Ana;5;25/03/2026" for n in range(15_000)], "x;Peña;5;", encoding="cp850"
        ),
        encoding="cp850",
        taken=15_001,
    ),
    Golden(
        name="two encodings in one file",
        made=raw(f"{H}\r\n1;Peña;5;\r\n".encode() + "2;Núñez;6;".encode("cp1252")),
        encoding="cp1252",
        taken=2,
        column=(T.NAME, ["PeÃ±a", "Núñez"]),
    ),
    Golden(
        name="nothing decides",
        made=text(H, "1;Ana;1.234;05/03/2026", "2;Luz;20;"),
        decimal=",",
        order="dmy",
        taken=2,
        assumed=("saldo", "fecha_vencimiento"),
        column=(T.BALANCE, [123_400, 2_000]),
    ),
    Golden(
        name="one row far below decides",
        made=text(H, *[f"{n};Ana;1.234;05/03/2026" for n in range(5_000)], "x;Luz;1.5;03/25/2026"),
        decimal=".",
        order="mdy",
        taken=5_001,
        doubts={"rounded": 5_000},
    ),
    Golden(
        name="three formats of days",
        made=text(
            H, "1;Ana;1;25/03/2026", "2;Eva;1;2026-03-26", "3;Luz;1;20260327", "4;Sol;1;28-mar-2026"
        ),
        order="dmy",
        taken=4,
        column=(T.DUE_ON, [date(2026, 3, day) for day in (25, 26, 27, 28)]),
    ),
    Golden(
        name="days of two countries",
        made=text(H, "1;Ana;1;25/03/2026", "2;Luz;1;03/25/2026"),
        order="dmy",
        taken=1,
        lines={3: "not_day"},
        assumed=("fecha_vencimiento",),
    ),
    Golden(
        name="days of the United States",
        made=text("account,name,due date", "1,Ann,03/25/2026"),
        setting=US,
        order="mdy",
        taken=1,
        column=(T.DUE_ON, [date(2026, 3, 25)]),
    ),
    Golden(
        name="amounts below nothing",
        made=text(
            H, "1;Ana;(1.234,50);", "2;Luz;20-;", "3;Eva;-5,5;", "4;Sol;$ 1.000,00;", "5;Mar;0;"
        ),
        decimal=",",
        taken=2,
        lines={2: "negative", 3: "negative", 4: "negative"},
        column=(T.BALANCE, [100_000, 0]),
    ),
    Golden(
        name="thousands in the header",
        made=text("credito;nombre;saldo (miles);saldo vencido en millones", "1;Ana;1.234,5;1,0"),
        decimal=",",
        taken=1,
        column=(T.BALANCE, [123_450_000]),
    ),
    Golden(
        name="totals by name",
        made=text(H, ROW, "TOTAL;;1.234.567,50;", "Total créditos: 1;;;"),
        taken=1,
        lines={3: "totals", 4: "totals"},
    ),
    Golden(
        name="totals without a name, and a count",
        made=text(H, ROW, ";;1.234.567,50;", "Registros: 1;;;"),
        taken=1,
        lines={3: "totals", 4: "totals"},
    ),
    Golden(
        name="empty rows between and behind",
        made=text(H, ROW, "", ";;;", "2;Ana;1;", "", " ; ;;", ""),
        taken=2,
        lines={3: "empty_row", 4: "empty_row"},
    ),
    Golden(
        name="headers over two rows",
        made=text(
            "Crédito;Nombre;Saldo;;Fecha;", ";;total;vencido;vencimiento;corte", "1;Ana;9;8;;"
        ),
        taken=1,
        doubts={"two_headers": 1},
        column=(T.OVERDUE, [800]),
    ),
    Golden(
        name="headers below a title",
        made=text("Banco de Prueba;;;", "Cartera al 30/11/2026;;;", ";;;", H, ROW),
        taken=1,
        doubts={"header_below": 1},
    ),
    Golden(
        name="headers that come twice",
        made=text("credito;nombre;saldo;saldo", "1;Ana;5;6"),
        taken=1,
        doubts={"header_twice": 1},
        column=(T.BALANCE, [500]),
    ),
    Golden(
        name="no headers at all",
        made=text("1;2;3", "4;5;6"),
        refusal=FileCode.NO_HEADER,
    ),
    Golden(
        name="headers and nothing else",
        made=text(H, "", ""),
        refusal=FileCode.NO_ROWS,
    ),
    Golden(
        name="no column says the name",
        made=text("credito;saldo", "1;5"),
        refusal=FileCode.COLUMN_MISSING,
    ),
    Golden(
        name="quotation marks that never close",
        made=text(H, '1;"Calle;5;25/03/2026', "2;Ana;6;", '3;"Luz', "4;Eva;7;"),
        taken=2,
        lines={2: "broken_quote", 4: "broken_quote"},
        column=(T.NUMBER, ["2", "4"]),
    ),
    Golden(
        name="lines and signs in quotation marks",
        made=text(H, '1;"Ana\nMaría; ""la Mona""";5;', "2;;6;"),
        taken=1,
        lines={4: "missing"},
        column=(T.NAME, ['Ana María; "la Mona"']),
    ),
    Golden(
        name="more and fewer cells than headers",
        made=text(H, "1;Ana;5;;;", "2;Luz", "3;Eva;5;;otra"),
        taken=2,
        lines={4: "too_many_cells"},
    ),
    Golden(
        name="figures that a spreadsheet has lost",
        made=text(H, "4,57E+15;Ana;5;", '"=""00012""";Luz;5;', "'00013;Eva;5;", "1E5X;Sol;5;"),
        taken=3,
        lines={2: "lost_digits"},
        column=(T.NUMBER, ["00012", "00013", "1E5X"]),
    ),
    Golden(
        name="what programs write for nothing",
        made=text(H, "1;Ana;NULL;00/00/0000", "2;Luz;#N/D;01/01/1900", "3;Eva;-;N/A", "4;NULL;5;"),
        taken=3,
        lines={5: "missing"},
        column=(T.DUE_ON, [None, None, None]),
    ),
    Golden(
        name="minors, and documents in many hands",
        made=text(
            "credito;nombre;tipo_documento;documento",
            "1;Ana;C.C.;52.100.200",
            "2;Luz;T.I.;1000200300",
            "3;Eva;Registro Civil;1000200301",
            "4;Firma;NIT;900.123.456-8",
        ),
        taken=2,
        lines={3: "minor", 4: "minor"},
        column=(T.DOCUMENT, ["52100200", "900123456"]),
    ),
    Golden(
        name="columns of places changed",
        made=text(LAW, *[f"{n},Ana,-74.08,4.6{n}" for n in range(9)], "9,Ana,,"),
        taken=10,
        repairs=("swapped",),
        column=(T.LAT, [*(float(f"4.6{n}") for n in range(9)), None]),
    ),
    Golden(
        name="longitudes without their minus",
        made=text(LAW, "1,Ana,4.61,74.08", "2,Luz,4.62,74.09"),
        taken=2,
        repairs=("lost_minus",),
        column=(T.LON, [-74.08, -74.09]),
    ),
    Golden(
        name="places without their point",
        made=text(LAW, "1,Ana,46097100,-74081750", "2,Luz,46097200,-74081760"),
        taken=2,
        repairs=("lost_point",),
        column=(T.LAT, [4.60971, 4.60972]),
    ),
    Golden(
        name="decimal commas, one column of both, and the sea",
        made=text(
            "credito;nombre;coordenadas",
            "1;Ana;4,61 -74,08",
            "2;Luz;4.62, -74.09",
            "3;Eva;4.6,-84.0",
        ),
        taken=3,
        doubts={"outside": 1},
        column=(T.LAT, [4.61, 4.62, None]),
    ),
    Golden(
        name="values that nobody knows",
        made=text("credito;nombre;estado", "1;Ana;VIG", "2;Luz;ZZ", "3;Eva;ZZ", "4;Sol;Pagado"),
        taken=4,
        doubts={"unknown_value": 2},
        unknown={"ZZ": 2},
        column=(T.STATUS, ["active", None, None, "paid"]),
    ),
    Golden(
        name="values with their meanings",
        made=text("credito;nombre;est", "1;Ana;VIG", "2;Luz;ZZ"),
        mapping=FileMapping(
            kind=ACCOUNTS,
            columns=(
                ColumnUse(header="credito", target=T.NUMBER),
                ColumnUse(header="nombre", target=T.NAME),
                ColumnUse(header="est", target=T.STATUS, values={"ZZ": "closed"}),
            ),
        ),
        taken=2,
        column=(T.STATUS, ["active", "closed"]),
    ),
    Golden(
        name="one account, several people, and the same row again",
        made=text(
            "credito;nombre;documento;rol;motivo_rol",
            "1;Ana;10;Titular;",
            "1;Luz;11;Codeudor;",
            "1;Eva;12;Referencia;",
            "1;Eva;12;Referencia;Vecina",
            "1;Ana;10;Titular;",
            "1;Sol;13;Titular;",
            "1;Mar;14;jefe;",
        ),
        taken=3,
        lines={
            4: "reference_without_reason",
            6: "duplicate",
            7: "two_holders",
            8: "unknown_role",
        },
        unknown={"jefe": 1},
        column=(T.ROLE, ["holder", "codebtor", "reference"]),
    ),
    Golden(
        name="fields that contradict each other",
        made=text(
            "credito;nombre;saldo;saldo_vencido;dias_mora;fecha_vencimiento",
            "1;Ana;10;0;30;25/03/2026",
            "2;Luz;10;20;30;25/03/2026",
            "3;Eva;10;5;30;25/03/2027",
            "4;Sol;10;5;-3;25/03/2026",
        ),
        taken=4,
        doubts={
            "days_without_overdue": 1,
            "overdue_above_balance": 1,
            "due_later": 1,
            "negative_days": 1,
        },
    ),
    Golden(
        name="telephones in many hands",
        made=text(
            "credito;nombre;telefono;celular",
            "1;Ana;300 123 4567;(601) 745-1234",
            "2;Luz;3001234567 / 6017451234;+57 300 123 4568",
            "3;Eva;12345;0",
        ),
        taken=3,
        doubts={"phone": 1},
        column=(T.PHONE, [("+573001234567",), ("+573001234567", "+576017451234"), ("12345",)]),
    ),
    Golden(
        name="places in the line",
        made=text(
            "0001Ana       000123,5025/03/2026", "0002Luz       000124,0026/03/2026", name="c.txt"
        ),
        mapping=FileMapping(
            kind=ACCOUNTS,
            fixed=(
                FixedColumn(name="credito", start=1, width=4),
                FixedColumn(name="nombre", start=5, width=10),
                FixedColumn(name="saldo", start=15, width=9),
                FixedColumn(name="fecha_vencimiento", start=24, width=10),
            ),
        ),
        decimal=",",
        taken=2,
        column=(T.BALANCE, [12_350, 12_400]),
    ),
    Golden(
        name="the real data on a hidden sheet",
        made=sheet(("Portada",), ("Banco",), also=_hide),
        taken=1,
        doubts={"hidden_sheet": 1, "other_sheets": 1},
    ),
    Golden(
        name="days as numbers and as texts",
        made=sheet(H.split(";"), ("1", "Ana", 5, 46106.0), ("2", "Luz", 6, "25/03/2026")),
        order="dmy",
        taken=2,
        doubts={"serial_days": 1},
        column=(T.DUE_ON, [date(2026, 3, 25), date(2026, 3, 25)]),
    ),
    Golden(
        name="merged cells",
        made=sheet(H.split(";"), ("1", "Ana", 5), ("2", None, 6), also=_merge),
        taken=2,
        doubts={"merged": 1},
        column=(T.NAME, ["Ana", "Ana"]),
    ),
    Golden(
        name="errors and formulas",
        made=sheet(H.split(";"), ("1", "Ana"), ("2", "Luz"), ("3", "Eva", 7), also=_error),
        taken=3,
        doubts={"error_cells": 2},
        column=(T.BALANCE, [None, None, 700]),
    ),
    Golden(
        name="more than fifteen figures",
        made=sheet(H.split(";"), (12345678901234567, "Ana", 5), ("1", "Luz", 5)),
        taken=1,
        lines={2: "lost_digits"},
    ),
    Golden(
        name="numbers where zeros may be lost",
        made=sheet(H.split(";"), (123, "Ana", 5), ("00124", "Luz", 5)),
        taken=2,
        doubts={"lost_zeros": 1},
        column=(T.NUMBER, ["123", "00124"]),
    ),
    Golden(
        name="one file in a ZIP",
        made=zipped(f"{H}\n{ROW}".encode("cp850"), "noche/cartera.csv"),
        encoding="cp850",
        taken=1,
    ),
    Golden(
        name="two files in a ZIP", made=zipped(b"x", "a.csv", "b.csv"), refusal=FileCode.MANY_IN_ZIP
    ),
    Golden(name="a bomb", made=zipped(b"0" * 20_000_000, "cartera.csv"), refusal=FileCode.BOMB),
    Golden(name="a lock file", made=raw(b"\x05Ana", "~$cartera.xlsx"), refusal=FileCode.LOCK_FILE),
    Golden(
        name="a book under a password",
        made=raw(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40,
            "c.xlsx",
        ),
        refusal=FileCode.PROTECTED,
    ),
    Golden(
        name="a web page",
        made=raw(b"<html><table><tr><td>credito</td></tr></table>", "c.xls"),
        refusal=FileCode.WEB_PAGE,
    ),
    Golden(
        name="payments and reversals",
        made=text(
            "credito;valor;fecha pago;medio;referencia",
            "1;1.234,50;25/03/2026;PSE;0001",
            "1;-1.234,50;26/03/2026;PSE;0002",
        ),
        kind=ImportKind.PAYMENTS,
        taken=2,
        column=(T.REVERSAL, [None, "yes"]),
    ),
    Golden(
        name="contacts of a call centre",
        made=text(
            "documento;fecha;hora;medio;resultado",
            "10;25/03/2026;10:30;Llamada;No contesta",
            "11;25/03/2026;3:05 p.m.;WSP;Contactado",
            "12;25/03/2026;;paloma;si",
            "13;25/03/2026;25:99;SMS;si",
            "14;25/03/2026;;SMS;si",
        ),
        kind=ImportKind.CONTACTS,
        taken=3,
        lines={4: "unknown_channel", 5: "not_hour"},
        doubts={"no_hour": 1},
        unknown={"paloma": 1},
        column=(T.TWO_WAY, ["no", "yes", "yes"]),
    ),
)
