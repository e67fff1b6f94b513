"""What the company sets beside the law is asked wherever the law is, and only an administrator sets
it: tighter freely, looser with the reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from field_api.change_log.rows import find
from field_api.dossiers.matter import matter_of_party
from field_api.dossiers.told import sections
from field_api.phones.errands import todays_errands
from field_api.tables.audit import audit
from kobra_domain.contact.house import with_value
from kobra_domain.contact.reviews import with_reading
from kobra_domain.house_rules import HouseRules, Noted, kept_by, no_house
from kobra_domain.portfolios import CreditorType
from kobra_domain.visits import CheckIn, VisitState
from kobra_records.json_form import builtin
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.test_contact_rules import answer
from tests.field_api.world import TODAY, World, creation, edit, write
from tests.kobra_domain.things import an_id, weekly

SignIn = Callable[[str], Client]
AFTERNOONS = weekly(time(14), time(17), 0, 1, 2, 3, 4)


@pytest.fixture
def row(world: World) -> HouseRules:
    portfolio = world.north.portfolio
    return no_house(portfolio.country, portfolio.creditor_type)


@pytest.fixture
def notes(server: Running) -> Callable[[], Iterator[Any]]:
    def told() -> Iterator[Any]:
        with server.database.read() as connection:
            asked = select(audit.c.act, audit.c.details).where(
                audit.c.subject_kind == "house_rules"
            )
            for line in connection.execute(asked.order_by(audit.c.id)):
                yield line.act, msgspec.json.decode(line.details)

    return told


def test_a_looser_value_without_its_reason_is_refused_and_with_it_stands_in_the_audit(
    sign_in: SignIn, server: Running, row: HouseRules, notes: Callable[[], Iterator[Any]]
) -> None:
    admin = sign_in("admin")
    [refused] = admin.operate(creation(replace(row, person_month=9), "house_rules.create"))
    assert (refused["status"], refused["code"]) == ("rejected", "looser_without_reason")
    assert refused["params"]["field"] == "person_month"
    assert list(notes()) == []
    lie = (Noted(rule="person_month", text="Convenio 8", by=an_id(77)),)
    [made] = admin.operate(
        creation(replace(row, person_month=9, loosened=lie), "house_rules.create")
    )
    assert made["status"] == "applied", made
    with server.database.read() as connection:
        kept = find(connection, HouseRules, row.id)
    assert kept is not None
    assert (kept.person_month, kept.edition) == (9, 1)
    assert kept.loosened[0].by != an_id(77)
    assert kept.loosened[0].at == server.clock()
    [(act, details)] = notes()
    assert act == "house_rules.create"
    assert details["set_to"] == {"person_month": 9}
    assert details["notes"] == {"person_month": "Convenio 8"}
    assert (details["country"], details["edition"]) == (row.country, 1)
    [bare] = admin.operate(edit(row.id, "house_rules.edit", loosened=(builtin(kept.loosened), [])))
    assert (bare["status"], bare["code"]) == ("rejected", "looser_without_reason")


def test_nobody_else_sets_them(sign_in: SignIn, row: HouseRules) -> None:
    for who in ("supervisor", "viewer"):
        [refused] = sign_in(who).operate(creation(replace(row, door_day=1), "house_rules.create"))
        assert (refused["status"], refused["code"]) == ("rejected", "not_allowed")


def test_a_reading_is_signed_and_counts_no_edition(
    sign_in: SignIn, server: Running, row: HouseRules, notes: Callable[[], Iterator[Any]]
) -> None:
    write(server.database, kept_by(replace(row, door_day=2), None, an_id(1), WEDNESDAY))
    read = with_reading(row, "co.hours", "Sin cambios")
    [made] = sign_in("admin").operate(
        edit(row.id, "house_rules.edit", read_again=([], builtin(read.read_again)))
    )
    assert made["status"] == "applied", made
    with server.database.read() as connection:
        kept = find(connection, HouseRules, row.id)
    assert kept is not None
    assert kept.edition == 1
    assert kept.read_again[0].at == server.clock()
    [(_, details)] = notes()
    assert "set_to" not in details
    assert details["notes"] == {"co.hours": "Sin cambios"}


@pytest.mark.both_engines
def test_tighter_hours_hold_at_assignment_check_in_the_phone_and_the_command_line(
    sign_in: SignIn,
    world: World,
    server: Running,
    row: HouseRules,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wednesday ten o'clock in Bogotá, which the law allows."""
    mine = {"agent_id": world.north.agent.id, "planned_on": TODAY}
    assigned = world.north.visit(**mine, state=VisitState.ASSIGNED)
    on_phone = world.north.visit(**mine, state=VisitState.ON_PHONE)
    write(server.database, assigned, on_phone)
    admin = sign_in("admin")
    tight = replace(row, hours=AFTERNOONS)
    [made] = admin.operate(creation(tight, "house_rules.create"))
    assert made["status"] == "applied", made
    check_in = builtin(CheckIn(at=WEDNESDAY))
    [refused] = sign_in("agent").operate(
        edit(on_phone.id, "visit.check_in", state=("on_phone", "checked_in"),
             check_in=(None, check_in))
    )  # fmt: skip
    assert (refused["status"], refused["code"]) == ("rejected", "visit_outside_hours"), refused
    told = refused["params"]
    assert (told["rule"], told["version"]) == ("own.co.financial.hours", 1)
    assert told["source"] == "Regla propia, en lugar de Ley 2300, art. 3 (CO)"
    said = answer(server, assigned.id, WEDNESDAY.isoformat(), capsys)
    assert (said["allowed"], said["rule"]) == (False, "own.co.financial.hours")
    assert said["next_at"] == "2026-03-04T19:00:00+00:00"
    window = (WEDNESDAY.replace(hour=15), WEDNESDAY.replace(hour=16))
    draft = world.north.visit()
    write(server.database, draft)
    [not_then] = admin.operate(
        edit(
            draft.id,
            "visit.assign",
            agent_id=(None, world.north.agent.id),
            planned_on=(None, TODAY.isoformat()),
            state=("draft", "assigned"),
        )
    )
    assert not_then["status"] == "applied"  # the afternoon is left of the day
    [early] = admin.operate(
        edit(
            draft.id,
            "visit.edit",
            window_start_at=(None, builtin(window[0])),
            window_end_at=(None, builtin(window[1])),
        )
    )
    assert early["params"]["rule"] == "own.co.financial.hours"
    with server.database.read() as connection:
        errands = todays_errands(connection, world.north.agent, WEDNESDAY)
        matter = matter_of_party(connection, world.north.party)
        assert matter is not None
        assert sections(connection, matter)["contactos"] == []
    assert {one.rules.hours.spans for one in errands} == {AFTERNOONS}
    assert matter.rules.hours.spans == AFTERNOONS


def test_another_creditors_rules_are_not_touched(
    world: World, server: Running, row: HouseRules, capsys: pytest.CaptureFixture[str]
) -> None:
    other = no_house(row.country, CreditorType.COMMERCIAL)
    assert row.creditor_type is not CreditorType.COMMERCIAL
    visit = world.north.visit()
    write(server.database, visit, replace(other, hours=AFTERNOONS))
    assert answer(server, visit.id, WEDNESDAY.isoformat(), capsys)["allowed"]


def test_a_looser_cap_with_its_reason_lets_one_more_be(
    world: World, server: Running, row: HouseRules, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(4):
        began = CheckIn(at=WEDNESDAY.replace(day=n * 8 + 1 if n < 4 else 28))
        begun = world.north.visit(state=VisitState.CHECKED_IN, check_in=began)
        write(server.database, begun)
    visit = world.north.visit()
    write(server.database, visit)
    at = WEDNESDAY.replace(day=30).isoformat()
    assert answer(server, visit.id, at, capsys)["rule"] == "kobra.person_month"
    write(server.database, with_value(row, "person_month", 6, "Convenio 8"))
    assert answer(server, visit.id, at, capsys)["allowed"]
