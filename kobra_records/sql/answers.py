"""The submissions of a questionnaire as rows, and its versions, from the tables of either side."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, String, Table, select, type_coerce

from kobra_domain.questionnaires.things import QuestionnaireVersion
from kobra_domain.submissions import ReviewAct
from kobra_records.answers.rows import AnsweredRow
from kobra_records.sql.tables import entity_of

Tables = Mapping[str, Table]  # by kind
_CHUNK = 500


class _Pair(msgspec.Struct):
    path: str
    value: str


def answered_rows(
    connection: Connection,
    tables: Tables,
    questionnaire_id: str,
    within: Sequence[ColumnElement[bool]] = (),
    ids: Iterable[str] | None = None,
) -> list[AnsweredRow]:
    """The submissions of a questionnaire, newest first; those that a later one replaces are left
    out. An empty id: those of no known questionnaire.
    """
    one = tables["submission"].c
    asked = _selected(tables).where(_of_form(tables, questionnaire_id), *within)
    if ids is None:
        found = list(connection.execute(asked))
    else:
        found = [
            row
            for part in _chunks(list(ids))
            for row in connection.execute(asked.where(one.id.in_(part)))
        ]
    corrected = _corrections(connection, tables, questionnaire_id)
    replaced = set(connection.execute(select(one.replaces).where(one.replaces != "")).scalars())
    decode = msgspec.json.Decoder(list[_Pair]).decode
    files = msgspec.json.Decoder(list[Any]).decode
    made = [
        _row(row, decode, files, corrected.get(row[0], {}))
        for row in found
        if row[1] not in replaced
    ]
    made.sort(key=lambda row: (-row.received_at.timestamp(), row.id))
    return made


def versions_of(
    connection: Connection, tables: Tables, ids: Iterable[str]
) -> dict[str, list[QuestionnaireVersion]]:
    """The versions of questionnaires, by questionnaire, the newest first."""
    table = tables["questionnaire_version"]
    made: dict[str, list[QuestionnaireVersion]] = {}
    for part in _chunks(list(ids)):
        asked = select(table).where(table.c.questionnaire_id.in_(part))
        for row in connection.execute(asked.order_by(table.c.number.desc(), table.c.id)):
            made.setdefault(row.questionnaire_id, []).append(entity_of(QuestionnaireVersion, row))
    return made


def _chunks(ids: list[str]) -> Iterable[list[str]]:
    return (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))


def _of_form(tables: Tables, questionnaire_id: str) -> ColumnElement[bool]:
    column = tables["submission"].c.questionnaire_id
    return column == questionnaire_id if questionnaire_id else column.is_(None)


def _stored(column: Any) -> ColumnElement[str]:
    return type_coerce(column, String())


def _selected(tables: Tables) -> Select[Any]:
    table, visit, party = tables["submission"], tables["visit"], tables["party"]
    agent, portfolio = tables["agent"], tables["portfolio"]
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


def _row(found: Any, decode: Any, files: Any, corrected: Mapping[str, str]) -> AnsweredRow:
    (
        submission_id, instance_id, form, version, form_version, received_at, visit_id, party,
        agent_id, agent, portfolio_id, portfolio, verdict, distance_m, review, mismatch, complete,
        attachments, answers,
    ) = found  # fmt: skip
    answered = {pair.path: pair.value for pair in decode(answers)}
    return AnsweredRow(
        submission_id, instance_id, form, version, form_version, received_at, visit_id,
        party or "", agent_id, agent or "", portfolio_id, portfolio or "", verdict, distance_m,
        review, mismatch, complete, len(files(attachments)), answered, corrected,
    )  # fmt: skip


def _corrections(
    connection: Connection, tables: Tables, questionnaire_id: str
) -> dict[str, dict[str, str]]:
    review, one = tables["review"].c, tables["submission"].c
    asked = (
        select(review.submission_id, review.changes)
        .join(tables["submission"], one.id == review.submission_id)
        .where(review.act == ReviewAct.EDIT, _of_form(tables, questionnaire_id))
        .order_by(review.at, review.id)
    )
    made: dict[str, dict[str, str]] = {}
    for submission_id, changes in connection.execute(asked):
        kept = made.setdefault(submission_id, {})
        kept.update({change.path: change.after for change in changes})
    return made
