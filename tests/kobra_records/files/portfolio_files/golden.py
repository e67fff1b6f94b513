"""Nasty files, made here, as banks and agencies send them; each with the report that it has to get.

`lines` are refused lines with their codes; `doubts` count by code; `assumed` and `unknown` name
columns and values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kobra_domain.imports.mapping import Mapping as FileMapping
from kobra_domain.imports.problems import FileCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from tests.kobra_records.files.portfolio_files.asked import CO
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


H = "credito;nombre;saldo;fecha_vencimiento"
ROW = "0001;José Muñoz Peña;1.234.567,50;25/03/2026"
LAW = "credito,nombre,lat,lon"
