"""A person rests after a contact, over all portfolios of one institution: the server asks that
wherever it asks the law, and says it on its command line.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from field_api.command_line import main
from field_api.phones.errands import todays_errands
from kobra_domain.contacts import Contact
from kobra_domain.portfolios import ChannelKind, Party
from kobra_domain.visits import CheckIn, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.world import TODAY, World, edit, write

SignIn = Callable[[str], Client]
DOCUMENT: dict[str, Any] = {"document_type": "CC", "document_number": "52100200"}


def a_call(party: Party, days: float, **changes: Any) -> Contact:
    values: dict[str, Any] = {
        "id": new_id(),
        "portfolio_id": party.portfolio_id,
        "party_id": party.id,
        "at": WEDNESDAY - timedelta(days=days),
        "channel": ChannelKind.PHONE,
        "is_two_way": True,
        **changes,
    }
    return Contact(**values)


@pytest.fixture
def sister(server: Running, world: World) -> Party:
    """The same person in another portfolio of the institution."""
    server.edit(world.north.party, **DOCUMENT)
    portfolio = replace(world.north.portfolio, id=new_id(), name="Tarjetas Norte")
    write(server.database, portfolio)
    server.edit(world.north.institution, portfolio_ids=(world.north.portfolio.id, portfolio.id))
    party = Party(id=new_id(), portfolio_id=portfolio.id, name="T. Norte", **DOCUMENT)
    write(server.database, party)
    return party


def test_whoever_was_called_in_another_portfolio_is_not_visited_that_week(
    sign_in: SignIn, world: World, server: Running, sister: Party
) -> None:
    visit = world.north.visit()
    write(server.database, visit, a_call(sister, 2))
    planned = {"agent_id": (None, world.north.agent.id), "state": ("draft", "assigned")}
    supervisor = sign_in("supervisor")
    soon = edit(visit.id, "visit.assign", **planned, planned_on=(None, TODAY.isoformat()))
    [refused] = supervisor.operate(soon)
    assert (refused["status"], refused["code"]) == ("rejected", "visit_too_soon")
    told = refused["params"]
    assert (told["rule"], told["version"], told["channel"]) == ("co.frequency", 2, "phone")
    free = WEDNESDAY + timedelta(days=5)
    assert told["next_allowed_at"] == free.isoformat()
    later = edit(visit.id, "visit.assign", **planned, planned_on=(None, free.date().isoformat()))
    [allowed] = supervisor.operate(later)
    assert allowed["status"] == "applied", allowed


@pytest.mark.parametrize(
    ("changes", "is_there"),
    [({}, False), ({"is_received": True}, True), ({"at": WEDNESDAY - timedelta(days=8)}, True)],
)
def test_no_phone_gets_a_visit_to_whoever_rests(
    world: World, server: Running, changes: dict[str, Any], is_there: bool
) -> None:
    visit = world.north.visit(
        agent_id=world.north.agent.id, planned_on=TODAY, state=VisitState.ASSIGNED
    )
    write(server.database, visit, a_call(world.north.party, 1, **changes))
    with server.database.read() as connection:
        errands = todays_errands(connection, world.north.agent, WEDNESDAY)
    assert [errand.visit.id for errand in errands] == ([visit.id] if is_there else [])


def test_a_visits_own_check_in_gives_no_rest_and_anothers_does(
    world: World, server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world.north.visit(
        agent_id=world.north.agent.id,
        planned_on=TODAY,
        state=VisitState.CHECKED_IN,
        check_in=CheckIn(at=WEDNESDAY),
    )
    other = world.north.visit()
    write(server.database, made, other)
    at = WEDNESDAY + timedelta(hours=1)
    assert answer(server, made.id, at.isoformat(), capsys) == {
        "allowed": True,
        "rule": None,
        "source": None,
        "version": None,
        "next_at": None,
    }
    assert answer(server, other.id, at.isoformat(), capsys) == {
        "allowed": False,
        "rule": "co.frequency",
        "source": "Ley 2300, art. 3 (CO)",
        "version": 2,
        "next_at": "2026-03-05T12:00:00+00:00",
    }


def test_a_clock_that_is_ahead_opens_no_hours(
    sign_in: SignIn, world: World, server: Running
) -> None:
    """At night the phone says that it is tomorrow morning: the law is asked about now."""
    visit = world.north.visit(
        agent_id=world.north.agent.id, planned_on=TODAY, state=VisitState.ON_PHONE
    )
    write(server.database, visit)
    server.clock.now = WEDNESDAY + timedelta(hours=12)
    said = {"at": (WEDNESDAY + timedelta(days=1)).isoformat(), "lat": 4.65, "lon": -74.06}
    sent = edit(visit.id, "visit.check_in", state=("on_phone", "checked_in"), check_in=(None, said))
    [refused] = sign_in("agent").operate(sent)
    assert (refused["status"], refused["code"]) == ("rejected", "visit_outside_hours")


def test_a_person_visited_four_times_this_month_in_any_portfolio_is_visited_no_more(
    sign_in: SignIn, world: World, server: Running, sister: Party
) -> None:
    theirs, late = [world.north.party] * 2 + [sister] * 2, timedelta(days=27)
    for n, party in enumerate(theirs):
        began = CheckIn(at=WEDNESDAY + timedelta(days=n))
        begun = {"party_id": party.id, "state": VisitState.CHECKED_IN, "check_in": began}
        write(server.database, world.north.visit(**begun))
    visit = world.north.visit()
    write(server.database, visit)
    planned = {"agent_id": (None, world.north.agent.id), "state": ("draft", "assigned")}
    ended = (WEDNESDAY + late).date().isoformat()
    supervisor = sign_in("supervisor")
    [refused] = supervisor.operate(
        edit(visit.id, "visit.assign", **planned, planned_on=(None, ended))
    )
    assert (refused["status"], refused["code"]) == ("rejected", "visit_month_full")
    told = refused["params"]
    assert (told["rule"], told["visits"]) == ("kobra.person_month", 4)
    [allowed] = supervisor.operate(
        edit(visit.id, "visit.assign", **planned, planned_on=(None, told["next_allowed_at"][:10]))
    )
    assert allowed["status"] == "applied", allowed


def test_a_door_visited_three_times_today_for_anybody_is_visited_no_more(
    world: World, server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    """One door by its key, written in three ways for three people of two institutions."""
    sides = [world.north, world.north.another(), world.south, world.north.another()]
    for side in (sides[1], sides[3]):
        write(server.database, *side.of_person())
    for n, side in enumerate(sides):
        server.edit(side.address, key="BOGOTA|CL 8 # KR 12 - 40|")
        began = CheckIn(at=WEDNESDAY + timedelta(minutes=30 * n))
        begun = {"check_in": began, "state": VisitState.CHECKED_IN}
        visit = side.visit(**({} if side is sides[-1] else begun))
        write(server.database, visit)
    at = (WEDNESDAY + timedelta(hours=2)).isoformat()
    told = answer(server, visit.id, at, capsys)
    assert (told["allowed"], told["rule"], told["source"]) == (False, "kobra.door_day", "Kobra")
    assert told["next_at"] == "2026-03-05T12:00:00+00:00"


def test_the_command_line_says_what_the_law_says(
    world: World, server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    told = answer(server, visit.id, "2026-03-08T10:00:00-05:00", capsys)
    assert (told["rule"], told["next_at"]) == ("co.hours", "2026-03-09T12:00:00+00:00")
    url = ["--database-url", server.settings.database_url]
    assert main(["rules", "ask", *url, "--visit", new_id(), "--at", "2026-03-08T10:00:00Z"]) == 2
    for wrong in ("mañana", "2026-03-08T10:00:00"):
        with pytest.raises(SystemExit):
            main(["rules", "ask", *url, "--visit", visit.id, "--at", wrong])


def answer(
    server: Running, visit_id: str, at: str, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    capsys.readouterr()
    url = server.settings.database_url
    assert main(["rules", "ask", "--database-url", url, "--visit", visit_id, "--at", at]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told
