"""Mail over a real SMTP server that wants TLS and a login; an unknown server gets neither."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from field_api.mail.direct import send_mail
from field_api.settings import Settings
from tests.field_api.databases import free_port

pytest.importorskip("trustme", reason="its cryptography has no wheel for this machine")

import trustme

USER, SECRET = "kobra@kobra.example", "clave del correo"


class Postbox:
    """Keeps the logins and mails that a real SMTP server receives."""

    def __init__(self) -> None:
        self.logins: list[LoginPassword] = []
        self.mails: list[str] = []

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, given: LoginPassword
    ) -> AuthResult:
        """Somebody signs in."""
        self.logins.append(given)
        return AuthResult(success=given.password == SECRET.encode())

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """A mail has come."""
        self.mails += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def authority() -> trustme.CA:
    """Who vouches for the mail server; nobody trusts it by itself."""
    return trustme.CA()


@pytest.fixture
def mailing(authority: trustme.CA) -> Iterator[tuple[Postbox, Settings]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    box, port = Postbox(), free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=box.authenticate,
    )
    controller.start()
    yield (
        box,
        Settings(smtp_url=f"smtp://{quote(USER)}:{quote(SECRET)}@127.0.0.1:{port}"),
    )
    controller.stop()


def test_a_mail_goes_through_tls_and_a_login(
    mailing: tuple[Postbox, Settings],
    authority: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box, settings = mailing
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    assert send_mail(settings, "ana@kobra.example", "Hola", "Qué tal")
    assert box.mails == ["ana@kobra.example"]
    assert [login.login for login in box.logins] == [USER.encode()]


def test_a_server_that_nobody_vouches_for_learns_no_password(
    mailing: tuple[Postbox, Settings],
) -> None:
    box, settings = mailing
    assert not send_mail(settings, "ana@kobra.example", "Hola", "Qué tal")
    assert (box.logins, box.mails) == ([], [])


def test_an_address_that_carries_another_header_is_not_mailed() -> None:
    settings = Settings(smtp_url="smtp://127.0.0.1:1")
    assert not send_mail(settings, "ana@kobra.example\r\nBcc: otro@kobra.example", "Hola", "x")
