"""The live stream: what moves, what changes, to whom, and how it ends."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from field_api.change_log.rows import entities
from field_api.live import PULL_NOW, QUEUE_LIMIT, Hub, Subscriber
from field_api.settings import utc_now
from kobra_domain.people import Role, User
from tests.field_api.processes import served
from tests.field_api.servers import NOW, TIMEOUT_S, Clock, Running, running
from tests.field_api.sse import Stream, streaming

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lat": "19.43", "lon": "-99.13"}


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(data["fields"], row, strict=True)) for row in data["rows"]]


def has_lat(lat: float) -> Any:
    return lambda data: any(row["lat"] == lat for row in rows(data))


def test_a_stream_begins_with_everything_and_follows_what_moves(field: Running) -> None:
    agent, other = field.add_agent(), field.add_agent("AG-02")
    phone = field.phone_of(agent)
    field.report(phone, **FIX, speed="2", batt="55")
    field.report(field.phone_of(other), **{**FIX, "id": "AG-02"})
    with streaming(field.base, field.sign_in()) as stream:
        first = stream.wait_for("latest")
        assert first["is_whole"] is True
        assert {row["agent_id"] for row in rows(first)} == {agent.id, other.id}
        (mine,) = [row for row in rows(first) if row["agent_id"] == agent.id]
        assert mine["heard_at"] == int(field.clock().timestamp() * 1000)
        assert mine["battery_pct"] == 55
        field.report(phone, **{**FIX, "lat": "19.5"}, timestamp=str(field.clock().timestamp() + 1))
        moved = stream.wait_for("latest", has_lat(19.5))
        assert moved["is_whole"] is False
        assert [row["agent_id"] for row in rows(moved)] == [agent.id]


def test_alerts_and_changes_reach_only_who_may_see_them(field: Running) -> None:
    ours, theirs = field.add_team(), field.add_team()
    field.add_agent("AG-02", team_id=theirs.id)
    agent = field.add_agent(team_id=ours.id)
    phone = field.phone_of(agent)
    field.report(phone, **FIX)
    mine = field.sign_in(Role.SUPERVISOR, team_ids=(ours.id,))
    other = field.sign_in(Role.SUPERVISOR, team_ids=(theirs.id,))
    with streaming(field.base, mine) as seen, streaming(field.base, other) as unseen:
        assert rows(seen.wait_for("latest"))[0]["agent_id"] == agent.id
        assert rows(unseen.wait_for("latest")) == []
        field.report(phone, **FIX, alarm="sos")
        assert seen.wait_for("alert")["agent_id"] == agent.id
        field.edit(theirs, name="Sur")
        # What comes first is not the other team's: neither its alert nor its agent.
        assert unseen.wait_for_next() == "changed"
        field.edit(ours, name="Centro")
        seen.wait_for("changed")


def test_a_scope_that_is_lost_is_lost_at_once(field: Running) -> None:
    field.app.state.ping_s = 60.0  # far from the time at which it would ask again by itself
    ours, theirs = field.add_team(), field.add_team()
    phone = field.phone_of(field.add_agent(team_id=ours.id))
    other = field.add_agent("AG-02", team_id=theirs.id)
    field.report(phone, **FIX)
    field.report(field.phone_of(other), **{**FIX, "id": "AG-02"})
    headers = field.sign_in(Role.SUPERVISOR, team_ids=(ours.id,))
    with field.database.read() as connection:
        (user,) = entities(connection, User)
    with streaming(field.base, headers) as stream:
        assert len(rows(stream.wait_for("latest"))) == 1
        user = field.edit(user, team_ids=(theirs.id,))
        whole = stream.wait_for("latest", lambda data: data["is_whole"])
        assert [row["agent_id"] for row in rows(whole)] == [other.id]
        field.report(phone, **{**FIX, "lat": "19.5"}, timestamp=str(field.clock().timestamp() + 1))
        field.edit(user, is_active=False)
        events = stream.wait_for_end()
    assert ("bye", {"reason": "session_over"}) in events
    assert not [data for name, data in events if name == "latest" and has_lat(19.5)(data)]


def test_a_stream_ends_with_the_server(database_url: str, tmp_path: Path) -> None:
    with running(database_url, tmp_path, Clock(NOW)) as field:
        response = streaming(field.base, field.sign_in())
        stream = response.__enter__()
        stream.wait_for("latest")
    ends = stream.wait_for_end()
    assert ("bye", {"reason": "closing"}) in ends
    response.__exit__(None, None, None)


def test_a_stream_ends_when_its_token_expires_or_its_user_is_shut_out(field: Running) -> None:
    field.app.state.ping_s = 0.05
    token = field.sign_in(seconds=60)
    with streaming(field.base, token) as stream:
        stream.wait_for("ping")
        stream.wait_for("ping")
        field.clock.now = field.clock.now.replace(minute=2)
        assert stream.wait_for("bye") == {"reason": "session_over"}
        assert stream.wait_for_end()[-1][0] == "end"


def test_without_a_permission_there_is_no_stream(field: Running) -> None:
    agent = field.add_agent()
    assert field.get("/live", {}).status_code == 401
    refused = field.get("/live", field.sign_in(Role.AGENT, agent_id=agent.id))
    assert refused.status_code == 403


def test_who_does_not_keep_up_is_told_to_pull_and_gets_everything_anew(field: Running) -> None:
    async def fall_behind() -> None:
        subscriber = Subscriber(Hub(field.database), frozenset("*"))
        subscriber.wants_all = False
        for n in range(QUEUE_LIMIT * 3):
            subscriber.put(b"%d" % n)
        assert await subscriber.next(TIMEOUT_S) == PULL_NOW
        assert subscriber.wants_all
        subscriber.put(b"next")
        assert await subscriber.next(TIMEOUT_S) == b"next"

    asyncio.run(fall_behind())


def kill_listeners(field: Running) -> int:
    with field.database.begin() as connection:
        found = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )
        )
        return len(found.all())


def follow(phone_of: Running, phone: str, lat: float, stream: Stream) -> None:
    moment = phone_of.clock().timestamp() + lat
    assert phone_of.report(phone, id="AG-01", lat=lat, lon=1, timestamp=moment).ok
    stream.wait_for("latest", has_lat(lat))


def test_processes_tell_each_other_and_a_lost_listener_comes_back(
    postgresql_url: str, tmp_path: Path
) -> None:
    with (
        running(postgresql_url, tmp_path, Clock(utc_now())) as one,
        served(postgresql_url, tmp_path) as two,
    ):
        agent = one.add_agent()
        phone = one.phone_of(agent)
        with streaming(two.base, one.sign_in()) as stream:
            stream.wait_for("latest")
            follow(one, phone, 10.5, stream)
            one.edit(agent, name="Otra", enrolled_at=one.clock())
            stream.wait_for("changed")
            one.report(phone, id="AG-01", alarm="sos")
            assert stream.wait_for("alert")["kind"] == "sos"
            assert kill_listeners(one) == 2
            # Told while nobody listened: it is read again when the listener is back.
            follow(one, phone, 11.5, stream)
            follow(one, phone, 12.5, stream)
