"""Reports over HTTP: the same charts as on a desk, of the reader's scope alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from field_api.database import Database
from kobra_domain.charts.spec import Figure, HeatMap, PlaceMap, Table
from kobra_domain.reports.custom.things import Block, SavedReport
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.report import Report, report_of
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from kobra_records.json_form import body
from tests.field_api.servers import Client
from tests.field_api.world import World, creation, edit, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
NINE = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # Wednesday 9:30 in Bogotá
DAYS = {"from": "2026-11-01", "to": "2026-12-01"}


def report(client: Client, key: str, **params: str) -> Report:
    answer = client.get(f"/api/v1/reports/{key}", params={**DAYS, **params})
    assert answer.status_code == 200, answer.text
    return report_of(answer.json())


def test_hours_are_of_the_reader_s_scope(database: Database, world: World, sign_in: SignIn) -> None:
    for room in (world.north, world.south):
        visits = [
            room.visit(
                state=VisitState.COMPLETED,
                outcome=Outcome.PROMISE if n < 6 else Outcome.NO_CONTACT,
                ended_at=NINE + timedelta(minutes=n),
                planned_on=NINE.date(),
                agent_id=room.agent.id,
            )
            for n in range(12)
        ]
        write(database, *visits)
    mine = report(sign_in("supervisor"), "hours", measure="rpc_rate")
    panel = mine.panels[0]
    assert isinstance(panel.chart, HeatMap)
    figure = panel.chart.cells[2][9]
    assert (figure.value, figure.n) == (0.5, 12)
    assert panel.notes[0].startswith("12 intentos en 1 domicilio. ")
    assert mine.about == "1 nov – 30 nov 2026"
    assert panel.behind is not None
    assert panel.behind.groups[2 * 24 + 9] == (2, 9)


def test_zones_are_where_their_doors_are_on_average(
    database: Database, world: World, sign_in: SignIn
) -> None:
    own = world.north
    doors = [
        replace(own.address, id=new_id(), neighbourhood="Centro", municipality="Cali", lat=lat,
                lon=lon)
        for lat, lon in ((3.4, -76.5), (3.6, -76.7), (None, None))
    ]  # fmt: skip
    visit = own.visit(state=VisitState.COMPLETED, ended_at=NINE, planned_on=NINE.date())
    made = [replace(visit, id=new_id(), address_id=one.id) for one in doors]
    write(database, *doors, *made)
    panels = {one.key: one for one in report(sign_in("supervisor"), "hours").panels}
    chart = panels["zones_map"].chart
    assert isinstance(chart, PlaceMap)
    centre = next(one for one in chart.places if one.name.startswith("Centro"))
    assert (centre.lat, centre.lon) == pytest.approx((3.5, -76.6))
    assert centre.figure == Figure(n=3)


def test_all_reports_are_named_and_none_breaks_where_there_is_nothing(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in("supervisor")
    named = client.get("/api/v1/reports", headers={"Accept-Language": "en"}).json()["items"]
    assert [one["key"] for one in named] == list(REPORTS)
    assert named[0]["name"] == "Contact hours"
    for key in REPORTS:
        assert report(client, key).panels


@pytest.mark.parametrize(
    ("path", "params", "status", "field"),
    [
        ("/nothing", {}, 404, "key"),
        ("/hours", {"colour": "red"}, 422, "colour"),
        ("/hours", {"period": "always"}, 422, "period"),
        ("/hours", {"bucket": "red"}, 422, "bucket"),
        ("/hours", {"from": "2026-12-02"}, 422, "to"),
    ],
)
def test_what_cannot_be_read_is_said(
    world: World,
    sign_in: SignIn,
    path: str,
    params: dict[str, str],
    status: int,
    field: str,
) -> None:
    client = sign_in("supervisor")
    answer = client.get(f"/api/v1/reports{path}", params={**DAYS, **params})
    assert (answer.status_code, answer.json()["params"].get("field")) == (status, field)


def a_saved(**changes: Any) -> SavedReport:
    """A report of one's own, which asks for something that is not there too."""
    block = Block(measures=("done", "applause"), dimensions=("team", "colour"))
    made = SavedReport(id=new_id(), name="Mi semana", owner_id=new_id(), blocks=(block,))
    return replace(made, **changes)


def test_a_saved_report_is_its_owners_and_its_teams(
    database: Database, world: World, sign_in: SignIn
) -> None:
    write(database, world.north.visit(state=VisitState.COMPLETED, ended_at=NINE))
    mine, other, saved = sign_in("supervisor"), sign_in("viewer"), a_saved()
    [made] = mine.operate(creation(saved, "saved_report.create"))
    assert made["body"]["owner_id"] == world.users["supervisor"].id
    path = f"/api/v1/reports/{saved.id}"
    assert [one.get(path).status_code for one in (mine, other)] == [200, 404]
    given = edit(saved.id, "saved_report.edit", team_id=(None, world.north.team.id))
    assert [one["status"] for one in mine.operate(given)] == ["applied"]
    shown = report(other, saved.id)
    assert (shown.title, len(shown.panels[0].notes)) == ("Mi semana", 2)
    [refused] = other.operate(edit(saved.id, "saved_report.edit", name=("Mi semana", "Suyo")))
    assert (refused["status"], refused["code"]) == ("rejected", "not_own_report")
    [gone] = mine.operate(edit(saved.id, "saved_report.edit", is_active=(True, False)))
    assert (gone["status"], mine.get(path).status_code) == ("applied", 404)


def test_a_report_is_built_while_it_is_put_together(
    database: Database, world: World, sign_in: SignIn
) -> None:
    write(database, world.north.visit(state=VisitState.COMPLETED, ended_at=NINE))
    client, saved = sign_in("supervisor"), a_saved()
    answer = client.post("/api/v1/reports/design", json=body(saved), params=DAYS)
    assert answer.status_code == 200, answer.text
    [panel] = report_of(answer.json()).panels
    assert isinstance(panel.chart, Table)
    many = body(replace(saved, blocks=saved.blocks * 30))
    refused = client.post("/api/v1/reports/design", json=many)
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many")
