"""A small field in SQLite, for what reports make of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Engine, MetaData, Table, create_engine, insert, select, true
from sqlalchemy.pool import StaticPool

from kobra_domain.kinds import KINDS, NAMES, Entity
from kobra_domain.metrics.behind import NumberRows, read_number
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.predicates import terms_of
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.report import Panel
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from kobra_records.sql.facts import facts_of
from kobra_records.sql.metrics import condition
from kobra_records.sql.report_source import SqlSource
from kobra_records.sql.tables import table, values_of
from tests.kobra_domain.things import a_portfolio, an_account, an_address, an_agent, an_id

MONDAY = date(2026, 11, 30)
NINE = datetime(2026, 11, 24, 14, tzinfo=UTC)  # Tuesday 9:00 in Bogotá
ZOE, ANA = an_id(7), an_id(8)
PORTFOLIO, MEXICAN = (
    a_portfolio(id=an_id(1)),
    a_portfolio(
        id=an_id(2), name="Norte", country="MX", currency="MXN", time_zone="America/Mexico_City"
    ),
)
FIELD: tuple[Entity, ...] = (
    PORTFOLIO,
    MEXICAN,
    an_agent(id=ZOE, code="1", name="Zoe", team_id=an_id(70)),
    an_agent(id=ANA, code="2", name="ana"),
    an_address(id=an_id(10), portfolio_id=PORTFOLIO.id, neighbourhood="La Paz"),
    an_account(id=an_id(20), days_past_due=5, overdue_minor=40_000, segment="A"),
    an_account(id=an_id(21), number="2", days_past_due=70, overdue_minor=900_000),
)  # fmt: skip


@cache
def tables() -> tuple[MetaData, dict[str, Table]]:
    """All kinds."""
    metadata = MetaData()
    return metadata, {name: table(kind, metadata, name) for name, kind in KINDS.items()}


@contextmanager
def a_source(
    *rows: Entity, locale: str = "es", today: date = MONDAY, kind: type[SqlSource] = SqlSource
) -> Iterator[SqlSource]:
    """Of the field and these rows, all of which the reader sees."""
    metadata, made = tables()
    engine: Engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)

    def within(_: str) -> ColumnElement[bool]:
        return true()

    with engine.connect() as connection:
        held: dict[str, list[Entity]] = defaultdict(list)
        for one in (*FIELD, *rows):
            held[NAMES[type(one)]].append(one)
        for name, entities in held.items():
            connection.execute(insert(made[name]), [values_of(one) for one in entities])
        yield kind(connection, made, within, today=today, when="9:00", locale=locale)
    engine.dispose()


def a_visit(number: int, **changes: Any) -> Visit:
    """Completed at the address, so many times twenty minutes after nine."""
    values: dict[str, Any] = {
        "portfolio_id": PORTFOLIO.id,
        "party_id": an_id(5),
        "address_id": an_id(10),
        "account_ids": (an_id(20),),
        "created_at": NINE,
        "state": VisitState.COMPLETED,
        "agent_id": ZOE,
        "planned_on": NINE.date(),
        "position": number,
        "ended_at": NINE + timedelta(minutes=20 * number),
        "outcome": Outcome.NO_CONTACT,
        "verdict": Verdict.AT_ADDRESS,
    }
    return Visit(id=an_id(1_000 + number), **{**values, **changes})


def behind(panel: Panel, row: int, at: int) -> NumberRows:
    """What a mark opens, as the page that shows it reads it."""
    assert panel.behind is not None
    opened = rows_behind(panel, (row, at), "")
    assert opened is not None
    found = read_number(opened[1]["number"], METRICS[panel.behind.metric].rows)
    assert isinstance(found, NumberRows)
    return found


def count_behind(source: SqlSource, panel: Panel, row: int, at: int) -> int:
    """How many rows a mark opens: law 2."""
    found = behind(panel, row, at)
    facts = facts_of(
        source.connection, source.tables, found.question.metric.rows, terms_of(found.rows)
    )
    listed = select(facts.columns["id"]).select_from(facts.origin)
    listed = listed.where(condition(found.rows, facts))
    return len(source.connection.scalars(listed).all())
