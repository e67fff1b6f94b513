"""How people come in: by a code read out or mailed, once, and in time."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kobra_domain.invitations import read_link
from tests.field_api.databases import free_port
from tests.field_api.servers import PASSWORD, Client, Running, running, wait_until
from tests.field_api.world import World, build_world

SignIn = Callable[[str], Client]
NEW = "otra clave bien larga"


def _bytes(content: bytes | str | None) -> bytes:
    assert isinstance(content, bytes)
    return content


class Postbox:
    """Keeps what a real SMTP server receives."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """A mail has come."""
        mail = message_from_bytes(_bytes(envelope.content), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=(port := free_port()))
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def mailing(
    database_url: str, tmp_path: Path, postbox: tuple[Postbox, int]
) -> Iterator[tuple[Running, World, Postbox]]:
    """A server that can mail."""
    mail: dict[str, Any] = {"smtp_url": f"smtp://127.0.0.1:{postbox[1]}"}
    mail |= {"mail_from": "kobra@kobra.example", "public_url": "https://kobra.example"}
    with running(database_url, tmp_path, **mail) as server:
        yield server, build_world(server.database), postbox[0]


def invitation(**changes: Any) -> dict[str, Any]:
    """Somebody new."""
    return {"name": "Nueva Persona", "email": "nueva@kobra.example", "role": "viewer", **changes}


def accept(client: Client, code: str, email: str = "nueva@kobra.example", **changes: Any) -> int:
    """Use a code."""
    body = {"email": email, "code": code, "password": NEW, **changes}
    return client.post("/api/v1/invitations/accept", json=body).status_code


@pytest.mark.both_engines
def test_a_code_read_out_opens_the_account_once(sign_in: SignIn, server: Running) -> None:
    answer = sign_in("admin").post("/api/v1/invitations", json=invitation())
    assert answer.status_code == 201, answer.text
    invited, client = answer.json(), server.client()
    assert invited["is_mailed"] is False
    assert accept(client, "AAAA-BBBB-CCCC") == 403
    assert accept(client, invited["code"], password="corta") == 422
    # Case, dashes and spaces do not matter to who types what was read out.
    assert accept(client, invited["code"].replace("-", " ").lower()) == 204
    assert client.sign_in("Nueva@Kobra.example", NEW).get("/api/v1/session").status_code == 200
    assert accept(client, invited["code"]) == 403


def test_a_code_ends_by_itself(sign_in: SignIn, server: Running) -> None:
    invited = sign_in("admin").post("/api/v1/invitations", json=invitation()).json()
    server.clock.forward(days=3, seconds=1)
    assert accept(server.client(), invited["code"]) == 403


def test_an_invitation_names_what_exists(sign_in: SignIn, world: World) -> None:
    admin = sign_in("admin")
    bad = [
        invitation(email="ADMIN@kobra.example"),
        invitation(team_ids=[world.north.portfolio.id]),
        invitation(portfolio_ids=[world.north.team.id]),
        invitation(role="agent"),
        invitation(role="king"),
        invitation(email="no es"),
        invitation(name="  "),
        invitation(name="a\u0000b"),
    ]
    codes = [admin.post("/api/v1/invitations", json=body).status_code for body in bad]
    assert codes == [409, 422, 422, 422, 422, 422, 422, 422]


@pytest.mark.both_engines
def test_guessing_codes_is_slowed(sign_in: SignIn, server: Running) -> None:
    invited = sign_in("admin").post("/api/v1/invitations", json=invitation()).json()
    client = server.client()
    assert {accept(client, f"AAAA-BBBB-{n:04}") for n in range(20)} == {403}
    assert accept(client, invited["code"]) == 429


def test_an_administrator_reads_out_a_reset_code_and_all_sessions_end(
    sign_in: SignIn, world: World, server: Running
) -> None:
    viewer, user = sign_in("viewer"), world.users["viewer"]
    code = sign_in("admin").post(f"/api/v1/users/{user.id}/reset-code").json()["code"]
    body = {"email": user.email, "code": code, "password": NEW}
    assert server.client().post("/api/v1/password-resets/accept", json=body).status_code == 204
    assert viewer.get("/api/v1/session").status_code == 401
    server.client().sign_in(user.email, NEW)


def test_an_invitation_and_a_reset_go_by_mail(
    mailing: tuple[Running, World, Postbox],
) -> None:
    server, world, box = mailing
    admin = server.client().sign_in(world.email("admin"), PASSWORD)
    invited = admin.post("/api/v1/invitations", json=invitation(language="en")).json()
    assert invited["is_mailed"] is True
    [mail] = box.mails
    assert mail["To"] == "nueva@kobra.example"
    text = mail.get_content()
    assert invited["code"] in text
    assert "https://kobra.example" in text
    [link] = re.findall(r"kobra-desktop://\S+", text)
    found = read_link(link)
    assert (found.server, found.email) == ("https://kobra.example", "nueva@kobra.example")
    assert accept(server.client(), found.code) == 204

    client = server.client()
    for email in ("viewer@kobra.example", "unknown@kobra.example"):
        answer = client.post("/api/v1/password-resets", json={"email": email})
        assert (answer.status_code, answer.json()) == (202, {"status": "accepted"})
    wait_until(lambda: len(box.mails) > 1)  # the answer goes before the mail
    assert [m["To"] for m in box.mails[1:]] == ["viewer@kobra.example"]
    [code] = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", box.mails[1].get_content())
    body = {"email": "viewer@kobra.example", "code": code, "password": NEW}
    assert client.post("/api/v1/password-resets/accept", json=body).status_code == 204


def test_a_mail_box_is_not_flooded(mailing: tuple[Running, World, Postbox]) -> None:
    server, _world, box = mailing
    client = server.client()
    for email in ["viewer@kobra.example"] * 6 + ["supervisor@kobra.example"]:
        answer = client.post("/api/v1/password-resets", json={"email": email})
        assert answer.status_code == 202
    wait_until(lambda: any(mail["To"] == "supervisor@kobra.example" for mail in box.mails))
    wait_until(lambda: len(box.mails) == 4)


def test_a_mail_server_that_is_gone_is_said(database_url: str, tmp_path: Path) -> None:
    with running(database_url, tmp_path, smtp_url="smtp://127.0.0.1:1") as server:
        admin = server.client().sign_in(build_world(server.database).email("admin"))
        invited = admin.post("/api/v1/invitations", json=invitation()).json()
        assert invited["is_mailed"] is False
        assert accept(server.client(), invited["code"]) == 204
