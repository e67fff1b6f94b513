"""The verb of the command line that writes answers as files, as the control center does."""

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, select

from field_api.auth.audit import note
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.settings import Settings
from field_api.tables.replicated import TABLES, portfolios, questionnaires
from kobra_domain.errors import Invalid
from kobra_domain.exports import ExportWay
from kobra_domain.questionnaires.things import Questionnaire
from kobra_records.answers.columns import read_versions
from kobra_records.answers.form_words import read_words
from kobra_records.answers.rows import AnsweredRow
from kobra_records.answers.tables import AnswersWish, answer_tables
from kobra_records.files.exports.deed import (
    ExportPlan,
    NotWritten,
    WouldReplace,
    Written,
    places,
    write_export,
)
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.exports.table import ExportTable
from kobra_records.ids import new_id
from kobra_records.sql.answers import answered_rows, versions_of

# A language and country, and its clock.
_ZONES = {"es-CO": "America/Bogota", "es-MX": "America/Mexico_City", "en": "UTC"}


def add_submission_verbs(
    verbs: Any, common: argparse.ArgumentParser, opened: Callable[[Settings], Database]
) -> None:
    """Add `submissions export`; `opened` gives a database that is ready."""
    group = verbs.add_parser("submissions", help="what phones sent")
    acts = group.add_subparsers(required=True, metavar="ACT")
    export = acts.add_parser(
        "export", parents=[common], help="write the answers of a questionnaire as a table"
    )
    export.add_argument("--questionnaire", required=True, metavar="FORM_ID")
    export.add_argument("--format", required=True, choices=[one.value for one in ExportFormat])
    export.add_argument(
        "--labels",
        action="store_true",
        help="questions and choices by their labels, else by names and codes",
    )
    export.add_argument("--locale", choices=list(_ZONES), default="es-CO")
    export.add_argument(
        "--zone",
        type=_zone,
        metavar="IANA",
        help="whose clock moments are told by: that of the portfolios if they have one, else the "
        "country's",
    )
    export.add_argument(
        "--replace", action="store_true", help="also files of repeats that are there already"
    )
    export.add_argument("out", type=Path, metavar="OUT")
    export.set_defaults(act=lambda given, settings: _export(given, opened(settings), settings))


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise argparse.ArgumentTypeError(f"no such time zone: {name}") from problem


def _export(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    with closing(database):
        form = _questionnaire(database, given.questionnaire)
        tables, zone = _tables(database, form, given)
        plan = _plan(given, tables, zone, _noting(database, form, settings))
        written = _written(tables, plan)
    told = {
        "files": [str(path) for path in written.paths],
        "rows": written.rows,
        "losses": {loss.value: count for loss, count in written.losses.items()},
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    for sentence in written.told(_locale(given)):
        sys.stderr.write(f"{sentence}\n")


def _questionnaire(database: Database, form_id: str) -> Questionnaire:
    """The one of that id, whichever way its letters are put together. Raises Invalid."""
    with database.read() as connection:
        for wanted in (form_id, *(unicodedata.normalize(n, form_id) for n in ("NFC", "NFD"))):
            found = entities(connection, Questionnaire, questionnaires.c.form_id == wanted)
            if found:
                return found[0]
    raise Invalid("unknown_questionnaire", form_id=form_id)


def _tables(
    database: Database, form: Questionnaire, given: argparse.Namespace
) -> tuple[list[ExportTable], str]:
    """The tables, and the zone that moments are told by."""
    locale = _locale(given)
    with database.read() as connection:
        rows = answered_rows(connection, TABLES, form.id)
        published = versions_of(connection, TABLES, [form.id]).get(form.id, [])
        zone = given.zone or _zone_of(connection, rows) or _ZONES[given.locale]
    versions = read_versions(published, lambda one: read_words(one.document, locale))
    wish = AnswersWish(locale, zone, given.labels)
    return answer_tables(form.title, versions, rows, wish), zone


def _zone_of(connection: Connection, rows: Iterable[AnsweredRow]) -> str:
    """The zone of the portfolios of these rows, empty if they have several or none."""
    named = {row.portfolio_id for row in rows}
    zones = connection.execute(select(portfolios.c.id, portfolios.c.time_zone))
    found = {zone for portfolio_id, zone in zones if portfolio_id in named}
    return found.pop() if len(found) == 1 else ""


def _locale(given: argparse.Namespace) -> str:
    return str(given.locale).replace("-", "_")


def _noting(database: Database, form: Questionnaire, settings: Settings) -> Callable[[int], None]:
    """The line of the audit, written once the files are whole and before they take their places."""

    def sealed(rows: int) -> None:
        with database.begin() as connection:
            note(
                connection,
                at=settings.clock(),
                user_id=None,
                act=f"export.{ExportWay.FILE}",
                subject=("export", new_id()),
                details={"listing": form.title, "rows": rows, "filter": ""},
            )

    return sealed


def _plan(
    given: argparse.Namespace,
    tables: list[ExportTable],
    zone: str,
    sealed: Callable[[int], None],
) -> ExportPlan:
    format = ExportFormat(given.format)
    return ExportPlan(
        path=given.out,
        format=format,
        dialect=dialect_of(_locale(given)),
        zone=ZoneInfo(zone),
        # Who names a file means it; the files of its repeats may be somebody's own.
        replaces=places(given.out, tables, format) if given.replace else [given.out],
        sealed=sealed,
    )


def _written(tables: list[ExportTable], plan: ExportPlan) -> Written:
    """Write them. Raises Invalid export_would_replace, OSError."""
    try:
        return write_export(tables, plan)
    except WouldReplace as problem:
        names = ", ".join(path.name for path in problem.paths)
        raise Invalid("export_would_replace", names=names) from problem
    except NotWritten as problem:
        raise OSError(f"{problem.path}: {problem.__cause__}") from problem
