"""Envíos by the API: looked at, sent once more, taken back, paused; and the mail server."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.jobs.forgetting import forget
from field_api.tables.audit import audit
from field_api.tables.results import deliveries
from kobra_domain.deliveries import DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.people import Role
from tests.field_api.databases import free_port
from tests.field_api.mail.postbox import DROP, Postbox, postbox
from tests.field_api.results.test_sender import delivery, one, put
from tests.field_api.servers import NOW, TIMEOUT_S, Client, Running, running
from tests.field_api.world import World, write

S = DeliveryState


@pytest.fixture
def admin(field: Running) -> dict[str, str]:
    """Who administers."""
    return field.sign_in()


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as made:
        yield made


def asked(
    field: Running, method: str, path: str, who: dict[str, str], body: Any = None
) -> requests.Response:
    url = f"{field.base}/api/v1{path}"
    headers = {**who, "Accept-Language": "es"}
    return field.http.request(method, url, json=body, headers=headers, timeout=TIMEOUT_S)


def at(minutes: int) -> dict[str, Any]:
    moment = NOW + timedelta(minutes=minutes)
    return {"created_at": moment, "next_at": moment}


@pytest.mark.both_engines
def test_whether_what_waits_can_leave_is_said_in_few_words(
    field: Running, admin: dict[str, str]
) -> None:
    made = [delivery(number, **at(number)) for number in range(3)]
    made[1] = replace(made[1], code="smtp.connect", tried_at=NOW, tries=1)
    made[2] = replace(made[2], state=S.SENT, sent_at=NOW - timedelta(hours=1))
    put(field.database, *made)
    asked(field, "PUT", "/deliveries/pause", admin, {"is_paused": True})
    said = field.get("/deliveries/standing", admin).json()
    assert (said["is_paused"], said["is_mail_set"], said["waiting"]) == (True, False, 2)
    page = field.get("/deliveries", admin).json()
    assert page["trouble"] is not None
    assert said["trouble"] == page["trouble"]
    asked(field, "PUT", "/deliveries/pause", admin, {"is_paused": False})
    assert field.get("/deliveries/standing", admin).json()["is_paused"] is False


@pytest.mark.both_engines
def test_the_newest_first_by_pages_states_and_doors(field: Running, admin: dict[str, str]) -> None:
    made = [delivery(number, **at(number)) for number in range(5)]
    made[1] = replace(made[1], state=S.FAILED, code="smtp.recipient", detail="550 no")
    made[2] = replace(made[2], channel=DeliveryChannel.WEBHOOK, address="https://x.example")
    put(field.database, *made)
    page = field.get("/deliveries", admin, limit=3).json()
    assert [item["id"] for item in page["items"]] == [made[n].id for n in (4, 3, 2)]
    assert page["counts"] == {"waiting": 4, "failed": 1}
    assert {item["content"] for item in page["items"]} == {""}
    older = field.get("/deliveries", admin, before=page["next"]).json()
    assert [item["id"] for item in older["items"]] == [made[n].id for n in (1, 0)]
    assert older["next"] is None
    failed = field.get("/deliveries", admin, state="failed").json()["items"]
    assert [item["detail"] for item in failed] == ["550 no"]
    hooks = field.get("/deliveries", admin, channel="webhook").json()["items"]
    assert [item["address"] for item in hooks] == ["https://x.example"]
    assert field.get("/deliveries", admin, before="none").json()["items"] == []


def test_it_is_the_administrators(field: Running) -> None:
    found = delivery(**at(0))
    put(field.database, found)
    who = field.sign_in(Role.SUPERVISOR)
    for method, path, body in (
        ("GET", "/deliveries", None),
        ("POST", f"/deliveries/{found.id}/resend", None),
        ("GET", f"/deliveries/{found.id}/letter", None),
        ("POST", "/deliveries/cancel", {"ids": [found.id]}),
        ("PUT", "/deliveries/pause", {"is_paused": True}),
        ("GET", "/mail-settings", None),
        ("PUT", "/mail-settings", {"host": ""}),
        ("POST", "/mail-settings/test", {"to": "a@b.example"}),
    ):
        assert asked(field, method, path, who, body).status_code == 403, path


def test_sent_once_more_or_taken_back(field: Running, admin: dict[str, str]) -> None:
    failed = delivery(1, state=S.FAILED, tries=3, **at(0))
    waiting, unsent = delivery(2, **at(1)), delivery(3, state=S.UNSENT, code="x", **at(2))
    forgotten = delivery(4, state=S.SENT, **at(3) | {"content": ""})
    put(field.database, failed, waiting, unsent, forgotten)
    again = asked(field, "POST", f"/deliveries/{failed.id}/resend", admin)
    assert (again.status_code, again.json()["state"]) == (200, "waiting")
    for found, code in (
        (waiting, "delivery_on_its_way"),
        (unsent, "delivery_withheld"),
        (forgotten, "delivery_forgotten"),
    ):
        refused = asked(field, "POST", f"/deliveries/{found.id}/resend", admin)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
        assert refused.json()["message"] != code
    body = {"ids": [waiting.id, unsent.id, failed.id]}
    assert asked(field, "POST", "/deliveries/cancel", admin, body).json() == {"cancelled": 2}
    assert one(field.database, waiting).state is S.CANCELLED
    assert asked(field, "POST", "/deliveries/none/resend", admin).status_code in {404, 422}
    with field.database.read() as connection:
        acts = list(connection.scalars(select(audit.c.act).where(audit.c.act.like("delivery.%"))))
    assert acts == ["delivery.resend", "delivery.cancel"]


def test_the_letter_is_shown_as_it_would_leave(field: Running, admin: dict[str, str]) -> None:
    content = json.dumps({"subject": "Hola", "text": "Texto", "html": "<p>Más</p>"})
    put(field.database, found := delivery(content=content, **at(0)))
    shown = field.get(f"/deliveries/{found.id}/letter", admin).json()
    assert (shown["subject"], shown["text"], shown["html"]) == ("Hola", "Texto", "<p>Más</p>")
    put(field.database, gone := delivery(content="", **at(0)))
    assert field.get(f"/deliveries/{gone.id}/letter", admin).json()["code"] == "delivery_forgotten"


def test_all_is_paused_by_one_switch(field: Running, admin: dict[str, str]) -> None:
    for wanted in (True, False):
        answer = asked(field, "PUT", "/deliveries/pause", admin, {"is_paused": wanted})
        assert answer.status_code == 204
        assert field.app.state.settings.mail_paused is wanted
        assert field.get("/deliveries", admin).json()["is_paused"] is wanted


def test_a_mail_server_is_set_and_its_password_is_never_read_back(
    field: Running, admin: dict[str, str], box: Postbox
) -> None:
    wish = {"host": "127.0.0.1", "port": box.port, "user": "ana", "password": "muy-secreta"}
    wish["sender"] = "Cobros <kobra@x.example>"
    kept = asked(field, "PUT", "/mail-settings", admin, wish)
    assert kept.status_code == 200, kept.text
    assert field.app.state.settings.smtp_url == f"smtp://ana:muy-secreta@127.0.0.1:{box.port}"
    shown = field.get("/mail-settings", admin)
    assert "muy-secreta" not in shown.text + kept.text
    assert shown.json()["has_password"] is True
    assert shown.json()["effective_sender"] == "Cobros <kobra@x.example>"
    same = {**wish, "password": None, "port": 2525}
    assert asked(field, "PUT", "/mail-settings", admin, same).status_code == 200
    assert field.app.state.settings.smtp_url.startswith("smtp://ana:muy-secreta@")
    for other in ({"host": "elsewhere.example"}, {"user": "eva"}, {"tls": "never"}):
        refused = asked(field, "PUT", "/mail-settings", admin, {**same, **other})
        assert refused.json()["code"] == "mail_password_again", other
    assert asked(field, "PUT", "/mail-settings", admin, {"host": ""}).json()["host"] == ""
    assert field.app.state.settings.smtp_url == ""
    with field.database.read() as connection:
        assert "muy-secreta" not in str(connection.execute(select(audit)).all())
    bad = asked(field, "PUT", "/mail-settings", admin, {**wish, "sender": "a@b, c@d"})
    assert bad.json()["code"] == "mail_address_unreadable"
    trick = {**wish, "sender": '"jefe@banco.example" <x@y.example>'}
    bad = asked(field, "PUT", "/mail-settings", admin, trick)
    assert (bad.json()["code"], bad.json()["params"]["field"]) == ("mail_name_is_address", "sender")
    assert "@" in bad.json()["message"]


def test_a_test_says_which_step_failed_and_what_the_server_said(
    field: Running, admin: dict[str, str], box: Postbox
) -> None:
    none = asked(field, "POST", "/mail-settings/test", admin, {"to": "eva@x.example"}).json()
    assert (none["is_sent"], none["sentence"]) == (
        *(False,),
        "No hay servidor de correo: los mensajes esperan.",
    )
    server = {"host": "127.0.0.1", "port": box.port, "sender": "kobra@x.example"}
    wish = {"to": "eva@x.example", "server": server}
    sent = asked(field, "POST", "/mail-settings/test", admin, wish).json()
    assert sent["is_sent"], sent
    assert box.recipients == ["eva@x.example"]
    box.refused = {"eva@x.example": "550 no such user"}
    failed = asked(field, "POST", "/mail-settings/test", admin, wish).json()
    assert (failed["step"], failed["code"]) == ("recipient", 550)
    assert failed["sentence"] == (
        f"127.0.0.1:{box.port} no aceptó el destinatario: 550 no such user"
    )
    box.refused, box.answers["end"] = {}, [DROP]
    unknown = asked(field, "POST", "/mail-settings/test", admin, wish).json()
    assert "pudo haber salido o no" in unknown["sentence"]
    server["port"] = free_port()
    nobody = asked(field, "POST", "/mail-settings/test", admin, wish).json()
    assert nobody["step"] == "connect"
    listed = field.get("/deliveries", admin).json()["items"]
    assert [item["state"] for item in listed] == ["failed", "maybe_sent", "failed", "sent"]


def test_what_was_given_at_the_start_is_not_changed_here(sqlite_url: str, tmp_path: Path) -> None:
    with running(sqlite_url, tmp_path, smtp_url="smtp://mail.example") as server:
        who = server.sign_in()
        refused = asked(server, "PUT", "/mail-settings", who, {"host": "x.example"})
        assert (refused.status_code, refused.json()["code"]) == (409, "setting_given")
        assert "KOBRA_SMTP_URL" in refused.json()["message"]
        assert server.get("/mail-settings", who).json()["given"] == ["smtp_url"]


@pytest.mark.both_engines
def test_what_was_said_goes_after_30_days_and_the_line_after_90(field: Running) -> None:
    ages = (29, 31, 91)
    done = [delivery(n, state=S.SENT, **at(-n * 24 * 60)) for n in ages]
    put(field.database, *done, delivery(1, **at(-200 * 24 * 60)))
    forget(field.database, field.settings, NOW)
    with field.database.read() as connection:
        rows = connection.execute(select(deliveries.c.id, deliveries.c.content)).all()
    assert {row.id: bool(row.content) for row in rows if row.id in {d.id for d in done}} == {
        done[0].id: True,
        done[1].id: False,
    }
    assert len(rows) == 3


@pytest.mark.both_engines
def test_whoever_sees_a_visit_sees_what_left_about_it_and_not_to_whom(
    sign_in: Callable[[str], Client], world: World, server: Running
) -> None:
    visit, other = world.north.visit(), world.south.visit()
    write(server.database, visit, other)
    about: dict[str, Any] = {"purpose": DeliveryPurpose.EACH, "visit_id": visit.id}
    sent = [
        delivery(n, state=S.SENT, sent_at=NOW + timedelta(minutes=n), **about, **at(0))
        for n in (1, 2)
    ]
    waits, elsewhere = delivery(3, **about, **at(3)), delivery(4, visit_id=other.id, **at(4))
    put(server.database, *sent, waits, elsewhere)
    supervisor = sign_in("supervisor")
    first, last = supervisor.get(f"/api/v1/deliveries/of-visit/{visit.id}").json()
    assert (first["purpose"], first["state"], first["count"]) == ("each", "sent", 2)
    assert datetime.fromisoformat(first["at"]) == NOW + timedelta(minutes=2)
    assert (last["state"], last["count"]) == ("waiting", 1)
    assert "address" not in first
    assert supervisor.get(f"/api/v1/deliveries/of-visit/{other.id}").status_code == 404
