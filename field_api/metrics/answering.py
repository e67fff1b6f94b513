"""Asks the database a question about the rows of a reader's scope."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from field_api.metrics.months import ENTITIES, SCOPES, tables_of
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED
from kobra_domain.metrics.answers import CutOff, MetricAnswer, MetricRows, grouped, total_of
from kobra_domain.metrics.dimensions import terms_by, told
from kobra_domain.metrics.questions import Question
from kobra_domain.metrics.tallies import Tally, drill
from kobra_domain.words import say
from kobra_records.json_form import body
from kobra_records.sql.conditions import sifted
from kobra_records.sql.kinds import inside
from kobra_records.sql.metrics import tallies
from kobra_records.sql.report_source import payments_until
from kobra_records.sql.tables import entity_of


def answer(
    connection: Connection, question: Question, keys: Collection[str], now: datetime, locale: str
) -> MetricAnswer:
    """The number of each group and of all, of the rows under the scope `keys`."""
    metric, by = question.metric, question.by
    tables, terms = tables_of(connection, metric.rows), terms_by(metric, by)
    mine = [_under(tables, keys, metric.rows)]
    until = payments_until(connection, TABLES, partial(_under, TABLES, keys))
    found = tallies(connection, tables, [metric], question.where, terms, within=mine)
    whole = told(metric, (), found).get((), Tally())
    return MetricAnswer(
        items=grouped(metric, by, told(metric, by, found)),
        total=total_of(metric, whole),
        formula=say(f"metric.{metric.key}.how", None, locale),
        cut_off=CutOff(counted_at=now, payments_until=until),
    )


def rows(
    connection: Connection, question: Question, keys: Collection[str], after: str, limit: int
) -> MetricRows:
    """The rows that the number of the question is made of."""
    kind = question.metric.rows
    asked = drill(question.metric, question.where)
    tables = tables_of(connection, kind)
    own = tables[kind]
    facts, behind = sifted(connection, tables, kind, asked, _under(tables, keys, kind))
    counted = select(func.count()).select_from(facts.origin).where(*behind)
    page = (
        select(*own.c)
        .select_from(facts.origin)
        .where(*behind, own.c.id > after)
        .order_by(own.c.id)
        .limit(limit + 1)
    )
    found = [entity_of(ENTITIES[kind], row) for row in connection.execute(page)]
    shown = found[:limit]
    return MetricRows(
        items=[body(one) for one in shown],
        count=connection.scalar(counted) or 0,
        next=shown[-1].id if len(found) > limit else None,
    )


def _under(tables: Mapping[str, Any], keys: Collection[str], kind: str) -> ColumnElement[bool]:
    return inside(DECLARED[SCOPES.get(kind, kind)], tables[kind], keys)
