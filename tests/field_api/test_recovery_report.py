"""«Recuperación» over HTTP: of the reader's scope, with its goals, and the same for a month that is
over whatever accounts become.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import update

from field_api.database import Database
from field_api.tables.replicated import TABLES
from kobra_domain.charts.spec import BarChart, Matrix, Table
from kobra_domain.goals import Goal, goal_id
from kobra_domain.reports.report import Panel, report_of
from tests.field_api.money.made import paid
from tests.field_api.servers import Client
from tests.field_api.test_recovery_books import FEBRUARY, JANUARY, Stood, an_account, keep
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
MONTH = {"from": "2026-02-01", "to": "2026-03-01"}


def panels(client: Client, **params: str) -> dict[str, Panel]:
    answer = client.get("/api/v1/reports/recovery", params={**MONTH, **params})
    assert answer.status_code == 200, answer.text
    return {one.key: one for one in report_of(answer.json()).panels}


@pytest.fixture
def lived(database: Database, world: World) -> None:
    """A lot of two accounts at two cortes, what came in of them, and the team's goal."""
    side, first = world.north, date(2026, 2, 1)
    of = {"lot": "L1", "assigned_on": date(2026, 1, 20), "originated_on": date(2025, 6, 1)}
    one, other = (
        an_account(side, n, principal_minor=10_000_00, agent_id=side.agent.id, **of)
        for n in range(2)
    )
    write(database, one, other)
    stood = [
        Stood(one, JANUARY, 20, 1_000_00, 100_00),
        Stood(one, FEBRUARY, 45, 1_100_00, 200_00),
        Stood(other, JANUARY, 20, 3_000_00, 300_00),
        Stood(other, FEBRUARY, 5, 2_900_00, 100_00),
    ]
    keep(database, side.portfolio, *stood)
    goal = Goal(
        id=goal_id(first, "COP", team_id=side.team.id),
        month_on=first,
        currency="COP",
        team_id=side.team.id,
        amount_minor=400_00,
    )
    write(
        database,
        paid(side, 60_00, value_on=date(2026, 2, 3), account_id=one.id),
        paid(side, 140_00, value_on=date(2026, 2, 20), account_id=other.id),
        goal,
    )


@pytest.mark.usefixtures("lived")
def test_what_came_in_stands_against_the_goals_that_the_reader_sees(sign_in: SignIn) -> None:
    mine = panels(sign_in("supervisor"))
    chart = mine["collected.cop"].chart
    assert isinstance(chart, BarChart)
    assert chart.title == "Entraron $ 200 COP, el 50 % de la meta"
    roll, buckets = mine["roll.cop"].chart, mine["buckets.cop"].chart
    assert isinstance(roll, Matrix)
    assert roll.title == "De lo vencido mejoró el 75 % y empeoró el 25 %"
    assert isinstance(buckets, Table)
    assert buckets.title == "De lo vencido al empezar volvió el 50 %"
    assert mine["lots.cop"].chart is not None
    assert mine["vintages.cop"].chart is not None
    others = panels(sign_in("stranger"))
    assert others["collected.cop"].chart is None


@pytest.mark.usefixtures("lived")
def test_a_month_that_is_over_comes_out_the_same_after_later_edits_of_accounts(
    database: Database, sign_in: SignIn
) -> None:
    client = sign_in("supervisor")
    before = panels(client)
    with database.begin() as connection:
        later = {"days_past_due": 400, "overdue_minor": 1, "balance_minor": 2, "agent_id": None}
        connection.execute(update(TABLES["account"]).values(later))
    assert panels(client) == before
