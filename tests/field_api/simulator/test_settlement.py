"""The city's past in a real database of each engine, and the verbs of the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from field_api import command_line
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.simulator.history import History
from field_api.simulator.script import Script, next_working_day, read_script
from field_api.simulator.settlement import settle
from field_api.tables.money import account_snapshots, cuts
from field_api.tables.positions import latest, positions
from field_api.tables.replicated import accounts, bank_payments, visits
from kobra_domain.agent_days import AgentDay
from kobra_domain.dues import BankPayment
from kobra_domain.goals import Goal
from kobra_domain.portfolios import Account
from kobra_domain.visits import OPEN_STATES, Visit, VisitState

PASSWORD = "villa ambar de prueba"


@pytest.fixture(scope="module")
def small(script: Script) -> Script:
    return Script(now=script.now, agents=3, parties=60, days=3, trail_days=2)


@pytest.mark.both_engines
def test_world_and_past_are_written_as_they_were_made(database: Database, small: Script) -> None:
    done = settle(database, small, PASSWORD)
    made = [day for date in History(small).days() for day in date]
    with database.read() as connection:
        stored = {
            visit.id: visit for visit in entities(connection, Visit, visits.c.id.is_not(None))
        }
        counted = connection.execute(
            select(positions.c.agent_id, func.count()).group_by(positions.c.agent_id)
        )
        trail: dict[str, int] = {row[0]: row[1] for row in counted}
        known = connection.scalars(select(latest.c.agent_id)).all()
    assert len(stored) == done.visits
    for day in made:
        for visit in day.visits:
            assert stored[visit.id] == visit
    assert sum(trail.values()) == done.positions
    assert set(trail) == set(known) == {agent.id for agent in small.world.agents}


@pytest.mark.both_engines
def test_open_visits_are_of_today_or_later(database: Database, small: Script) -> None:
    settle(database, small, PASSWORD)
    with database.read() as connection:
        stored = entities(connection, Visit, visits.c.state.in_(OPEN_STATES))
    assert {visit.state for visit in stored} >= {VisitState.ASSIGNED, VisitState.ON_PHONE}
    for visit in stored:
        assert visit.planned_on is None or visit.planned_on >= small.world.today


def test_month_ends_and_money_are_kept(database: Database, small: Script) -> None:
    settle(database, small, PASSWORD)
    with database.read() as connection:
        kept = connection.execute(select(account_snapshots)).all()
        lines = connection.execute(select(cuts)).all()
        paid = entities(connection, BankPayment, bank_payments.c.id.is_not(None))
        given = entities(connection, Account, accounts.c.agent_id.is_not(None))
        goals = entities(connection, Goal)
        days = entities(connection, AgentDay)
    assert len({row.cut_on for row in lines}) == 12
    assert sum(row.accounts for row in lines) == len(kept)
    last_on = max(row.cut_on for row in lines)
    assert {row.cut_on for row in lines if row.closed_at is None} == {last_on}
    assert {row.portfolio_id for row in lines} == {p.id for p in small.world.portfolios}
    assert {account.agent_id for account in given} == {agent.id for agent in small.world.agents}
    assert any(one.account_id is None for one in paid)
    of_all = [one for one in goals if one.agent_id is None and one.team_id is None]
    assert len({one.month_on for one in of_all if one.amount_minor}) >= 12
    assert {one.agent_id for one in days if one.distance_m} == {a.id for a in small.world.agents}
    assert {row.account_id for row in kept} <= {account.id for account in small.world.accounts}


def test_a_script_survives_its_file(small: Script, tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    path.write_text(small.to_json())
    assert read_script(path) == small
    for text in ("", "{}", "[1]", '{"now": "yesterday"}'):
        path.write_text(text)
        with pytest.raises(ValueError, match=r"script|Invalid isoformat"):
            read_script(path)


def test_the_next_working_day_is_no_sunday_and_no_holiday() -> None:
    saturday = datetime(2026, 11, 14, tzinfo=UTC).date()
    assert next_working_day(saturday).isoformat() == "2026-11-17"  # Monday is a holiday


def test_the_seed_verb_fills_an_empty_database_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", PASSWORD)
    words = [
        *("seed", "--database-url", f"sqlite:///{tmp_path / 'city.db'}"),
        *("--data-folder", str(tmp_path / "data"), "--script", str(tmp_path / "script.json")),
        *("--agents", "2", "--parties", "40", "--days", "2", "--trail-days", "1"),
    ]
    assert command_line.main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["supervisor"] == "supervisora@villa-ambar.example"
    assert told["visits"] > 0
    assert (tmp_path / "data" / "basemap.pmtiles").exists()
    assert read_script(tmp_path / "script.json").agents == 2
    assert command_line.main(words) == 2
    assert "empty" in capsys.readouterr().err


def test_simulate_says_when_there_is_no_server(
    small: Script,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", PASSWORD)
    path = tmp_path / "script.json"
    path.write_text(small.to_json())
    words = ["simulate", "--server", "http://127.0.0.1:9", "--script", str(path)]
    assert command_line.main(words) == 2
    assert "127.0.0.1:9" in capsys.readouterr().err
