"""Simulated phones against a real server: what they tell arrives, what is refused stays refused."""

import itertools
import threading
from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from pytest_httpserver import HTTPServer

from field_api.database import Database
from field_api.simulator import lenders
from field_api.simulator.api_client import ApiClient
from field_api.simulator.events import Ended, Fix
from field_api.simulator.phone import FIRST_PAUSE, Phone
from field_api.simulator.phones import SimulatedClock, enrolled, run, total
from field_api.simulator.script import Script
from field_api.simulator.settlement import settle
from field_api.simulator.stage import BASEMAP, set_stage
from field_api.simulator.troubles import CAST, TroubleKind
from field_api.submissions.logic import LogicWorker
from tests.field_api.servers import Clock, Running, running

PASSWORD = "villa ambar de prueba"
AT = datetime(2026, 11, 18, 15, 0, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def stage(
    script: Script,
    sqlite_template: Path,
    map_cache: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """A server over the city's past, its clock a quarter of an hour into the demonstration."""
    folder = tmp_path_factory.mktemp("stage")
    path = folder / "kobra.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    set_stage(database, folder / "data", script, PASSWORD, cache=map_cache)
    database.close()
    clock = Clock(script.now + timedelta(minutes=15))
    with running(f"sqlite:///{path}", folder, clock) as server:
        yield server


@pytest.fixture(scope="module")
def told(stage: Running, script: Script) -> Counter[str]:
    """A quarter of an hour of all phones, told at once."""
    worker = LogicWorker()
    phones = enrolled(stage.base, script, PASSWORD, worker)
    with requests.Session() as http:
        for phone in phones:
            phone.speak(stage.clock(), http)
            assert phone.forms is not None
            phone.forms.close()
    worker.close()
    return total(phones)


@pytest.fixture(scope="module")
def admin(stage: Running, told: Counter[str]) -> Iterator[ApiClient]:
    """The administrator, after the phones have spoken."""
    assert told
    client = ApiClient(stage.base, f"admin@{lenders.DOMAIN}", PASSWORD)
    yield client
    client.close()


@pytest.fixture(scope="module")
def changes(admin: ApiClient) -> list[dict[str, Any]]:
    """The whole feed, read once: a client that reads it again hears only of what is new."""
    return list(admin.changes())


def test_everything_that_is_due_is_taken(told: Counter[str]) -> None:
    assert told["fixes"] > 500
    assert told["heartbeats"] > 0
    assert not told["failed"]


def test_the_agents_are_where_their_phones_say(
    stage: Running, script: Script, admin: ApiClient
) -> None:
    now = stage.clock()
    placed = {item["code"]: item for item in admin.get("/agents")["items"]}
    assert len(placed) == script.agents
    for agent in script.world.agents:
        day = script.today(agent)
        assert day is not None
        fixes = [e for e in day.events() if isinstance(e, Fix) and e.sent_at <= now]
        newest = max(fixes, key=lambda fix: fix.at)
        known = placed[agent.code]
        assert (known["lat"], known["lon"]) == (newest.lat, newest.lon)
        assert datetime.fromisoformat(known["fix_time"]) == newest.at


def test_a_trail_of_the_day_has_no_hole_where_the_phones_took_over(
    stage: Running, script: Script, admin: ApiClient
) -> None:
    calm = next(a for n, a in enumerate(script.world.agents, 1) if n not in CAST)
    start = script.now - timedelta(minutes=30)
    items = admin.get(
        "/positions",
        agent=calm.code,
        **{"from": start.isoformat(), "to": stage.clock().isoformat()},
    )["items"]
    times = sorted(datetime.fromisoformat(item["fix_time"]) for item in items)
    gaps = [b - a for a, b in itertools.pairwise(times)]
    assert max(gaps) < timedelta(minutes=6)


def test_what_was_filled_in_at_the_doors_ends_the_visits(
    script: Script, told: Counter[str], changes: list[dict[str, Any]]
) -> None:
    assert told["submissions"] >= 3
    assert told["forms"] == told["visit_lists"] == script.agents
    bodies = {(c["kind"], c["id"]): c["body"] for c in changes}
    sent = [
        body
        for (kind, _), body in bodies.items()
        if kind == "submission" and body["received_at"] > script.now.isoformat()
    ]
    assert len(sent) == told["submissions"]
    for submission in sent:
        assert submission["problem"] == ""
        assert submission["is_complete"]
        visit = bodies["visit", submission["visit_id"]]
        assert visit["state"] in ("completed", "not_completed")
        if submission["verdict"] != "no_fix":  # who was not let in says no place; the arrival stays
            assert visit["verdict"] == submission["verdict"]


def test_the_call_for_help_is_an_alert(script: Script, changes: list[dict[str, Any]]) -> None:
    number = next(n for n, cast in CAST.items() if cast[0][0] is TroubleKind.SOS)
    caller = script.world.agents[number - 1]
    bodies = [c["body"] for c in changes if c["kind"] == "alert"]
    fresh = [b for b in bodies if b["kind"] == "sos" and b["state"] == "open"]
    assert [body["agent_id"] for body in fresh] == [caller.id]


def test_the_past_is_there(script: Script, admin: ApiClient) -> None:
    counts = admin.get("/changes/counts")
    assert counts["visit"] > script.agents * 3 * 5
    assert counts["agent"] == script.agents
    assert counts["alert"] > 0
    assert admin.get("/tiles")["size"] > 500_000


def test_a_supervisor_of_one_team_sees_less(stage: Running, admin: ApiClient) -> None:
    north = ApiClient(stage.base, f"supervisor.norte@{lenders.DOMAIN}", PASSWORD)
    few, all_of_them = north.get("/changes/counts"), admin.get("/changes/counts")
    north.close()
    assert 0 < few["agent"] < all_of_them["agent"]
    assert 0 < few["visit"] < all_of_them["visit"]


def test_the_map_lies_where_the_server_looks_for_it(stage: Running) -> None:
    assert (stage.settings.data_folder / BASEMAP).read_bytes()[:7] == b"PMTiles"


def test_phones_run_by_themselves_until_they_are_stopped(
    stage: Running, script: Script, admin: ApiClient
) -> None:
    stop, heard = threading.Event(), list[Counter[str]]()
    clock = SimulatedClock(stage.clock(), speed=1.0)
    before = {item["enrolled_at"] for item in admin.get("/agents")["items"]}
    stage.clock.now += timedelta(seconds=1)

    def live() -> None:
        heard.append(run(stage.base, script, PASSWORD, stop=stop, clock=clock, with_forms=False))

    running_phones = threading.Thread(target=live)
    running_phones.start()
    for _ in range(2_000):
        now = {item["enrolled_at"] for item in admin.get("/agents")["items"]}
        if now.isdisjoint(before):
            break
    stop.set()
    running_phones.join(30)
    assert now.isdisjoint(before)
    assert not running_phones.is_alive()
    assert not heard[0]["failed"]


def test_phones_that_were_enrolled_by_the_seed_need_no_new_token(
    sqlite_url: str, tmp_path: Path, script: Script
) -> None:
    small = Script(now=script.now, agents=2, parties=40, days=0, phone_key="a key of this test")
    database = Database(sqlite_url)
    settle(database, small, PASSWORD)
    database.close()
    with running(sqlite_url, tmp_path, Clock(script.now + timedelta(minutes=5))) as server:
        phones = enrolled(server.base, small, PASSWORD)
        with requests.Session() as http:
            for phone in phones:
                phone.speak(server.clock(), http)
        client = ApiClient(server.base, f"admin@{lenders.DOMAIN}", PASSWORD)
        since = {item["enrolled_at"] for item in client.get("/agents")["items"]}
        client.close()
    assert total(phones)["fixes"] > 0
    assert not total(phones)["failed"]
    assert {datetime.fromisoformat(at) for at in since} == {small.world.born_at}


def _phone(url: str, count: int = 3) -> Phone:
    def fix(number: int) -> Fix:
        at = AT + timedelta(seconds=number)
        return Fix(
            at=at,
            sent_at=at,
            lat=4.35 + number / 1000,
            lon=-70.2,
            accuracy_m=5.0,
            speed_mps=1.0,
            bearing=10.0,
            altitude_m=160.0,
            battery_pct=50.0,
            is_charging=False,
        )

    return Phone("AG-01", 10, url, deque(fix(number) for number in range(count)))


def test_a_refused_report_stays_first_and_the_phone_waits_longer_each_time(
    httpserver: HTTPServer,
) -> None:
    httpserver.expect_ordered_request("/p").respond_with_data(status=503)
    httpserver.expect_ordered_request("/p").respond_with_data(status=503)
    for _ in range(3):
        httpserver.expect_ordered_request("/p").respond_with_data()
    phone, now = _phone(httpserver.url_for("/p")), AT + timedelta(seconds=5)
    with requests.Session() as http:
        phone.speak(now, http)
        assert len(phone.events) == 3
        assert phone.next_at() == now + FIRST_PAUSE
        phone.speak(now + FIRST_PAUSE, http)
        assert phone.next_at() == now + 3 * FIRST_PAUSE
        phone.speak(now + 3 * FIRST_PAUSE, http)
    assert phone.next_at() is None
    assert phone.tally == {"failed": 2, "fixes": 3}
    bodies = [request.form["lat"] for request, _ in httpserver.log]
    assert bodies == ["4.3500000"] * 3 + ["4.3510000", "4.3520000"]


def test_nothing_is_told_before_its_time(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/p").respond_with_data()
    phone = _phone(httpserver.url_for("/p"))
    with requests.Session() as http:
        phone.speak(AT + timedelta(seconds=1), http)
    assert phone.tally == {"fixes": 2}
    assert phone.next_at() == AT + timedelta(seconds=2)


def test_a_phone_without_the_visits_app_keeps_visits_to_itself(httpserver: HTTPServer) -> None:
    phone = Phone(
        "AG-01", 8, httpserver.url_for("/p"), deque([Ended(at=AT, sent_at=AT, visit_id="x")])
    )
    with requests.Session() as http:
        phone.speak(AT, http)
    assert not phone.events
    assert not httpserver.log


def test_accelerated_time_runs_faster() -> None:
    clock = SimulatedClock(AT, speed=1000.0)
    assert clock.seconds_until(clock.now() + timedelta(seconds=1000)) <= 1.0
    assert clock.now() >= AT


def test_accelerated_time_stops_at_the_present() -> None:
    present = AT + timedelta(seconds=1)
    clock = SimulatedClock(AT, 1e9, lambda: present)
    assert clock.now() == present


def test_nobody_is_warned_of_a_backup_of_what_was_made_up(admin: ApiClient) -> None:
    assert admin.get("/server")["backup"]["state"] == "good"
