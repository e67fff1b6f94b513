"""A lost phone, from the desk to the field and back: what it held back is taken later by an
administrator, and the replica has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from field_api.change_log.record import record_all
from field_api.phones.enrolment import enrol
from kobra_desktop.api import aside as online
from kobra_desktop.commands.agents import end_phone
from kobra_desktop.commands.aside import take_again
from kobra_desktop.store import rows
from kobra_domain.aside import PhoneEnd
from kobra_domain.visits import NotCompletedReason, VisitState
from tests.field_api.servers import NOW, Running
from tests.field_api.submissions.phone import Phone, form, publish
from tests.system.conftest import ADMIN, Field
from tests.system.station import station


def test_a_form_of_a_lost_phone_reaches_the_replica_once_it_is_taken(
    server: Running, city: Field, tmp_path: Path
) -> None:
    ana, draft = city.ana, city.visits[0]
    on_phone: dict[str, Any] = {
        "state": VisitState.ON_PHONE,
        "assigned_at": NOW,
        "on_phone_at": NOW,
    }
    visit = replace(draft, agent_id=ana.id, planned_on=date(2026, 11, 20), **on_phone)
    with server.database.begin() as connection:
        record_all(connection, [(visit, draft)], at=NOW)
    publish(server.database)
    with server.database.begin() as connection:
        link = enrol(connection, ana.id, server.base, NOW)
    phone = Phone(server.base, link.openrosa_url.rpartition("/")[2])
    with station(server, tmp_path, ADMIN) as desktop:
        desktop.sync()
        done = end_phone(desktop.desk, ana.id, PhoneEnd.LOST, moves_visits=True)
        assert done.unassigned == 1
        server.clock.forward(minutes=10)
        ended = (NOW - timedelta(minutes=2)).isoformat()
        answers = {"visita": visit.id, "motivo_no_realizada": "no_access", "end": ended}
        assert phone.post(form(answers)).status_code == 202
        [item] = online.aside(desktop.api)
        assert (item.agent, item.reason) == (ana.code, PhoneEnd.LOST)
        assert take_again(desktop.desk, item).taken == 1
        assert online.aside(desktop.api) == ()
        desktop.sync()
        with desktop.replica.reading() as connection:
            after = rows.one(connection, "visit", visit.id)
    assert (after.state, after.agent_id) == (VisitState.NOT_COMPLETED, ana.id)
    assert after.not_completed_reason is NotCompletedReason.NO_ACCESS
