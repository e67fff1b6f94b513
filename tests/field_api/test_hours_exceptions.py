"""Other hours that a person asked for, as the server takes them; and what old ones become."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text

from field_api.database import Database
from field_api.tables.replicated import parties, stored_values
from field_api.tables.upgrade import configuration
from kobra_domain.amendments import Amendment
from kobra_domain.hours_exceptions import Evidence, HoursException
from kobra_records.ids import new_id
from kobra_records.json_form import builtin
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.rows import all_of
from tests.field_api.world import TODAY, World, edit, write
from tests.kobra_domain.things import a_party, an_exception, an_id, weekly

SignIn = Callable[[str], Client]
EVENINGS = weekly(time(19), time(21), 0, 1, 2, 3, 4, 5, 6)
SIGNED, ASKED = date(2025, 1, 1), an_exception(EVENINGS, contract_on=None)


def ask(party: str, *asked: HoursException, before: tuple[HoursException, ...] = ()) -> Any:
    sent = edit(party, "party.hours", hours_exceptions=(builtin(before), builtin(asked)))
    return {**sent, "reason": "Lo pidió por escrito"}


def test_a_request_later_than_every_contract_opens_its_hours(
    sign_in: SignIn, world: World, server: Running
) -> None:
    """A planned visit begins and ends in them, which it could not before."""
    side = world.north.another()
    signed = replace(side.account, originated_on=ASKED.asked_on)
    write(server.database, side.party, side.address, signed, side.authorisation)
    visit = side.visit()
    write(server.database, visit)
    supervisor = sign_in("supervisor")
    at = WEDNESDAY.replace(hour=0) + timedelta(days=1, minutes=30)  # 19:30 in Bogotá
    window = {
        "window_start_at": (None, builtin(at)),
        "window_end_at": (None, builtin(at + timedelta(minutes=30))),
        "planned_on": (None, TODAY.isoformat()),
    }
    [refused] = supervisor.operate(edit(visit.id, "visit.edit", **window))
    assert refused["code"] == "visit_outside_hours"
    [early] = supervisor.operate(ask(side.party.id, ASKED))
    assert (early["status"], early["code"]) == ("rejected", "exception_before_contract")
    later = replace(ASKED, asked_on=date(2026, 1, 11))
    assert [one["status"] for one in supervisor.operate(ask(side.party.id, later))] == ["applied"]
    [amended] = all_of(server.database, Amendment)
    assert amended.fields == ("hours_exceptions",)
    [planned] = supervisor.operate(edit(visit.id, "visit.edit", **window))
    assert planned["status"] == "applied"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"evidence": Evidence.CONTRACT}, "exception_by_contract"),
        ({}, "exception_contract_unknown"),
        ({"contract_on": date(2025, 1, 1), "expires_on": None}, "missing"),
        (
            {"contract_on": date(2025, 1, 1), "asked_on": date(2027, 1, 1)},
            "exception_not_asked_yet",
        ),
    ],
)
def test_what_would_open_nothing_is_refused(
    sign_in: SignIn, world: World, changes: dict[str, Any], code: str
) -> None:
    asked = replace(ASKED, **changes)
    for name in ("supervisor", "admin"):
        act = ask(world.north.party.id, asked)
        if name == "admin":
            act["command"] = "party.edit"
        [refused] = sign_in(name).operate(act)
        assert (refused["status"], refused["code"]) == ("rejected", code)


def test_who_says_what_a_contact_was_for_says_what_was_asked_for(
    sign_in: SignIn, world: World
) -> None:
    known = {
        "portfolio_id": world.north.portfolio.id,
        "party_id": world.north.party.id,
        "at": builtin(WEDNESDAY),
        "channel": "phone",
        "is_two_way": True,
        "purpose": "requested_info",
    }
    supervisor = sign_in("supervisor")
    for note, status in (("", "rejected"), ("Pidió el saldo", "applied")):
        act = {"id": new_id(), **known, "note": note}
        sent = edit(act["id"], "contact.create", **{k: (None, v) for k, v in act.items()})
        [result] = supervisor.operate(sent)
        assert result["status"] == status, result


@pytest.mark.both_engines
def test_agreed_hours_are_carried_over_and_open_nothing_without_their_day(
    database: Database,
) -> None:
    old = {an_id(1): "Acuerdo 7", an_id(2): " ", an_id(3): ""}
    spans = json.dumps(builtin(EVENINGS))
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE parties DROP COLUMN hours_exceptions"))
        connection.execute(text("ALTER TABLE contacts DROP COLUMN purpose"))
        for name in ("agreed_hours", "agreed_hours_document"):
            connection.execute(text(f"ALTER TABLE parties ADD COLUMN {name} TEXT DEFAULT '[]'"))
        for party_id, document in old.items():
            values = {**stored_values(a_party(id=party_id)), "version": 1}
            del values["hours_exceptions"]
            connection.execute(insert(parties), values)
            hours = {"spans": spans if document else "[]", "document": document, "id": party_id}
            connection.execute(
                text(
                    "UPDATE parties SET agreed_hours = :spans, agreed_hours_document = :document "
                    "WHERE id = :id"
                ),
                hours,
            )
        config = configuration(connection)
        step = ScriptDirectory.from_config(config).get_revision("r0074")
        command.stamp(config, str(step.down_revision))
        command.upgrade(config, "r0074")
        asked = connection.execute(select(parties.c.id, parties.c.hours_exceptions))
        found = {row.id: row.hours_exceptions for row in asked}
    kept = HoursException(spans=EVENINGS, document="Acuerdo 7")
    assert found == {an_id(1): (kept,), an_id(2): (), an_id(3): ()}
    assert not kept.stands_on(TODAY)
