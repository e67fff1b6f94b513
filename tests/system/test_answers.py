"""What the server answers beside the feed is what a desk reads: field by field, over real HTTP."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from field_api.settings import Settings
from kobra_desktop.api import agents, audit, basemap_upload, changes, operations, session
from kobra_desktop.api.errors import NewerServer
from kobra_desktop.api.http import read
from kobra_domain.answers import (
    AccessCode,
    AgentNow,
    AgentsNow,
    AuditPage,
    AuditRow,
    Enrolment,
    Invited,
    ServerBasemap,
    SessionInfo,
)
from kobra_domain.kinds import KINDS
from kobra_domain.people import Role
from kobra_domain.scope import PERMISSIONS, keys_held
from kobra_domain.wire import API_VERSION, Operation, Status
from kobra_records.ids import new_id
from tests.field_api.servers import Running
from tests.kobra_desktop.field import no_server
from tests.kobra_domain.things import an_id
from tests.system.conftest import ADMIN, LUIS, Field
from tests.system.station import Station, station

SAID = {
    "user": {"id": an_id(1), "name": "Sara", "email": "s@kobra.example", "role": "viewer"},
    "permissions": [],
    "scope": [],
    "server_version": "1",
    "api_version": API_VERSION,
    "retention_days": 90,
}


@pytest.fixture
def desk(server: Running, city: Field, tmp_path: Path) -> Iterator[Station]:
    """An administrator who is signed in."""
    with station(server, tmp_path, ADMIN) as made:
        yield made


def names(kind: Any) -> set[str]:
    return {item.name for item in fields(kind)}


def test_the_session_says_who_is_in(desk: Station, server: Running) -> None:
    found = session.session(desk.api)
    assert found.user == desk.user
    assert set(found.permissions) == PERMISSIONS[Role.ADMIN]
    assert set(found.scope) == keys_held(desk.user)
    assert found.api_version == API_VERSION
    assert found.retention_days == Settings().retention_days
    assert found.window_days == Settings().window_days
    assert desk.api.request("GET", "/session").json().keys() == names(SessionInfo)


def test_codes_are_told_with_their_end(desk: Station, city: Field) -> None:
    wanted = {"name": "Eva", "email": "eva@kobra.example", "role": "viewer"}
    invited = session.invite(desk.api, wanted)
    assert isinstance(invited, Invited)
    assert (len(invited.user_id), invited.is_mailed) == (36, False)
    code = session.reset_code(desk.api, city.users[LUIS].id)
    assert type(code) is AccessCode
    assert code.expires_at == invited.expires_at
    path = f"/users/{city.users[LUIS].id}/reset-code"
    assert desk.api.request("POST", path).json().keys() == names(AccessCode)
    other = {**wanted, "email": "ivo@kobra.example"}
    assert desk.api.request("POST", "/invitations", json=other).json().keys() == names(Invited)


def test_an_enrolment_says_both_addresses(desk: Station, city: Field) -> None:
    """No end: they are good until they are revoked."""
    found = agents.enrol(desk.api, city.ana.id)
    assert found.settings_url.startswith(found.osmand_url)
    assert "/key/" in found.openrosa_url
    assert found.collect_settings
    answer = desk.api.request("POST", f"/agents/{city.ana.id}/enrolment")
    assert answer.json().keys() == names(Enrolment)


def test_the_audit_comes_in_pages(desk: Station, city: Field) -> None:
    for _ in range(3):
        agents.enrol(desk.api, city.ana.id)
    newest = audit.audit(desk.api, limit=2)
    assert [row.act for row in newest.items] == ["agent.enrol"] * 2
    assert (newest.items[0].subject_kind, newest.items[0].subject_id) == ("agent", city.ana.id)
    assert newest.items[0].user_id == desk.user.id
    older = audit.audit(desk.api, before=newest.next)
    assert older.next is None
    assert older.items[0].id < newest.items[-1].id
    said = desk.api.request("GET", "/audit").json()
    assert said.keys() == names(AuditPage)
    assert said["items"][0].keys() == names(AuditRow)


def test_counts_hashes_and_the_city_map(desk: Station) -> None:
    assert changes.counts(desk.api).keys() == KINDS.keys()
    assert changes.counts(desk.api)["visit"] == 4
    assert len(changes.row_hash(desk.api, "visit")) == 64
    assert basemap_upload.server_basemap(desk.api) == ServerBasemap(size=None, etag=None)
    agents_now: AgentsNow = read(desk.api.request("GET", "/agents"), AgentsNow)
    said = desk.api.request("GET", "/agents").json()
    assert len(agents_now.items) == len(said["items"]) > 0
    assert said["items"][0].keys() == names(AgentNow)


def test_operations_are_answered_one_by_one(desk: Station) -> None:
    lost = Operation(op_id=new_id(), command="visit.edit", entity_id=new_id(), changed={})
    assert [one.status for one in operations.send(desk.api, [lost])] == [Status.REJECTED]


def test_a_newer_server_is_told_whatever_else_it_says(
    httpserver: HTTPServer,
) -> None:
    """Its session may have another shape: roles that this version has never heard of."""
    said = {"api_version": API_VERSION + 1, "server_version": "9", "user": {"role": "auditor"}}
    httpserver.expect_request("/api/v1/session").respond_with_json(said)
    api = no_server()
    api.server = httpserver.url_for("").rstrip("/")
    with pytest.raises(NewerServer):
        session.session(api)
    api.close()


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {
            **SAID,
            "user": {"id": an_id(1), "name": "Sara", "email": "s@x", "role": "auditor"},
        },
        {name: value for name, value in SAID.items() if name != "retention_days"},
    ],
)
def test_a_session_kept_by_another_version_is_asked_for_anew(said: Any) -> None:
    """Else the program could not begin: what it kept last would stop it each time."""
    assert session.remembered(SAID) is not None
    assert session.remembered(said) is None
