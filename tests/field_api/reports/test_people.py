"""How many people there are behind the groups of a number: each once, however often met."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import ColumnElement, true

from field_api.database import Database
from field_api.tables.replicated import TABLES
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import EVERY
from kobra_domain.reports.aggregates import People
from kobra_records.sql.people import people
from tests.field_api.reports.test_links import NINE, visits
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines


def counted(database: Database, *by: Dimension) -> People:
    within: list[ColumnElement[bool]] = [true()]
    with database.read() as connection:
        return people(connection, TABLES, METRICS["done"], EVERY, by, within)


def test_each_person_counts_once_in_each_group(database: Database, world: World) -> None:
    """Three people on two days of one month, two of another portfolio in the next."""
    again = visits(world.north, 3, 2)
    met = [one for one in again if hasattr(one, "ended_at")]
    later = [
        world.north.visit(
            party_id=one.party_id,
            state=one.state,
            outcome=one.outcome,
            ended_at=one.ended_at + timedelta(days=1),
            planned_on=one.planned_on,
            agent_id=one.agent_id,
        )
        for one in met
    ]
    south = visits(world.south, 2, 1, NINE + timedelta(days=14))
    write(database, *again, *later, *south)
    assert counted(database) == People({(): 5}, 5)
    assert counted(database, Dimension.MONTH).groups == {("2026-02",): 3, ("2026-03",): 2}
    assert counted(database, Dimension.WEEKDAY).groups == {(2,): 5, (3,): 3}
    by_portfolio = counted(database, Dimension.PORTFOLIO).groups
    assert by_portfolio == {(world.north.portfolio.id,): 3, (world.south.portfolio.id,): 2}
    both = counted(database, Dimension.PORTFOLIO, Dimension.WEEK).groups
    assert both[world.north.portfolio.id, "2026-02-23"] == 3
