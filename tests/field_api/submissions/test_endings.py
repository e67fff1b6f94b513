"""A phone is lost, or an agent leaves: keys and sessions end, visits move, and what was done before
waits for a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.change_log.rows import find
from field_api.phones import visit_list
from field_api.phones.enrolment import enrol
from field_api.tables.audit import audit
from field_api.tables.positions import unstored
from kobra_domain.dues import Promise
from kobra_domain.people import Agent, Consent, ShiftSpan, User
from kobra_domain.visits import Visit, VisitState
from tests.field_api.servers import PASSWORD, TIMEOUT_S, WEDNESDAY, Client, Running
from tests.field_api.submissions.phone import Phone, form, photo, promise_of, publish
from tests.field_api.submissions.rows import all_of, now_of, only
from tests.field_api.world import TODAY, World, write

pytestmark = pytest.mark.both_engines
SignIn = Callable[[str], Client]
LOST, LEFT = "phone_lost", "agent_left"


@dataclass
class Handset:
    """A phone that is the agent's, with both its keys."""

    forms: Phone
    positions: str
    code: str

    def report(self, at: datetime, **keys: str) -> int:
        stamp = str(int(at.timestamp()))
        query = {"id": self.code, "lat": "4.65", "lon": "-74.06", "timestamp": stamp, **keys}
        return requests.get(self.positions, params=query, timeout=TIMEOUT_S).status_code


def enrolled(server: Running, agent: Agent) -> Handset:
    with server.database.begin() as connection:
        told = enrol(connection, agent.id, server.base, server.clock())
    return Handset(
        Phone(server.base, told.openrosa_url.rpartition("/")[2]), told.osmand_url, agent.code
    )


@pytest.fixture
def agent(server: Running, world: World) -> Agent:
    consent = Consent(given_at=WEDNESDAY - timedelta(days=9), source="hoja", purpose="ruta")
    made: Agent = server.edit(world.north.agent, consent=consent)
    return made


@pytest.fixture
def handset(server: Running, agent: Agent) -> Handset:
    publish(server.database)
    return enrolled(server, agent)


def end(client: Client, agent: Agent, reason: str, what: str = "", **wish: Any) -> dict[str, Any]:
    url = f"/api/v1/agents/{agent.id}/endings{what}"
    answer = client.post(url, json={"reason": reason, **wish})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def aside(client: Client, kind: str = "forms") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/v1/aside", params={"kind": kind}).json()["items"]
    return found


def take(client: Client, item: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = client.post(
        "/api/v1/aside/take", json={"kind": item["kind"], "id": item["id"]}
    ).json()
    return found


def agent_now(server: Running, agent: Agent) -> Agent:
    with server.database.read() as connection:
        found = find(connection, Agent, agent.id)
    assert found is not None
    return found


def second_agent(server: Running, world: World, **values: Any) -> Agent:
    return server.add_agent("AG-09", team_id=world.north.team.id, **values)


def test_a_form_of_before_waits_and_is_taken_with_its_promise(
    server: Running, handset: Handset, agent: Agent, visit: Visit, world: World, sign_in: SignIn
) -> None:
    admin, other = sign_in("admin"), second_agent(server, world)
    done = end(admin, agent, LOST, moves_visits=True, move_to=other.id)
    assert (done["moved"], done["unassigned"], done["staying"]) == (1, 0, [])
    assert now_of(server.database, visit).agent_id == other.id
    server.clock.forward(days=2)
    admin, xml, files = sign_in("admin"), form(promise_of(visit)), {"fachada.jpg": photo()}
    for _ in range(2):
        answer = handset.forms.post(xml, files)
        assert answer.status_code == 202
        assert "la oficina" in answer.text
    assert all_of(server.database, Promise) == []
    [item] = aside(admin)
    assert (item["agent"], item["reason"], item["files"]) == (agent.code, LOST, 1)
    assert take(admin, item)["taken"] == 1
    ended = now_of(server.database, visit)
    assert (ended.state, ended.agent_id) == (VisitState.COMPLETED, agent.id)
    assert only(server.database, Promise).amount_minor == 15_000_050
    assert aside(admin) == []
    assert handset.forms.post(xml, files).status_code == 201
    assert len(all_of(server.database, Promise)) == 1


def test_a_form_ended_after_is_kept_and_not_taken(
    server: Running, handset: Handset, agent: Agent, visit: Visit, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    end(admin, agent, LOST, ended_at=(WEDNESDAY - timedelta(minutes=30)).isoformat())
    answer = handset.forms.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    assert answer.status_code == 202
    [item] = aside(admin)
    assert item["reason"] == "after_phone_lost"
    assert take(admin, item)["taken"] == 0
    assert now_of(server.database, visit).state is VisitState.ON_PHONE
    xml = admin.get(f"/api/v1/submissions/aside/{item['id']}/xml")
    assert visit.id in xml.text


def test_after_a_week_it_is_refused(
    server: Running, handset: Handset, agent: Agent, visit: Visit, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    end(admin, agent, LOST)
    assert requests.head(handset.forms.url, timeout=TIMEOUT_S).status_code == 204
    server.clock.forward(days=7)
    assert requests.head(handset.forms.url, timeout=TIMEOUT_S).status_code == 403
    assert handset.forms.post(form(promise_of(visit))).status_code == 403
    assert handset.report(WEDNESDAY) == 404
    assert sign_in("admin").get("/api/v1/aside").json()["items"] == []


def test_nothing_of_the_office_goes_to_a_phone_that_ended(
    server: Running, handset: Handset, agent: Agent, sign_in: SignIn
) -> None:
    end(sign_in("admin"), agent, LOST)
    base = f"{server.base}/key/{handset.forms.key}"
    for path in ("formList", "integrity"):
        assert requests.get(f"{base}/{path}", timeout=TIMEOUT_S).status_code == 403


def test_a_key_that_was_only_replaced_is_refused_at_once(
    server: Running, handset: Handset, agent: Agent, visit: Visit
) -> None:
    enrolled(server, agent)
    assert handset.forms.post(form(promise_of(visit))).status_code == 403
    assert handset.report(WEDNESDAY) == 404


def test_an_agent_who_leaves_is_switched_off_with_account_sessions_and_visits(
    server: Running, handset: Handset, agent: Agent, visit: Visit, world: World, sign_in: SignIn
) -> None:
    admin, own = sign_in("admin"), sign_in("agent")
    done = end(admin, agent, LEFT)
    assert (done["moved"], done["unassigned"]) == (0, 1)
    moved = now_of(server.database, visit)
    assert (moved.state, moved.agent_id) == (VisitState.DRAFT, None)
    left = agent_now(server, agent)
    assert (left.is_active, left.enrolled_at) == (False, None)
    assert own.get("/api/v1/session").status_code == 401
    user = world.users["agent"]
    with server.database.read() as connection:
        found = find(connection, User, user.id)
    assert found is not None
    assert not found.is_active
    again = server.client().post(
        "/api/v1/session", json={"email": user.email, "password": PASSWORD}
    )
    assert again.status_code == 401
    assert handset.forms.post(form(promise_of(visit)), {"fachada.jpg": photo()}).status_code == 202
    [item] = aside(admin)
    assert item["reason"] == LEFT
    assert take(admin, item)["taken"] == 1
    assert now_of(server.database, visit).state is VisitState.COMPLETED
    assert only(server.database, Promise).agent_id == agent.id


def test_a_lost_phone_ends_sessions_and_leaves_the_rest_as_it_is(
    server: Running, handset: Handset, agent: Agent, visit: Visit, sign_in: SignIn
) -> None:
    own = sign_in("agent")
    done = end(sign_in("admin"), agent, LOST)
    assert (done["moved"], done["unassigned"]) == (0, 0)
    assert own.get("/api/v1/session").status_code == 401
    assert sign_in("agent").get("/api/v1/session").status_code == 200
    assert agent_now(server, agent).is_active
    assert now_of(server.database, visit).agent_id == agent.id


def test_what_the_law_does_not_let_go_is_without_agent_and_what_was_begun_stays(
    server: Running, handset: Handset, agent: Agent, visit: Visit, world: World, sign_in: SignIn
) -> None:
    sunday = TODAY + timedelta(days=4)
    refused = world.north.visit(
        agent_id=agent.id, planned_on=sunday, state=VisitState.ASSIGNED, assigned_at=WEDNESDAY
    )
    write(server.database, refused)
    begun: Visit = server.edit(visit, state=VisitState.CHECKED_IN, check_in=None)
    admin, other = sign_in("admin"), second_agent(server, world)
    wish: dict[str, Any] = {"moves_visits": True, "move_to": other.id}
    asked = end(admin, agent, LEFT, "/preview", **wish)
    assert now_of(server.database, refused) == refused
    assert agent_now(server, agent).is_active
    done = end(admin, agent, LEFT, **wish)
    assert {**done, "id": ""} == asked
    assert (done["moved"], done["unassigned"]) == (0, 1)
    told = {one["visit_id"]: (one["code"], one["is_begun"]) for one in done["staying"]}
    assert told == {refused.id: ("visit_outside_hours", False), begun.id: ("visit_begun", True)}
    assert now_of(server.database, refused).agent_id is None
    assert now_of(server.database, begun).agent_id == agent.id


@pytest.mark.parametrize("wish", ["oneself", "nobody", "inactive", "tomorrow", "long_ago"])
def test_what_cannot_be_wished_changes_nothing(
    server: Running, handset: Handset, agent: Agent, world: World, sign_in: SignIn, wish: str
) -> None:
    gone = second_agent(server, world, is_active=False)
    wishes: dict[str, dict[str, Any]] = {
        "oneself": {"move_to": agent.id, "moves_visits": True},
        "nobody": {"move_to": world.north.team.id, "moves_visits": True},
        "inactive": {"move_to": gone.id, "moves_visits": True},
        "tomorrow": {"ended_at": (WEDNESDAY + timedelta(days=1)).isoformat()},
        "long_ago": {"ended_at": (WEDNESDAY - timedelta(days=8)).isoformat()},
    }
    url = f"/api/v1/agents/{agent.id}/endings"
    answer = sign_in("admin").post(url, json={"reason": LEFT, **wishes[wish]})
    assert answer.status_code == 422
    assert agent_now(server, agent).is_active
    assert handset.report(WEDNESDAY) == 200


def counted(server: Running) -> dict[str, int]:
    query = select(unstored.c.reason, unstored.c["count"])
    with server.database.read() as connection:
        return {row.reason: row[1] for row in connection.execute(query)}


def fixes(server: Running, client: Client, agent: Agent) -> list[str]:
    found = client.get("/api/v1/positions", params={"agent": agent.code}).json()["items"]
    return [item["fix_time"] for item in found]


def test_positions_of_a_lost_phone_are_counted_from_the_loss_on(
    server: Running, handset: Handset, agent: Agent, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    end(admin, agent, LOST)
    [before] = [one for one in admin.get("/api/v1/agents").json()["items"] if one["id"] == agent.id]
    server.clock.forward(minutes=10)
    assert handset.report(WEDNESDAY - timedelta(minutes=5)) == 200  # held back before the loss
    assert handset.report(WEDNESDAY + timedelta(minutes=5)) == 200
    assert fixes(server, admin, agent) == ["2026-03-04T14:55:00Z"]
    assert counted(server) == {LOST: 1}
    [item] = aside(admin, "positions")
    assert (item["agent"], item["reason"], item["count"]) == (agent.code, LOST, 1)
    [after] = [one for one in admin.get("/api/v1/agents").json()["items"] if one["id"] == agent.id]
    assert before["latest"] is None
    assert after["latest"]["fix_at"] == "2026-03-04T14:55:00Z"


def test_a_lost_phone_that_is_found_does_not_tell_where_it_was_meanwhile(
    server: Running, handset: Handset, agent: Agent, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    end(admin, agent, LOST)
    server.clock.forward(hours=3)
    admin, found = sign_in("admin"), enrolled(server, agent)
    assert found.report(WEDNESDAY - timedelta(minutes=5)) == 200
    assert found.report(WEDNESDAY + timedelta(hours=1)) == 200
    assert found.report(server.clock()) == 200
    assert fixes(server, admin, agent) == ["2026-03-04T14:55:00Z", "2026-03-04T18:00:00Z"]
    assert counted(server) == {LOST: 1}


def test_positions_of_who_has_left_are_counted_as_such(
    server: Running, handset: Handset, agent: Agent, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    end(admin, agent, LEFT)
    server.clock.forward(minutes=10)
    assert handset.report(WEDNESDAY - timedelta(minutes=5)) == 200
    assert handset.report(server.clock()) == 200
    assert fixes(server, admin, agent) == []
    assert counted(server) == {LEFT: 2}


def test_a_call_for_help_from_a_lost_phone_is_heard(
    server: Running, handset: Handset, agent: Agent, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    end(admin, agent, LOST)
    server.clock.forward(minutes=9)
    assert handset.report(server.clock(), alarm="sos") == 200
    assert [kind for kind, _ in admin.pull().put if kind == "alert"] == ["alert"]
    assert fixes(server, admin, agent) == []


def test_after_a_mistake_the_agent_is_enrolled_again_and_works(
    server: Running, handset: Handset, agent: Agent, visit: Visit, sign_in: SignIn
) -> None:
    end(sign_in("admin"), agent, LOST)
    again = enrolled(server, agent)
    assert again.forms.post(form(promise_of(visit)), {"fachada.jpg": photo()}).status_code == 201
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def test_whose_data_the_phone_held_is_told_and_audited(
    server: Running, handset: Handset, agent: Agent, visit: Visit, world: World, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    offered = visit_list.offer(server.database, agent, server.clock())
    assert end(admin, agent, LOST, "/preview")["people"] == 1
    visit_list.take(server.database, agent, offered.md5, server.clock())
    done = end(admin, agent, LOST)
    assert done["people"] == 1
    told = admin.get(f"/api/v1/endings/{done['id']}/people").json()
    [person] = told["items"]
    assert (person["name"], person["how"], person["visits"]) == ("Titular Norte", "fetched", 1)
    assert (person["accounts"], person["address"]) == (["C-1"], "Calle 1 # 2-03")
    assert (told["ending"]["reason"], told["agent_id"]) == (LOST, agent.id)
    server.clock.forward(minutes=1)
    enrolled(server, agent)
    server.clock.forward(minutes=1)
    second = end(admin, agent, LOST)
    assert second["people"] == 0  # the second phone was never offered a list
    listed = admin.get(f"/api/v1/agents/{agent.id}/endings").json()["items"]
    assert [one["id"] for one in listed] == [second["id"], done["id"]]
    assert len(admin.get(f"/api/v1/endings/{done['id']}/people").json()["items"]) == 1
    with server.database.read() as connection:
        acts = list(connection.scalars(select(audit.c.act).where(audit.c.act.like("agent.%"))))
    assert acts == [
        "agent.phone_lost",
        "agent.held_people",
        "agent.phone_lost",
        "agent.held_people",
    ]


def test_a_visit_answered_from_the_phone_counts_among_what_it_held(
    handset: Handset, agent: Agent, visit: Visit, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    handset.forms.post(form(promise_of(visit)), {"fachada.jpg": photo()})
    done = end(admin, agent, LOST)
    [person] = admin.get(f"/api/v1/endings/{done['id']}/people").json()["items"]
    assert person["how"] == "answered"


def test_a_visit_that_somebody_else_has_begun_stays_theirs(
    server: Running, handset: Handset, agent: Agent, visit: Visit, world: World, sign_in: SignIn
) -> None:
    admin, other = sign_in("admin"), second_agent(server, world)
    end(admin, agent, LEFT, moves_visits=True, move_to=other.id)
    theirs = enrolled(server, other)
    assert theirs.forms.post(form(promise_of(visit)), {"fachada.jpg": photo()}).status_code == 201
    handset.forms.post(form(promise_of(visit, nota="antes")), {"fachada.jpg": photo()})
    [item] = aside(admin)
    assert take(admin, item)["taken"] == 1  # the answer is kept, the visit is not moved by it
    assert now_of(server.database, visit).agent_id == other.id
    assert len(all_of(server.database, Promise)) == 1


def test_a_supervisor_cannot(handset: Handset, agent: Agent, sign_in: SignIn) -> None:
    url = f"/api/v1/agents/{agent.id}/endings"
    assert sign_in("supervisor").post(url, json={"reason": LOST}).status_code == 403
    assert handset.report(WEDNESDAY) == 200


def test_shifts_are_asked_of_what_was_measured_before(
    server: Running, handset: Handset, agent: Agent, sign_in: SignIn
) -> None:
    shift = (ShiftSpan(weekday=0, start=time(8), end=time(9)),)
    server.edit(agent_now(server, agent), shift=shift)
    admin = sign_in("admin")
    end(admin, agent_now(server, agent), LOST)
    server.clock.forward(minutes=5)
    handset.report(WEDNESDAY - timedelta(minutes=5))
    assert fixes(server, admin, agent) == []
    assert counted(server) == {"off_shift": 1}
