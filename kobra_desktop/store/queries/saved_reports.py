"""Reports that people put together, and the questions that numbers may be told apart by."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import words_of
from kobra_desktop.store.queries.reports import Asker, source_of
from kobra_desktop.store.queries.search import Found
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.answered import Answered, Question, round_bounds
from kobra_domain.numbers import exact_number
from kobra_domain.reports.custom.things import SavedReport

_KIND = "saved_report"
_LOOKED_AT = 2_000  # of the newest forms, to propose bands of a number


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report, whose it is and which team sees it, by name; empty where nobody is known."""

    report: SavedReport
    owner: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A question, and the dimension that it is with the bands proposed for it."""

    question: Question
    by: Answered


def report_rows(replica: Replica) -> list[ReportRow]:
    """Those in use that the person sees."""
    with replica.reading() as connection:
        found: list[SavedReport] = [
            one for one in rows.entities(connection, _KIND) if one.is_active
        ]
        owners = _names(connection, "user")
        teams = _names(connection, "team")
    return [
        ReportRow(
            report=one, owner=owners.get(one.owner_id, ""), team=teams.get(one.team_id or "", "")
        )
        for one in found
    ]


def reports_called(replica: Replica, typed: str) -> list[Found]:
    """Those in use whose names have words that begin with all that was typed, accents aside."""
    words = words_of(typed)
    if not words:
        return []
    return [
        Found(_KIND, one.report.id, one.report.name, one.owner)
        for one in report_rows(replica)
        if all(any(own.startswith(word) for own in words_of(one.report.name)) for word in words)
    ]


def _names(connection: Connection, kind: str) -> dict[str, str]:
    table = RECORDS[kind].c
    return {row.id: row.name for row in connection.execute(select(table.id, table.name))}


def offered_questions(replica: Replica, asker: Asker) -> list[Offered]:
    """The questions of all questionnaires; a number with bands that part its answers evenly, left
    out where nobody answered one.
    """
    made = []
    with replica.reading() as connection:
        for question in source_of(connection, asker).questions():
            bounds: tuple[float, ...] = ()
            if question.choices is None:
                bounds = round_bounds(_numbers(connection, question))
                if not bounds:
                    continue
            made.append(
                Offered(question, Answered(question.questionnaire_id, question.path, bounds))
            )
    return made


def _numbers(connection: Connection, question: Question) -> list[float]:
    one = RECORDS["submission"].c
    asked = (
        select(one.answers)
        .where(one.questionnaire_id == question.questionnaire_id)
        .order_by(one.received_at.desc())
        .limit(_LOOKED_AT)
    )
    said = (
        exact_number(answer.value)
        for answers in connection.execute(asked).scalars()
        for answer in answers
        if answer.path == question.path
    )
    return [float(value) for value in said if value is not None]
