"""Gestores, Promesas and Cumplimiento over the server's own rows: of the reader's scope, and who
looked at trails beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from field_api.auth.audit import TRAIL_VIEW, note
from field_api.database import Database
from kobra_domain.charts.spec import BarChart, Figure, Table
from kobra_domain.contacts import Petition, PetitionKind
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.reports.report import Panel, Report, report_of
from kobra_domain.visits import Outcome, Verdict, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import Client
from tests.field_api.world import Side, World, write
from tests.kobra_domain.things import an_exception, weekly

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
NINE = datetime(2026, 11, 18, 14, tzinfo=UTC)  # Wednesday 9:00 in Bogotá
LATE = NINE + timedelta(hours=12)


def report(client: Client, key: str) -> Report:
    days = {"from": "2026-11-01", "to": "2026-12-01"}
    answer = client.get(f"/api/v1/reports/{key}", params=days)
    assert answer.status_code == 200, answer.text
    return report_of(answer.json())


def panel_of(made: Report, key: str) -> Panel:
    return next(one for one in made.panels if one.key == key)


def worked(database: Database, side: Side) -> None:
    """Four visits, the last of them late as was agreed, two promises of them and a complaint."""
    party = replace(
        side.party,
        id=new_id(),
        hours_exceptions=(an_exception(weekly(time(19), time(22), 0, 1, 2, 3, 4)),),
    )
    visits = [
        side.visit(
            party_id=party.id,
            state=VisitState.COMPLETED,
            outcome=Outcome.PROMISE,
            verdict=Verdict.AT_ADDRESS if n else Verdict.AWAY,
            ended_at=LATE if n == 3 else NINE + timedelta(minutes=30 * n),
            planned_on=NINE.date(),
            position=n,
            agent_id=side.agent.id,
        )
        for n in range(4)
    ]
    promises = [
        Promise(
            id=new_id(), portfolio_id=side.portfolio.id, account_id=side.account.id, made_at=NINE,
            amount_minor=100_000, currency="COP", due_on=date(2026, 11, 20 + n),
            visit_id=visits[n].id, agent_id=side.agent.id, state=state,
        )
        for n, state in enumerate((PromiseState.KEPT, PromiseState.BROKEN))
    ]  # fmt: skip
    complaint = Petition(
        id=new_id(), portfolio_id=side.portfolio.id, party_id=party.id,
        kind=PetitionKind.COMPLAINT, text="Vinieron de noche", received_at=LATE,
        due_on=date(2099, 1, 1),
    )  # fmt: skip
    write(database, party, *visits, *promises, complaint)


def test_they_are_of_the_reader_s_scope(database: Database, world: World, sign_in: SignIn) -> None:
    worked(database, world.north)
    worked(database, world.south)
    client = sign_in("supervisor")
    agents = panel_of(report(client, "agents"), "table").chart
    assert isinstance(agents, Table)
    assert [row[0] for row in agents.rows] == ["Gestor Norte"]
    days, planned, done, verified, share, order, pace = agents.total[1:]
    assert (days, planned, done) == (Figure(1), Figure(4, n=4), Figure(4, n=4))
    assert verified == Figure(3, n=3)
    assert isinstance(share, Figure)
    assert isinstance(order, Figure)
    assert (share.value, order.value, pace) == (0.75, 1, Figure(1_800, n=3))
    promises = panel_of(report(client, "promises"), "agent-COP").chart
    assert isinstance(promises, Table)
    kept = promises.total[3]
    assert isinstance(kept, Figure)
    assert (kept.value, kept.n) == (0.5, 2)
    made = report(client, "compliance")
    late = panel_of(made, "outside").chart
    assert isinstance(late, BarChart)
    assert late.title == "1 visita fuera del horario general, a pedido de la persona"
    signed = panel_of(made, "signed").chart
    assert isinstance(signed, BarChart)
    assert [one.values[0].value for one in signed.series] == [1, 0]
    complaints = panel_of(made, "complaints").chart
    assert isinstance(complaints, BarChart)
    assert [[one.value for one in stack.values] for stack in complaints.series] == [[0], [1], [0]]


def test_who_looked_at_the_trails_of_whom_the_reader_sees(
    database: Database, world: World, sign_in: SignIn
) -> None:
    """One who may not be seen has no name; what was looked at elsewhere or before is not told."""
    north, south = world.north.agent, world.south.agent
    looked = [
        ("supervisor", north, NINE), ("supervisor", north, LATE), ("admin", north, NINE),
        ("stranger", south, NINE), ("supervisor", north, NINE - timedelta(days=60)),
    ]  # fmt: skip
    with database.begin() as connection:
        for who, agent, at in looked:
            user_id = world.users[who].id
            subject = ("agent", agent.id)
            note(connection, at=at, user_id=user_id, act=TRAIL_VIEW, subject=subject)
    panel = panel_of(report(sign_in("supervisor"), "compliance"), "looks")
    assert isinstance(panel.chart, Table)
    assert panel.chart.title == "Las trazas se consultaron 3 veces"
    name = world.users["supervisor"].name
    assert panel.chart.rows == (
        (name, Figure(2), Figure(1), "18 nov 2026"),
        ("Otras personas", Figure(1), Figure(1), "18 nov 2026"),
    )
