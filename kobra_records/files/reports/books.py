"""A report's figures as a workbook, a sheet a table behind one that says what it all is; or as CSV,
several tables in a ZIP. What a format cannot hold is said in the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

from kobra_domain.reports.report import Panel, Report
from kobra_domain.words import code_of, say
from kobra_records.files.exports import names
from kobra_records.files.exports.csv_writing import csv_bytes
from kobra_records.files.exports.dialect import Dialect, dialect_of
from kobra_records.files.exports.holding import (
    MOST_COLUMNS,
    MOST_ROWS,
    ExportFormat,
    Holder,
    Loss,
    Plain,
)
from kobra_records.files.exports.letters import readable
from kobra_records.files.exports.table import ColumnType
from kobra_records.files.exports.xlsx_writing import Cell, Formed, XlsxSheet, write_xlsx
from kobra_records.files.reports.figures import FigureTable, Kept, Measure, Row, tables_of

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same report is the same bytes, whenever it is made
_WIDE = 24  # letters


def workbook_of(report: Report, locale: str, printed_by: str = "") -> tuple[bytes, tuple[str, ...]]:
    """The bytes of an XLSX, and what it could not hold, in words."""
    tables = tables_of(report, locale)
    holder = Holder(ExportFormat.XLSX, dialect_of(locale))
    about = say("report.file.about", None, locale)
    wanted = [(about, ""), *((one.name, one.key) for one in tables)]
    first, *titles = names.sheet_titles(wanted)
    sheets = [_sheet(one, title, holder) for one, title in zip(tables, titles, strict=True)]
    # What was lost is known once all else is held.
    told = _told(holder, locale)
    lines = [*_about(report, tables, titles, locale, printed_by), *(("", one) for one in told)]
    held = [[holder.held(text) for text in line] for line in lines]
    head = _head(report)
    types = (ColumnType.TEXT, ColumnType.TEXT)
    made = BytesIO()
    write_xlsx(made, [XlsxSheet(first, head, held, types, width=3 * _WIDE), *sheets], lambda: None)
    return made.getvalue(), told


def csv_of(
    report: Report, locale: str, printed_by: str = ""
) -> tuple[bytes, tuple[str, ...], bool]:
    """The bytes of one CSV, or of a ZIP of several (then True) with one that says what they are and
    what there is none of; without a table one CSV says why. And in words how they are written and
    what they could not hold.
    """
    tables, dialect = tables_of(report, locale), dialect_of(locale)
    holder = Holder(ExportFormat.CSV, dialect)
    files = [_csv(one, holder) for one in tables]
    told = (_dialect_words(dialect), *_told(holder, locale))
    if len(files) == 1 and not is_archive(report, locale):
        return files[0], told, False
    about = say("report.file.about", None, locale)
    wanted = [(f"{about}.csv", ""), *((f"{one.name}.csv", one.key) for one in tables)]
    first, *titles = names.file_names(wanted)
    lines = [*_about(report, tables, titles, locale, printed_by), *(("", one) for one in told)]
    held = [[holder.held(text) for text in line] for line in lines]
    if not files:  # what it says of there being nothing
        return csv_bytes(_head(report), held, dialect), told, False
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _add(archive, first, csv_bytes(_head(report), held, dialect))
        for title, content in zip(titles, files, strict=True):
            _add(archive, title, content)
    return made.getvalue(), told, True


def is_archive(report: Report, locale: str) -> bool:
    """Whether its CSV is a ZIP: of several tables, or of one beside which sentences stand."""
    tables = len(tables_of(report, locale))
    return tables > 1 or (tables == 1 and bool(_sentences(report)))


def csv_files(report: Report, locale: str) -> list[tuple[str, bytes]]:
    """The same tables one by one, each with its name without an ending, and last what they are."""
    dialect = dialect_of(locale)
    holder, tables = Holder(ExportFormat.CSV, dialect), tables_of(report, locale)
    about = say("report.file.about", None, locale)
    *titles, last = names.file_names([*((one.name, one.key) for one in tables), (about, "")])
    made = [(name, _csv(one, holder)) for name, one in zip(titles, tables, strict=True)]
    lines = [
        *_about(report, tables, titles, locale, ""),
        *(("", one) for one in _told(holder, locale)),
    ]
    held = [[holder.held(text) for text in line] for line in lines]
    return [*made, (last, csv_bytes(_head(report), held, dialect))]


def _head(report: Report) -> tuple[str, str]:
    return readable(report.title), ""


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)


def _about(
    report: Report,
    tables: Sequence[FigureTable],
    titles: Sequence[str],
    locale: str,
    printed_by: str,
) -> list[tuple[str, str]]:
    """What the report is held to, up to when it goes, and of each table its answer, what is said
    beside it and how its numbers are counted.
    """
    panels = {panel.key: panel for panel in report.panels}
    lines = [
        (say("report.file.filters", None, locale), report.about),
        (say("report.file.cut_off", None, locale), report.cut_off),
        *([("", printed_by)] if printed_by else []),
        ("", ""),
    ]
    for table, title in zip(tables, titles, strict=True):
        lines.append((title, table.title))
        lines += [("", note) for note in panels[table.key].notes]
    lines += [("", note) for note in _sentences(report)]
    formulas = formulas_of(report.panels)
    if formulas:
        lines += [("", ""), (say("report.file.formulas", None, locale), formulas[0])]
        lines += [("", one) for one in formulas[1:]]
    return lines


def _sentences(report: Report) -> list[str]:
    """What stands in the place of charts that there are not."""
    return [note for one in report.panels if one.chart is None for note in one.notes]


def formulas_of(panels: Sequence[Panel]) -> list[str]:
    """How the numbers of panels are counted, each once."""
    lines = (line for one in panels for line in one.about.splitlines())
    return list(dict.fromkeys(filter(None, lines)))


def _told(holder: Holder, locale: str) -> tuple[str, ...]:
    losses = holder.told()
    return tuple(
        say(code_of(loss), {"count": losses[loss]}, locale) for loss in Loss if loss in losses
    )


def _dialect_words(dialect: Dialect) -> str:
    params = {"separator": dialect.separator, "decimal": dialect.decimal}
    return say("report.file.dialect", params, dialect.locale)


def _sheet(table: FigureTable, title: str, holder: Holder) -> XlsxSheet:
    room = MOST_ROWS - 1 - bool(table.total)
    wide = min(len(table.head), MOST_COLUMNS)
    holder.losses[Loss.ROWS] += max(0, len(table.rows) - room)
    holder.losses[Loss.COLUMNS] += len(table.head) - wide
    rows = [[_formed(one, holder) for one in row[:wide]] for row in table.rows[:room]]
    total = [_formed(one, holder) for one in table.total[:wide]]
    head = names.headers([(name, str(n)) for n, name in enumerate(table.head[:wide], 1)])
    return XlsxSheet(title, head, rows, [ColumnType.TEXT] * wide, width=_WIDE, total=total)


def _formed(kept: Kept, holder: Holder) -> Cell:
    if isinstance(kept, Measure):
        return Formed(holder.held(kept.value), kept.type)
    return holder.held(kept)


def _csv(table: FigureTable, holder: Holder) -> bytes:
    head = names.headers([(name, str(n)) for n, name in enumerate(table.head, 1)])
    rows = [_plain(row, holder) for row in (*table.rows, *((table.total,) if table.total else ()))]
    return csv_bytes(head, rows, holder.dialect)


def _plain(row: Row, holder: Holder) -> list[Plain]:
    return [holder.held(one.value if isinstance(one, Measure) else one) for one in row]
