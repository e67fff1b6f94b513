"""Nasty files: workbooks, ZIPs and traps."""

from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kobra_domain.imports.problems import FileCode
from tests.kobra_records.files.portfolio_files.golden import (
    ROW,
    Golden,
    H,
    T,
    raw,
    sheet,
    zipped,
)


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


BOOKS: tuple[Golden, ...] = (
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
)
