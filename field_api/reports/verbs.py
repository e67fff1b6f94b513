"""`kobra-field-api report list|export`: reports from the server's own command line, of all rows."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.errors import ApiError
from field_api.reports.files import Dressed, Press, dressed, note_file
from field_api.reports.making import Reader
from field_api.reports.saved import report_kind
from field_api.settings import Settings
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.reports.declared import REPORTS, ReportKind, opened
from kobra_domain.reports.filters import Filters, Period
from kobra_domain.scope import EVERYTHING
from kobra_domain.words import LOCALES, say
from kobra_records.files.exports.deed import NotWritten, Parts
from kobra_records.files.reports import ReportFormat
from kobra_records.files.reports.books import csv_files
from kobra_records.speaking import language_of_system

_ALL = (EVERYTHING,)
Opened = Callable[[Settings], Database]


def add_report_verbs(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Add `report list` and `report export`."""
    group = verbs.add_parser("report", help="reports as files")
    acts = group.add_subparsers(required=True, metavar="ACT")
    listed = acts.add_parser("list", parents=[common], help="those there are, as JSON lines")
    export = acts.add_parser("export", parents=[common], help="write one as PDF, XLSX or CSV")
    export.add_argument("--report", required=True, metavar="NAME")
    export.add_argument("--format", required=True, choices=[one.value for one in ReportFormat])
    export.add_argument("--portfolio", action="append", default=[], metavar="NAME")
    export.add_argument("--period", choices=[one.value for one in Period if one != Period.CUSTOM])
    day: Any = {"metavar": "DAY", "type": _day}
    export.add_argument("--from", dest="first", help="2026-11-01, within", **day)
    export.add_argument("--to", help="2026-12-01, not within", **day)
    export.add_argument("out", type=Path, metavar="OUT")
    for act in (listed, export):
        act.add_argument("--locale", choices=sorted(LOCALES))
    listed.set_defaults(act=lambda given, settings: _list(given, opened(settings)))
    export.set_defaults(act=lambda given, settings: _export(given, opened(settings), settings))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day: write it as 2026-11-01") from None


def _list(given: argparse.Namespace, database: Database) -> None:
    """Those that ship by their key, saved ones by their id."""
    locale = given.locale or language_of_system()
    with closing(database), database.read() as connection:
        saved = {one.id: one.name for one in entities(connection, SavedReport) if one.is_active}
    named = {key: say(f"report.{key}", None, locale) for key in REPORTS}
    for key, name in (named | saved).items():
        sys.stdout.write(json.dumps({"key": key, "name": name}, ensure_ascii=False) + "\n")


def _export(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    format, locale = ReportFormat(given.format), given.locale or language_of_system()
    with closing(database):
        _check_place(given.out)
        with database.read() as connection:
            kind = _kind(connection, given.report)
            filters, zone = _filters(connection, given, kind), _zone(connection)
            reader = Reader(keys=_ALL, zone=zone, now=settings.clock(), is_known=True)
            is_table = format is not ReportFormat.PDF
            made = dressed(connection, kind, filters, reader, locale, for_file=is_table)
        paths, told = _written(made, format, given.out)
        with database.begin() as connection:
            note_file(connection, made, format, None, settings.clock())
    about = {"report": kind.key, "title": made.report.title, "about": made.report.about}
    said = {**about, "cut_off": made.report.cut_off, "files": [str(one) for one in paths]}
    sys.stdout.write(json.dumps({**said, "told": told}, ensure_ascii=False) + "\n")


def _kind(connection: Connection, name: str) -> ReportKind:
    """One that ships, or a saved one by its id. Raises ValueError."""
    try:
        return report_kind(connection, name, _ALL)
    except ApiError as problem:
        there = ", ".join(REPORTS)
        raise ValueError(f"there is no report {name}; there are: {there}") from problem


def _filters(connection: Connection, given: argparse.Namespace, kind: ReportKind) -> Filters:
    """What is asked; of days that are not said the report's own. Raises Invalid."""
    if given.first and given.to and given.to <= given.first:
        raise ValueError("--to has to be a day after --from: it is not within")
    days = [("from", given.first), ("to", given.to), ("period", given.period)]
    pairs = [(name, value) for name, value in days if value is not None]
    named = [("portfolio", _portfolio(connection, name)) for name in given.portfolio]
    return opened(kind, [*pairs, *named])


def _portfolio(connection: Connection, name: str) -> str:
    """The id of the one portfolio of this name. Raises Invalid `unknown_portfolio`."""
    wanted = name.strip().casefold()
    found = [one for one in entities(connection, Portfolio) if one.name.casefold() == wanted]
    if len(found) != 1:
        raise Invalid("unknown_portfolio", name=name)
    return found[0].id


def _zone(connection: Connection) -> str:
    """Whose day is today: that of the first portfolio; where there is none, of the machine."""
    found = sorted(entities(connection, Portfolio), key=lambda one: one.id)
    return found[0].time_zone if found else "UTC"


def _check_place(out: Path) -> None:
    """Raise OSError where no file can be, before anything is counted."""
    if out.is_dir():
        raise OSError(f"{out}: it is a folder; OUT names a file in it")
    if not out.parent.is_dir():
        raise OSError(f"{out.parent}: there is no such folder")


def _written(made: Dressed, format: ReportFormat, out: Path) -> tuple[list[Path], list[str]]:
    """The files, all or none: several tables of CSV stand beside each other, «out-tabla.csv», if
    `out` is no ZIP. Raises OSError.
    """
    press = Press()
    try:
        file = press.file(made, format)
    finally:
        press.stop()
    contents = {out: file.content}
    if file.ending == "zip" and out.suffix.lower() != ".zip":
        tables = csv_files(made.report, made.dress.locale)
        contents = {_beside(out, n, name): content for n, (name, content) in enumerate(tables)}
    try:
        with Parts(tuple(contents)) as parts:
            for path, content in contents.items():
                with parts.writing(path) as part:
                    part.write_bytes(content)
            parts.take_their_places()
    except NotWritten as problem:
        raise OSError(f"{problem.path}: {problem.__cause__}") from problem
    return list(contents), list(file.told)


def _beside(out: Path, n: int, name: str) -> Path:
    return out if n == 0 else out.with_name(f"{out.stem}-{name}{out.suffix}")
