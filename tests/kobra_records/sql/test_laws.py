"""The first three laws of numbers over the tables of the server: every metric, told apart and held
to anything. `test_metrics` has the same of terms, over both engines.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import reduce
from operator import add
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, func, insert, select

from field_api.metrics.answering import answer
from field_api.metrics.answering import rows as rows_of
from field_api.reports.source import ServerSource
from field_api.tables.metadata import metadata
from field_api.tables.replicated import TABLES, folded_name
from kobra_domain.charts.spec import Table
from kobra_domain.dues import Payment
from kobra_domain.kind import key_of
from kobra_domain.kinds import DECLARED, KINDS, Entity
from kobra_domain.metrics.answers import total_of
from kobra_domain.metrics.behind import NumberRows, read_number
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.predicates import Clock, terms_of
from kobra_domain.metrics.questions import asked
from kobra_domain.metrics.tallies import Metric, Tally, tally_of
from kobra_domain.reports.filters import HELD, Filters, Period
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.source import asked as groups_of
from kobra_domain.reports.source import whole as whole_of
from kobra_domain.scope import EVERYTHING
from kobra_domain.visits import Outcome, Visit
from kobra_records.sql.facts import facts_of
from kobra_records.sql.metrics import condition
from kobra_records.sql.tables import entity_of, values_of
from tests.elsewhere import FAR_ZONES
from tests.kobra_domain.things import an_id
from tests.kobra_records.sql.test_metrics import (
    ACCOUNTS,
    ADDRESSES,
    AGENTS,
    DAYS,
    MOMENTS,
    PLACES,
    PORTFOLIOS,
    bank_payments,
    promises,
    visits,
)

EXAMPLES = int(os.environ.get("KOBRA_LAW_EXAMPLES", "40"))
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)
MOST_CELLS = 4  # of an example, whose rows are asked for
ZONES = {
    one.id: one.time_zone or next(p.time_zone for p in PORTFOLIOS if p.id == one.portfolio_id)
    for one in ADDRESSES
}
VALUES: Mapping[Dimension, Sequence[str]] = {
    Dimension.PORTFOLIO: [one.id for one in PORTFOLIOS],
    Dimension.TEAM: ["", an_id(70)],
    Dimension.AGENT: ["", *(one.id for one in AGENTS)],
    Dimension.ZONE: ["", *{", ".join(filter(None, one)) for one in PLACES if any(one)}],
    Dimension.BUCKET: ["", "0", "1", "5"],
    Dimension.OUTCOME: ["", *(one.value for one in list(Outcome)[:4])],
}


@dataclass(frozen=True)
class Held:
    """What a question is asked of: rows of each kind, a reader's scope, filters, a grouping."""

    rows: Mapping[str, tuple[Entity, ...]]
    keys: frozenset[str]
    filters: Filters
    by: tuple[Dimension, ...]


@st.composite
def payments(draw: st.DrawFn, number: int) -> Payment:
    """What was said to be paid at a door."""
    return Payment(
        id=an_id(4_000 + number),
        portfolio_id=draw(st.sampled_from(PORTFOLIOS)).id,
        account_id=draw(st.sampled_from(ACCOUNTS)).id,
        reported_at=draw(MOMENTS),
        amount_minor=draw(st.integers(1, 10**9)),
        currency=draw(st.sampled_from(["COP", "MXN"])),
        paid_on=draw(DAYS),
        visit_id=draw(st.none() | st.just(an_id(1_000))),
        agent_id=draw(st.sampled_from([None, *(one.id for one in AGENTS)])),
    )


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Days with and without ends, values of some dimensions, first attempts."""
    span = sorted(draw(st.tuples(st.dates(FIRST, LAST), st.dates(FIRST, LAST))))
    ends = draw(st.tuples(st.booleans(), st.booleans()))
    held = {}
    for one in draw(st.lists(st.sampled_from(HELD), max_size=2, unique=True)):
        chosen = st.lists(st.sampled_from(VALUES[one]), min_size=1, max_size=3, unique=True)
        held[one] = tuple(draw(chosen))
    return Filters(
        period=Period.CUSTOM,
        from_on=span[0] if ends[0] else None,
        to_on=span[1] if ends[1] else None,
        held=held,
        first_attempts=draw(st.booleans()),
    )


@st.composite
def worlds(draw: st.DrawFn) -> Held:
    """Rows of every kind that numbers are of."""
    made = (("visit", visits, 12), ("promise", promises, 6), ("payment", payments, 6))
    rows: dict[str, tuple[Entity, ...]] = {}
    for name, one, most in (*made, ("bank_payment", bank_payments, 6)):
        count = draw(st.integers(0, most))
        rows[name] = draw(st.tuples(*(one(number=n) for n in range(count))))
    mine = [EVERYTHING, key_of("portfolio", PORTFOLIOS[0].id)]
    return Held(
        rows=rows,
        keys=frozenset({draw(st.sampled_from(mine))}),
        filters=draw(filters()),
        by=draw(st.lists(st.sampled_from(Dimension), max_size=3, unique=True).map(tuple)),
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Engine]:
    """The server's tables, with what rows name and none of them yet."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        agents = [replace(one, code=f"AG-{n}") for n, one in enumerate(AGENTS)]
        accounts = [replace(one, number=f"A{n}") for n, one in enumerate(ACCOUNTS)]
        for held in (PORTFOLIOS, ADDRESSES, agents, accounts):
            put(connection, held)
    yield engine
    engine.dispose()


def put(connection: Connection, held: Sequence[Entity]) -> None:
    """Rows of one kind, as the server keeps them."""
    if not held:
        return
    kind = DECLARED[next(name for name, one in KINDS.items() if type(held[0]) is one)]
    folded = {folded_name(one): one.fields[0] for one in kind.unique if one.folded}
    rows = [
        {
            **values_of(one),
            **{name: getattr(one, field).casefold() for name, field in folded.items()},
            "version": 1,
        }
        for one in held
    ]
    connection.execute(insert(TABLES[kind.name]), rows)


class Books:
    """A world in the database, and its questions."""

    def __init__(self, connection: Connection, held: Held, metric: Metric) -> None:
        self.connection, self.held, self.metric = connection, held, metric
        filters = held.filters
        if metric.rows != "visit":
            filters = replace(filters, first_attempts=False)
        span = filters.span(NOW.date())
        self.where = filters.condition(metric, span)
        self.pairs = pairs_of(filters, span)
        self.source = ServerSource(
            connection, held.keys, now=NOW, zone="America/Bogota", locale="es"
        )

    def groups(self) -> dict[tuple[Shown, ...], Tally]:
        """What the source counts of each group."""
        return groups_of(self.source, self.metric, self.held.by, self.where)

    def rows(self, group: tuple[Shown, ...] | None = None) -> list[Entity]:
        """The rows behind a number, of a group or of all, as a program asks for them page by page;
        they are as many as it says.
        """
        own = [] if group is None else list(zip(self.held.by, group, strict=True))
        names = {one.value for one, _ in own}
        pairs = [pair for pair in self.pairs if pair[0] not in names]
        pairs += [(one.value, str(value)) for one, value in own]
        question = asked(self.metric.key, pairs)
        made: list[str] = []
        after: str | None = ""
        count = 0
        while after is not None:
            page = rows_of(self.connection, question, self.held.keys, after, 5)
            made += [str(one["id"]) for one in page.items]
            after, count = page.next, page.count
        assert len(made) == len(set(made)) == count
        table = TABLES[self.metric.rows]
        found = self.connection.execute(select(table).where(table.c.id.in_(made)))
        return [entity_of(KINDS[self.metric.rows], row) for row in found]

    def opened(self, group: tuple[Shown, ...]) -> int | None:
        """How many rows a list shows that a figure opens; None: there is no such list."""
        key, by = self.metric.key, self.held.by
        behind = Behind(metric=key, pairs=self.pairs, by=by, groups=(group,))
        panel = Panel(key=key, chart=Table(columns=(), rows=((),)), behind=behind)
        found = rows_behind(panel, (0, 0), "Una cifra")
        if found is None:
            return None
        number = read_number(found[1]["number"], self.metric.rows)
        assert isinstance(number, NumberRows)
        facts = facts_of(self.connection, TABLES, self.metric.rows, terms_of(number.rows))
        mine = self.source.within(self.metric.rows)
        counted = select(func.count()).select_from(facts.origin)
        return self.connection.scalar(counted.where(condition(number.rows, facts), mine))


LAWS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
METRIC = st.sampled_from(list(METRICS.values()))


@LAWS
@given(worlds(), METRIC)
def test_a_total_is_of_the_union_and_its_rows_reproduce_it(
    server: Engine, held: Held, metric: Metric
) -> None:
    with server.connect() as connection, connection.begin() as transaction:
        for made in held.rows.values():
            put(connection, made)
        books = Books(connection, held, metric)
        groups = books.groups()
        whole = whole_of(books.source, metric, books.where)
        assert reduce(add, groups.values(), Tally()) == whole  # law 1
        by = ",".join(one.value for one in held.by)
        question = asked(metric.key, (*books.pairs, ("by", by)))
        said = answer(connection, question, held.keys, NOW, "es")
        assert said.total == total_of(metric, whole)
        assert tally_of(metric, books.rows()) == whole  # law 2, of all
        for group, tally in list(groups.items())[:MOST_CELLS]:  # law 2, of a cell
            rows = books.rows(group)
            assert len(rows) == tally.n
            assert tally_of(metric, rows) == tally
            assert books.opened(group) == (None if metric.rows == "payment" else tally.n)
            check_clocks(metric, rows, dict(zip(held.by, group, strict=True)))
        transaction.rollback()


def check_clocks(metric: Metric, rows: Sequence[Entity], group: Mapping[Dimension, Shown]) -> None:
    """A cell's rows lie within its day and hour as the clock at their address shows it."""
    dated = metric.dated
    if metric.rows != "visit" or not isinstance(dated, Clock):
        return
    for one in rows:
        assert isinstance(one, Visit)
        own = next(p.time_zone for p in PORTFOLIOS if p.id == one.portfolio_id)
        zone = ZoneInfo(ZONES.get(one.address_id, own))
        clock = shown_at(None if one.ended_at is None else one.ended_at.astimezone(zone))
        assert {name: value for name, value in group.items() if name in clock} == {
            name: value for name, value in clock.items() if name in group
        }


def shown_at(local: datetime | None) -> Mapping[Dimension, Shown]:
    """What a clock shows; of no moment nothing."""
    return {
        Dimension.DAY: local.date().isoformat() if local else "",
        Dimension.MONTH: f"{local:%Y-%m}" if local else "",
        Dimension.WEEKDAY: local.weekday() if local else "",
        Dimension.HOUR: local.hour if local else "",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no zone from its environment")
@pytest.mark.parametrize("zone", FAR_ZONES)
def test_the_laws_hold_on_a_machine_of_any_zone(zone: str) -> None:
    """Law 3, from the first import on."""
    root = Path(__file__).parents[3]
    own = [str(Path(__file__)), "-k", "union", str(root / "tests" / "kobra_domain" / "metrics")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    variables = {**os.environ, "TZ": zone, "KOBRA_LAW_EXAMPLES": "12"}
    done = subprocess.run(
        [*command, *own], cwd=root, env=variables, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout
