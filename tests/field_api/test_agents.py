"""Agents as the list shows them, and their consent."""

from collections.abc import Callable
from typing import Any

import pytest

from kobra_domain.wire import API_VERSION, OLDEST_API_VERSION
from tests.field_api.servers import Client, Running
from tests.field_api.world import World

SignIn = Callable[[str], Client]
YES = {
    "source": "Contrato 12",
    "purpose": "ubicación en turno",
    "given_at": "2026-03-01T10:00:00-05:00",
}


@pytest.mark.both_engines
def test_consent_is_given_and_withdrawn_and_both_are_audited_and_told(
    sign_in: SignIn, world: World
) -> None:
    admin, supervisor = sign_in("admin"), sign_in("supervisor")
    agent, held = world.north.agent, supervisor.pull()
    path = f"/api/v1/agents/{agent.id}/consent"
    assert admin.put(path, json=YES).status_code == 204
    told = supervisor.pull(held.cursor)
    given = told.put["agent", agent.id]["consent"]
    assert given["given_at"] == "2026-03-01T15:00:00Z"
    assert given["withdrawn_at"] is None
    assert admin.delete(path).status_code == 204
    gone = supervisor.pull(told.cursor).put["agent", agent.id]["consent"]
    assert gone["withdrawn_at"] is not None
    acts = [line["act"] for line in admin.get("/api/v1/audit").json()["items"]]
    assert acts == ["consent.withdraw", "consent.give"]


@pytest.mark.parametrize(
    "changes",
    [
        {"source": " "},
        {"purpose": ""},
        {"given_at": "2026-03-01T10:00:00"},
        {"given_at": "ayer"},
        {"given_at": "0001-01-01T00:00:00+14:00"},
        {"source": "\0"},
        {"source": "x" * 300},
    ],
)
def test_a_consent_says_when_where_and_for_what(
    sign_in: SignIn, world: World, changes: dict[str, Any]
) -> None:
    path = f"/api/v1/agents/{world.north.agent.id}/consent"
    assert sign_in("admin").put(path, json={**YES, **changes}).status_code == 422


def test_an_agent_that_is_not_there(sign_in: SignIn, world: World) -> None:
    admin = sign_in("admin")
    missing = f"/api/v1/agents/{world.north.team.id}/consent"
    assert admin.put(missing, json=YES).status_code == 404
    assert admin.put("/api/v1/agents/x/consent", json=YES).status_code == 422


@pytest.mark.both_engines
def test_the_audit_is_read_in_pages(sign_in: SignIn, world: World) -> None:
    admin = sign_in("admin")
    for side in (world.north, world.south):
        admin.put(f"/api/v1/agents/{side.agent.id}/consent", json=YES)
    first = admin.get("/api/v1/audit", params={"limit": 1}).json()
    assert len(first["items"]) == 1
    second = admin.get("/api/v1/audit", params={"limit": 1, "before": first["next"]}).json()
    assert second["items"][0]["subject_id"] == world.north.agent.id
    assert second["next"] is None


@pytest.mark.both_engines
def test_probes_and_refusals_in_the_readers_language(server: Running) -> None:
    client = server.client()
    wires = {"api_version": API_VERSION, "oldest_api_version": OLDEST_API_VERSION}
    assert client.get("/health").json() == {"status": "alive", **wires}
    assert client.get("/ready").json() == {"status": "ready"}
    for language, sentence in (
        ("en-US,es;q=0.5", "Sign in"),
        ("es-MX", "iniciar"),
        ("xx", "iniciar"),
    ):
        refusal = client.get("/api/v1/agents", headers={"Accept-Language": language})
        assert refusal.status_code == 401
        assert sentence.lower() in refusal.json()["message"].lower(), refusal.text
    wrong = client.delete("/health")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
