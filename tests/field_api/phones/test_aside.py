"""What is set aside of positions: listed by agent and reason, taken after all, discarded."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import insert, select

from field_api.database import Database
from field_api.tables.audit import audit
from field_api.tables.positions import quarantine
from kobra_domain.people import Agent, Role, ShiftSpan
from kobra_domain.positions import QuarantineReason
from tests.field_api.servers import NOW, TIMEOUT_S, Clock, Running, running

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lat": "19.43", "lon": "-99.13"}
READABLE = '{"id":"AG-01","lat":"19.43","lon":"-99.13","timestamp":"%d","accuracy":"5"}'


def stamp(moment: datetime) -> str:
    return str(int(moment.timestamp()))


def listed(field: Running, headers: dict[str, str], kind: str = "positions") -> list[Any]:
    answer = field.get("/aside", headers, kind=kind)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["items"]
    return found


def act(field: Running, headers: dict[str, str], what: str, **body: Any) -> requests.Response:
    url = f"{field.base}/api/v1/aside/{what}"
    return field.http.post(url, headers=headers, json=body, timeout=TIMEOUT_S)


def set_aside(database: Database, agent: Agent, content: str, received_at: datetime = NOW) -> None:
    """A report as an older reader left it, which could not read it."""
    with database.begin() as connection:
        connection.execute(
            insert(quarantine).values(
                agent_id=agent.id,
                received_at=received_at,
                reason=QuarantineReason.UNREADABLE,
                content=content,
            )
        )


def fixes(field: Running, headers: dict[str, str]) -> list[Any]:
    found: list[Any] = field.get("/positions", headers, agent="AG-01").json()["items"]
    return found


def test_positions_set_aside_are_told_by_agent_and_reason(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    for lat in ("95", "96"):
        field.report(phone, **{**FIX, "lat": lat})
    field.clock.forward(minutes=1)
    field.report(phone, id="AG-01", lat="0", lon="0")
    told = [(i["agent"], i["reason"], i["count"]) for i in listed(field, field.sign_in())]
    assert told == [("AG-01", "null_island", 1), ("AG-01", "bad_coordinates", 2)]


def test_what_is_not_stored_is_told_as_counts_and_outlives_the_server(
    database_url: str, tmp_path: Path
) -> None:
    clock = Clock(NOW)
    with running(database_url, tmp_path, clock) as field:
        night = (ShiftSpan(weekday=4, start=time(20), end=time(22)),)
        off = field.phone_of(field.add_agent(shift=night))
        silent = field.phone_of(field.add_agent("AG-02", consent=None))
        field.report(off, **FIX)
        field.report(silent, **{**FIX, "id": "AG-02"})
    clock.forward(minutes=5)
    with running(database_url, tmp_path, clock) as field:
        field.report(field.base + urlsplit(off).path, **FIX)
        found = listed(field, field.sign_in())
    told = {i["agent"]: (i["reason"], i["count"], i["received_at"]) for i in found}
    assert told == {
        "AG-01": ("off_shift", 2, "2026-11-20T15:05:00Z"),
        "AG-02": ("no_consent", 1, "2026-11-20T15:00:00Z"),
    }


def test_reports_that_can_be_read_by_now_are_taken_after_all(field: Running) -> None:
    agent, admin = field.add_agent(), field.sign_in()
    measured = NOW - timedelta(minutes=9)
    set_aside(field.database, agent, READABLE % measured.timestamp())
    set_aside(field.database, agent, '{"id":"AG-01","lat":"?"')
    [item] = listed(field, admin)
    answer = act(field, admin, "take", kind="positions", id=item["id"])
    assert (answer.status_code, answer.json()["taken"], answer.json()["left"]) == (200, 1, 1)
    [fix] = fixes(field, admin)
    assert datetime.fromisoformat(fix["fix_time"]) == measured
    assert fix["accuracy_m"] == 5
    assert [i["count"] for i in listed(field, admin)] == [1]
    again = act(field, admin, "take", kind="positions", id=item["id"]).json()
    assert (again["taken"], again["left"]) == (0, 1)


@pytest.mark.parametrize("case", ["no_consent", "withdrawn", "off_shift"])
def test_what_consent_or_shift_forbids_is_never_stored(field: Running, case: str) -> None:
    agent, admin = field.add_agent(), field.sign_in()
    set_aside(field.database, agent, READABLE % (NOW - timedelta(minutes=9)).timestamp())
    assert agent.consent is not None
    changes: dict[str, dict[str, Any]] = {
        "no_consent": {"consent": None},
        "withdrawn": {"consent": replace(agent.consent, withdrawn_at=NOW + timedelta(minutes=30))},
        "off_shift": {"shift": (ShiftSpan(weekday=0, start=time(8), end=time(9)),)},
    }
    field.edit(agent, **changes[case])
    field.clock.forward(minutes=40)
    [item] = listed(field, admin)
    assert act(field, admin, "take", kind="positions", id=item["id"]).json()["taken"] == 0
    assert fixes(field, admin) == []
    assert [i["count"] for i in listed(field, admin)] == [1]


def test_reports_are_discarded_with_a_reason_but_not_those_nobody_has_seen(field: Running) -> None:
    phone, admin = field.phone_of(field.add_agent()), field.sign_in()
    field.report(phone, id="AG-01", lat="0", lon="0")
    [item] = listed(field, admin)
    field.clock.forward(minutes=1)
    field.report(phone, id="AG-01", lat="0", lon="0")
    wish = {"kind": "positions", "id": item["id"], "until": item["received_at"]}
    assert act(field, admin, "discard", **wish, reason=" ").status_code == 422
    answer = act(field, admin, "discard", **wish, reason="Prueba de teléfono")
    assert (answer.status_code, answer.json()["taken"]) == (200, 1)
    assert [i["count"] for i in listed(field, admin)] == [1]
    with field.database.read() as connection:
        line = connection.execute(select(audit).where(audit.c.act == "aside.discard")).one()
    assert "Prueba de teléfono" in line.details


def test_counts_cannot_be_taken_or_discarded(field: Running) -> None:
    phone, admin = field.phone_of(field.add_agent(consent=None)), field.sign_in()
    field.report(phone, **FIX)
    [item] = listed(field, admin)
    wish = {"kind": "positions", "id": item["id"]}
    assert act(field, admin, "take", **wish).status_code == 404
    until = item["received_at"]
    assert act(field, admin, "discard", **wish, until=until, reason="x").status_code == 404


def test_only_who_administers_sees_it(field: Running) -> None:
    for role in (Role.SUPERVISOR, Role.VIEWER):
        assert field.get("/aside", field.sign_in(role)).status_code == 403
    assert field.get("/aside", field.sign_in(), kind="nada").status_code == 422
