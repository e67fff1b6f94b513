"""A report is the same wherever it is built: over what a desktop has synced, and by the server."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from field_api.change_log.record import record_all
from kobra_desktop.api.reports import server_report
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.queries.reports import Asker, local_report, narrowed
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.report import Report
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_phone_id
from tests.field_api.servers import NOW, Running
from tests.system.conftest import LUIS, Field
from tests.system.station import Station, station


@pytest.fixture
def lived(server: Running, city: Field) -> Field:
    """Some weeks of visits of both portfolios, by both agents, on both sides of midnight."""
    outcomes = (Outcome.PROMISE, Outcome.NO_CONTACT, Outcome.CONTACT_HOLDER, Outcome.NO_CONTACT)
    made: list[Visit] = []
    for n in range(240):
        first = city.visits[n % len(city.visits)]
        at = NOW - timedelta(hours=7 * n + n % 5)
        made.append(
            replace(
                first,
                id=new_phone_id(),
                state=VisitState.COMPLETED,
                outcome=outcomes[n % 4],
                verdict=Verdict.AT_ADDRESS if n % 3 else Verdict.AWAY,
                agent_id=(city.ana if n % 2 else city.bea).id,
                planned_on=at.date(),
                ended_at=at,
            )
        )
    nobodys = replace(made[-1], id=new_phone_id(), agent_id=None)
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in (*made, nobodys)], at=NOW)
    return city


def here(
    desktop: Station, key: str, filters: Filters, today: date, reach: Reach = EVERYTHING
) -> Report:
    asker = Asker(reach=reach, today=today, when="", locale="es")
    return local_report(desktop.replica, REPORTS[key], filters, asker)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_both_sides_build_the_same_reports(server: Running, lived: Field, tmp_path: Path) -> None:
    """Also held to a portfolio, a team and an agent, and compared with another period."""
    asked = [
        Filters(),
        Filters(period=Period.LAST_30, against=Against.PERIOD_BEFORE),
        Filters(held={Dimension.PORTFOLIO: (lived.micro.id,)}, first_attempts=True),
        Filters(
            held={Dimension.TEAM: (lived.north.id,)},
            against=Against.TEAM,
            against_team=lived.south.id,
        ),
        Filters(held={Dimension.AGENT: (lived.bea.id,), Dimension.OUTCOME: ("promise",)}),
    ]
    with station(server, tmp_path, LUIS) as desktop:
        desktop.sync()
        for key, kind in REPORTS.items():
            for filters in asked if not kind.needs_server else ():
                there = server_report(desktop.api, key, filters)
                assert same(here(desktop, key, filters, _today(desktop)), there) == [], key


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_both_sides_keep_to_the_scope_alike(server: Running, lived: Field, tmp_path: Path) -> None:
    """What is nobody's is no team's, and of a team or a portfolio beyond it there is nothing."""
    north = Reach(team_ids=frozenset({lived.north.id}))
    micro = Reach(portfolio_ids=frozenset({lived.micro.id}))
    south = Filters(held={Dimension.TEAM: (lived.south.id,)})
    asked = [
        (north, Filters()),
        (north, south),
        (north, Filters(against=Against.TEAM, against_team=lived.south.id)),
        (micro, Filters(held={Dimension.PORTFOLIO: (lived.other.id,)})),
        (replace(north, portfolio_ids=micro.portfolio_ids), Filters()),
    ]
    with station(server, tmp_path, LUIS) as desktop:
        desktop.sync()
        today = _today(desktop)
        for key, kind in REPORTS.items():
            for reach, filters in asked if not kind.needs_server else ():
                there = server_report(desktop.api, key, narrowed(filters, reach))
                assert same(here(desktop, key, filters, today, reach), there) == [], key
        nothing = here(desktop, "agents", south, today, north)
    assert nothing.about.endswith("Equipo fuera de tu alcance")
    assert nothing.panels[0].chart is None


def _today(desktop: Station) -> date:
    return NOW.astimezone(ZoneInfo(desktop.user.time_zone)).date()


def same(one: Report, other: Report) -> list[str]:
    """What differs, but for how fresh each is."""
    found = [] if one.about == other.about else [f"{one.about} / {other.about}"]
    if [panel.key for panel in one.panels] != [panel.key for panel in other.panels]:
        return [*found, "panels"]
    for mine, its in zip(one.panels, other.panels, strict=True):
        if plain(mine.chart) != plain(its.chart) or mine.notes != its.notes:
            found.append(f"{mine.key}: {mine.notes} / {its.notes}")
    return found


def plain(chart: object) -> object:
    """A chart without up to when its data go."""
    return None if chart is None else replace(chart, cut_off="")  # type: ignore[type-var]
