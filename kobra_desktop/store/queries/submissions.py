"""Submissions as rows of a table, ten thousand at once, and which questionnaires have any."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, String, func, or_, select, type_coerce

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.questionnaires.things import QuestionnaireState, QuestionnaireVersion
from kobra_domain.submissions import ReviewAct, Submission
from kobra_domain.visits import ReviewState, Verdict
from kobra_records.sql.tables import entity_of

NO_FORM = ""


class _Pair(msgspec.Struct):
    path: str
    value: str


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One line of the table of answers. `answers` is text by path, as sent; `corrected` what
    reviews put in its place. `searchable` is accent-free and holds every answer.
    """

    id: str
    instance_id: str
    questionnaire_id: str | None
    version_id: str | None
    form_version: str
    received_at: datetime
    visit_id: str | None
    party_name: str
    agent_id: str | None
    agent_name: str
    portfolio_id: str | None
    portfolio_name: str
    verdict: Verdict | None
    distance_m: float | None
    review: ReviewState
    logic_mismatch: bool | None
    is_complete: bool
    files: int
    answers: Mapping[str, str]
    corrected: Mapping[str, str] = field(default_factory=dict)
    searchable: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredForm:
    """A questionnaire that has answers here; `id` is empty for those of no known one."""

    id: str
    title: str
    count: int
    versions: tuple[QuestionnaireVersion, ...] = ()


def _stored(column: Any) -> ColumnElement[str]:
    return type_coerce(column, String())


def submissions_within(reach: Reach) -> list[ColumnElement[bool]]:
    """The conditions on submissions; those without a team or portfolio are seen by all who have
    them.
    """
    one = RECORDS["submission"].c
    made: list[ColumnElement[bool]] = []
    if reach.portfolio_ids is not None:
        made.append(or_(one.portfolio_id.is_(None), one.portfolio_id.in_(reach.portfolio_ids)))
    if reach.team_ids is not None:
        made.append(or_(one.team_id.is_(None), one.team_id.in_(reach.team_ids)))
    return made


def submission_rows(
    replica: Replica,
    questionnaire_id: str,
    reach: Reach = EVERYTHING,
    ids: Iterable[str] | None = None,
) -> list[SubmissionRow]:
    """The submissions of a questionnaire, newest first; those that a later one replaces are left
    out. `NO_FORM`: those of no known questionnaire.
    """
    one = RECORDS["submission"].c
    asked = _selected().where(_of_form(questionnaire_id), *submissions_within(reach))
    with replica.reading() as connection:
        if ids is None:
            found = connection.execute(asked).all()
        else:
            found = [
                row
                for part in rows.chunks(ids)
                for row in connection.execute(asked.where(one.id.in_(part)))
            ]
        corrected = _corrections(connection, questionnaire_id)
        replaced = set(connection.execute(select(one.replaces).where(one.replaces != "")).scalars())
    decode = msgspec.json.Decoder(list[_Pair]).decode
    files = msgspec.json.Decoder(list[Any]).decode
    made = [
        _row(row, decode, files, corrected.get(row[0], {}))
        for row in found
        if row[1] not in replaced
    ]
    made.sort(key=lambda row: row.received_at, reverse=True)
    return made


def _of_form(questionnaire_id: str) -> ColumnElement[bool]:
    column = RECORDS["submission"].c.questionnaire_id
    return column == questionnaire_id if questionnaire_id else column.is_(None)


def _selected() -> Select[Any]:
    table, visit, party = RECORDS["submission"], RECORDS["visit"], RECORDS["party"]
    agent, portfolio = RECORDS["agent"], RECORDS["portfolio"]
    s = table.c
    joined = (
        table.outerjoin(visit, visit.c.id == s.visit_id)
        .outerjoin(party, party.c.id == visit.c.party_id)
        .outerjoin(agent, agent.c.id == s.agent_id)
        .outerjoin(portfolio, portfolio.c.id == s.portfolio_id)
    )
    return select(
        s.id, s.instance_id, s.questionnaire_id, s.version_id, s.form_version, s.received_at,
        s.visit_id, party.c.name, s.agent_id, agent.c.name, s.portfolio_id, portfolio.c.name,
        s.verdict, s.distance_m, s.review, s.logic_mismatch, s.is_complete,
        _stored(s.attachments), _stored(s.answers),
    ).select_from(joined)  # fmt: skip


def _row(found: Any, decode: Any, files: Any, corrected: Mapping[str, str]) -> SubmissionRow:
    (
        submission_id, instance_id, form, version, form_version, received_at, visit_id, party,
        agent_id, agent, portfolio_id, portfolio, verdict, distance_m, review, mismatch, complete,
        attachments, answers,
    ) = found  # fmt: skip
    answered = {pair.path: pair.value for pair in decode(answers)}
    names = f"{party or ''} {agent or ''} {portfolio or ''}"
    searchable = plain(" ".join((names, *answered.values(), *corrected.values())))
    return SubmissionRow(
        submission_id, instance_id, form, version, form_version, received_at, visit_id,
        party or "", agent_id, agent or "", portfolio_id, portfolio or "", verdict, distance_m,
        review, mismatch, complete, len(files(attachments)), answered, corrected, searchable,
    )  # fmt: skip


def _corrections(connection: Any, questionnaire_id: str) -> dict[str, dict[str, str]]:
    review, one = RECORDS["review"].c, RECORDS["submission"].c
    asked = (
        select(review.submission_id, review.changes)
        .join(RECORDS["submission"], one.id == review.submission_id)
        .where(review.act == ReviewAct.EDIT, _of_form(questionnaire_id))
        .order_by(review.at)
    )
    made: dict[str, dict[str, str]] = {}
    for submission_id, changes in connection.execute(asked):
        kept = made.setdefault(submission_id, {})
        kept.update({change.path: change.after for change in changes})
    return made


def answered_forms(replica: Replica, reach: Reach = EVERYTHING) -> list[AnsweredForm]:
    """The questionnaires with answers, the most answered first, with the versions there are."""
    one, form = RECORDS["submission"].c, RECORDS["questionnaire"].c
    asked = (
        select(one.questionnaire_id, func.min(form.title), func.count())
        .select_from(
            RECORDS["submission"].outerjoin(
                RECORDS["questionnaire"], form.id == one.questionnaire_id
            )
        )
        .where(*submissions_within(reach))
        .group_by(one.questionnaire_id)
    )
    with replica.reading() as connection:
        counted = [(i or NO_FORM, title or "", n) for i, title, n in connection.execute(asked)]
        versions = _versions(connection, [i for i, _, _ in counted if i])
    made = [AnsweredForm(i, title, n, tuple(versions.get(i, ()))) for i, title, n in counted]
    return sorted(made, key=lambda form: (-form.count, name_key(form.title)))


def _versions(connection: Any, ids: Iterable[str]) -> dict[str, list[QuestionnaireVersion]]:
    table = RECORDS["questionnaire_version"]
    made: dict[str, list[QuestionnaireVersion]] = {}
    for part in rows.chunks(ids):
        asked = select(table).where(table.c.questionnaire_id.in_(part))
        for row in connection.execute(asked.order_by(table.c.number.desc())):
            made.setdefault(row.questionnaire_id, []).append(entity_of(QuestionnaireVersion, row))
    return made


def forms_for_visits(replica: Replica) -> list[tuple[str, str, tuple[str, ...]]]:
    """What phones can fill in: id, title and portfolios (none: all) of what is published, by
    title; without their documents.
    """
    form = RECORDS["questionnaire"].c
    asked = select(form.id, form.title, form.portfolio_ids).where(
        form.state == QuestionnaireState.PUBLISHED
    )
    with replica.reading() as connection:
        found = [(row.id, row.title, tuple(row.portfolio_ids)) for row in connection.execute(asked)]
    return sorted(found, key=lambda one: name_key(one[1]))


def whole_submissions(replica: Replica, ids: Iterable[str]) -> list[Submission]:
    """Submissions as they are, in the order asked; for exporting."""
    wanted = list(ids)
    with replica.reading() as connection:
        found: dict[str, Submission] = {
            one.id: one for one in rows.entities(connection, "submission", wanted)
        }
    return [found[i] for i in wanted if i in found]
