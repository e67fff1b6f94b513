"""Last night's file of the invented city's bank, by the command line and over HTTP, on one server:
taken, placed, in a replica, visited by a phone, paid by the next file, taken back.

Costs the building of the city: nothing smaller has a real file, its doors and people. Its streets
are read as a client brings them, for drawing a map of them all takes as long again
(`tests/field_api/simulator/test_known_places.py` reads that).
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from field_api import command_line
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.phones.enrolment import enrol
from field_api.places.streets import load_streets
from field_api.places.waiting import place_waiting
from field_api.simulator.city import City
from field_api.simulator.city_plan import CITY_NAME
from field_api.simulator.ground import Road
from field_api.simulator.nightly_files import ENCODING, NEW_PEOPLE, write_files
from field_api.simulator.plane import degrees_of
from field_api.simulator.questionnaires import FORM, published
from field_api.simulator.script import Script
from field_api.simulator.settlement import settle
from field_api.simulator.verbs import SUPERVISOR
from field_api.tables.replicated import accounts, addresses, visits
from kobra_domain.places import PLACED
from kobra_domain.portfolios import Account, AccountState, Address
from kobra_domain.visits import Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.imports.made import dangling
from tests.field_api.imports.test_routes import API, bring, settled
from tests.field_api.servers import NOW, Client, Running
from tests.field_api.submissions.phone import Phone, form
from tests.system.station import PASSWORD, station


def _imported(server: Running, portfolio: str, file: Path, *more: str) -> list[str]:
    where = ("--database-url", server.settings.database_url)
    folder = ("--data-folder", str(server.settings.data_folder))
    return [*("portfolio", "import"), *where, *folder, "--portfolio", portfolio, *more, str(file)]


def _streets(city: City, folder: Path) -> Path:
    """The city's streets, a line each, with their names."""

    def line(road: Road) -> dict[str, Any]:
        points = degrees_of(np.asarray(road.line.coords)[:, :2])[:, ::-1].tolist()
        return {
            "type": "Feature",
            "properties": {"name": road.name},
            "geometry": {"type": "LineString", "coordinates": points},
        }

    named = [line(road) for road in city.roads if road.name]
    path = folder / "calles.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": named}), "utf-8")
    return path


def _held(server: Running, number: str) -> tuple[Account, Address, list[Visit]]:
    """A credit as the server has it: the account, its holder's door, the visits to it."""
    with server.database.read() as connection:
        (account,) = entities(connection, Account, accounts.c.number == number)
        party_id = account.parties[0].party_id
        (home,) = entities(connection, Address, addresses.c.party_id == party_id)
        planned = entities(connection, Visit, visits.c.party_id == party_id)
    return account, home, planned


def _planned(server: Running, number: str, agent_id: str) -> Visit:
    """A visit to a new person, on the phone of an agent."""
    account, home, _ = _held(server, number)
    visit = Visit(
        id=new_id(),
        portfolio_id=account.portfolio_id,
        party_id=home.party_id,
        address_id=home.id,
        account_ids=(account.id,),
        created_at=NOW,
        state=VisitState.ON_PHONE,
        agent_id=agent_id,
        planned_on=NOW.date(),
        assigned_at=NOW,
        on_phone_at=NOW,
    )
    with server.database.begin() as connection:
        record_all(connection, [(visit, None)], at=NOW)
    return visit


def test_last_nights_file_from_the_bank_to_the_door_and_back(
    server: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Script(now=NOW, agents=2, parties=60, days=1, trail_days=0)
    settle(server.database, script, PASSWORD)
    load_streets(server.database, _streets(script.city, tmp_path), CITY_NAME, NOW)
    bank, agent = script.world.portfolios[0], script.world.agents[0]
    files = write_files(script, tmp_path / "night")

    def told(*words: str) -> dict[str, Any]:
        assert command_line.main([*words]) == 0
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    tried = told(*_imported(server, bank.name, files.accounts, "--dry-run", "--json"))
    taken = told(*_imported(server, bank.name, files.accounts, "--json"))
    for fate in ("new", "changed", "same", "refused", "absent"):
        assert tried[fate] == taken[fate], fate
    assert (taken["new"], taken["refused"]) == (NEW_PEOPLE, 3)
    assert taken["detected"]["encoding"] == ENCODING
    again = told(*_imported(server, bank.name, files.accounts, "--json"))
    assert (again["new"], again["changed"]) == (0, 0)

    place_waiting(server.database, NOW)
    new = [f"MC-{900_001 + number}" for number in range(NEW_PEOPLE)]
    placed = [number for number in new if _held(server, number)[1].geocode_quality in PLACED]
    assert len(placed) > NEW_PEOPLE / 2
    visited, settled_one = placed[:2]
    seen, waiting = (_planned(server, number, agent.id) for number in (visited, settled_one))

    with server.database.begin() as connection:
        link = enrol(connection, agent.id, server.base, NOW)
    version = next(one for one in published(script) if one.questionnaire.form_id == FORM).versions[
        -1
    ]
    ended = (NOW - timedelta(minutes=2)).isoformat()
    answers = {"visita": seen.id, "motivo_no_realizada": "no_access", "end": ended}
    sent = form(answers, form_id=FORM, version=version.form_version)
    assert Phone(server.base, link.openrosa_url.rpartition("/")[2]).post(sent).status_code in (
        201,
        202,
    )
    assert _held(server, visited)[2][0].state is VisitState.NOT_COMPLETED

    with station(server, tmp_path, SUPERVISOR) as desktop:
        desktop.sync()
        assert desktop.visit(seen.id).state is VisitState.NOT_COMPLETED
        assert desktop.visit(waiting.id).state is VisitState.ON_PHONE
        client = Client(server.base).sign_in(SUPERVISOR, PASSWORD)
        lines = files.accounts.read_bytes().decode(ENCODING).splitlines()
        row = next(line for line in lines if line.startswith(settled_one))
        next_night = f"{lines[0]};Estado\r\n{row};PAGADA\r\n".encode(ENCODING)
        ready = bring(client, bank.id, next_night)
        assert ready["fates"]["changed"] == 1
        assert ready["visits"] == 1
        client.post(f"{API}/{ready['item']['id']}/commit", json={})
        assert settled(client, ready["item"]["id"])["item"]["state"] == "committed"
        desktop.sync()
        assert desktop.visit(waiting.id).state is VisitState.CANCELLED

        client.post(f"{API}/{ready['item']['id']}/undo", json={})
        assert settled(client, ready["item"]["id"])["item"]["state"] == "undone"
        preview = client.post(f"{API}/{taken['id']}/undo/preview").json()
        assert [one["id"] for one in preview["visits"]] == [waiting.id]
        client.post(f"{API}/{taken['id']}/undo", json={})
        assert settled(client, taken["id"])["item"]["state"] == "undone"
        numbers = {
            body["number"] for (kind, _), body in client.pull().put.items() if kind == "account"
        }
        # Whom a visit was made or planned for stays, that nobody's history names who is gone.
        assert set(new) & numbers == {visited, settled_one}
        assert _held(server, visited)[0].state is AccountState.ACTIVE
        assert _held(server, settled_one)[0].state is AccountState.WITHDRAWN
        assert dangling(server.database) == []
        desktop.sync()
        assert desktop.visit(waiting.id).state is VisitState.CANCELLED
        known = {account.number for account in script.world.accounts}
        assert known <= numbers
