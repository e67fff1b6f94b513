"""Endpoints over the API: an administrator's, audited, and no secret told twice."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook as Oracle

from field_api.tables.audit import audit
from field_api.tables.results import deliveries
from field_api.tables.webhooks import webhooks
from kobra_domain.deliveries import DeliveryState
from tests.field_api.servers import Client, Running
from tests.field_api.webhooks.receivers import Receiver
from tests.field_api.world import World

URL = "https://bank.example/hook"
SignIn = Callable[[str], Client]
KINDS = ["visit.completed", "promise.made"]


def wish(world: World, **changes: Any) -> dict[str, Any]:
    north = world.north
    return {
        "institution_id": north.institution.id,
        "url": URL,
        "portfolio_ids": [north.portfolio.id],
        "kinds": KINDS,
        **changes,
    }


def added(client: Client, world: World, **changes: Any) -> dict[str, str]:
    answer = client.post("/api/v1/webhooks", json=wish(world, **changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, str] = answer.json()
    return made


def everything_said(server: Running) -> str:
    """All of the audit."""
    with server.database.read() as connection:
        return str(connection.execute(select(audit.c.act, audit.c.details)).all())


def test_added_changed_and_removed(server: Running, world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    made = added(admin, world)
    assert made["secret"].startswith("whsec_")
    [held] = admin.get("/api/v1/webhooks").json()
    assert (held["id"], held["url"], held["kinds"], held["is_on"]) == (made["id"], URL, KINDS, True)
    path = f"/api/v1/webhooks/{made['id']}"
    terms = {name: wish(world)[name] for name in ("url", "portfolio_ids", "kinds")}
    change = {**terms, "seen": terms}
    assert admin.put(path, json={**change, "is_on": False}).status_code == 204
    other = {"institution": world.south.institution.id}
    assert admin.get("/api/v1/webhooks", params=other).json() == []
    [held] = admin.get("/api/v1/webhooks").json()
    assert (held["is_on"], held["off_reason"]) == (False, "person")
    assert admin.delete(path).status_code == 204
    assert admin.get("/api/v1/webhooks").json() == []
    assert admin.put(path, json=change).status_code == 404
    said = everything_said(server)
    for act in ("webhook.add", "webhook.edit", "webhook.remove"):
        assert act in said
    assert made["secret"] not in said


@pytest.mark.both_engines
def test_what_two_change_at_once_is_not_overwritten_unseen(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    path = f"/api/v1/webhooks/{added(admin, world)['id']}"
    seen = {name: wish(world)[name] for name in ("url", "portfolio_ids", "kinds")}
    first, second = "https://bank.example/first", "https://bank.example/second"
    assert admin.put(path, json={**seen, "url": first, "seen": seen}).status_code == 204
    late = admin.put(path, json={**seen, "url": second, "is_on": False, "seen": seen})
    assert (late.status_code, late.json()["code"]) == (409, "webhook_changed")
    assert (late.json()["params"], late.json()["current"]["url"]) == ({"field": "url"}, first)
    other = admin.put(path, json={**seen, "kinds": ["promise.made"], "seen": seen})
    assert other.status_code == 204  # another field: both stand
    [held] = admin.get("/api/v1/webhooks").json()
    assert (held["url"], held["kinds"], held["is_on"]) == (first, ["promise.made"], True)
    now = {name: held[name] for name in seen}
    assert admin.put(path, json={**now, "url": second, "seen": now}).status_code == 204


def test_a_secret_lies_sealed_and_is_told_once(
    server: Running, world: World, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    made = added(admin, world)
    renewed = admin.post(f"/api/v1/webhooks/{made['id']}/secret").json()
    assert renewed["secret"] != made["secret"]
    with server.database.read() as connection:
        kept = str(connection.execute(select(webhooks)).one())
    told = admin.get("/api/v1/webhooks").text + everything_said(server) + kept
    for one in (made, renewed):
        assert one["secret"] not in told
        assert one["secret"].removeprefix("whsec_") not in told
    [held] = admin.get("/api/v1/webhooks").json()
    assert held["old_secret_until"] is not None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"url": "http://bank.example/"}, "url_not_https"),
        ({"url": "https://ana:x@bank.example/"}, "not_a_url"),
        ({"portfolio_ids": []}, "missing"),
        ({"kinds": ["alert.raised"]}, "not_in_list"),
    ],
)
def test_what_is_no_endpoint(
    world: World, sign_in: SignIn, changes: dict[str, Any], code: str
) -> None:
    answer = sign_in("admin").post("/api/v1/webhooks", json=wish(world, **changes))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_endpoint_hears_of_its_institution_alone(world: World, sign_in: SignIn) -> None:
    foreign = wish(world, portfolio_ids=[world.south.portfolio.id])
    answer = sign_in("admin").post("/api/v1/webhooks", json=foreign)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_reference")


def test_a_signed_example_and_its_answer(
    server: Running, world: World, sign_in: SignIn, hook: Receiver
) -> None:
    admin = sign_in("admin")
    made = added(admin, world)
    tested = admin.post(f"/api/v1/webhooks/{made['id']}/test").json()
    assert (tested["is_ok"], tested["status"], tested["kind"]) == (False, None, "test")
    assert tested["code"] == "webhook.dns"
    with server.database.begin() as connection:
        connection.execute(update(webhooks).values(url=hook.url, allows_private=True))
    hook.status, hook.body = 200, "¡Recibido!".encode()
    tested = admin.post(f"/api/v1/webhooks/{made['id']}/test").json()
    assert (tested["is_ok"], tested["status"], tested["answer"]) == (True, 200, "¡Recibido!")
    [got] = hook.got
    assert tested["body"] == got.body.decode()
    assert tested["headers"]["webhook-signature"] == got.headers["webhook-signature"]
    assert json.loads(got.body)["type"] == "webhook.test"
    assert got.headers["webhook-id"] == tested["delivery_id"]
    Oracle(made["secret"])  # takes the secret as it is shown
    # It is in the log, the newest first, page by page.
    first = admin.get(f"/api/v1/webhooks/{made['id']}/log", params={"limit": 1}).json()
    assert [one["id"] for one in first["items"]] == [tested["id"]]
    query = {"before": first["next"]}
    rest = admin.get(f"/api/v1/webhooks/{made['id']}/log", params=query).json()
    assert [one["code"] for one in rest["items"]] == ["webhook.dns"]
    assert rest["next"] is None
    whole = admin.get(f"/api/v1/webhooks/{made['id']}/log/{tested['id']}").json()
    assert whole == tested
    assert "webhook.view" in everything_said(server)


def test_sent_again(server: Running, world: World, sign_in: SignIn, hook: Receiver) -> None:
    admin = sign_in("admin")
    made = added(admin, world)
    path = f"/api/v1/webhooks/{made['id']}/replay"
    answer = admin.post(path, json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "missing")
    again = admin.post(path, json={"since": "2026-03-02T00:00:00Z", "is_unconfirmed": True})
    assert again.json() == {"count": 0}
    admin.post(f"/api/v1/webhooks/{made['id']}/test")
    with server.database.read() as connection:
        assert list(connection.scalars(select(deliveries.c.state))) == [DeliveryState.FAILED]
    # A test is no event: it is never sent again.
    with server.database.read() as connection:
        [test_id] = connection.scalars(select(deliveries.c.id))
    assert admin.post(path, json={"delivery_ids": [test_id]}).json() == {"count": 0}


@pytest.mark.parametrize("who", ["supervisor", "viewer"])
def test_they_are_the_administrators(world: World, sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get("/api/v1/webhooks").status_code == 403
