"""Mail over a real SMTP server that wants TLS and a login; an unknown server gets neither."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from field_api.auth.mail import send_mail
from field_api.settings import Settings, utc_now
from tests.field_api.databases import free_port

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
def certificate(tmp_path: Path) -> Path:
    """A certificate of 127.0.0.1 and its key, signed by nobody else."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(utc_now() - timedelta(days=1))
        .not_valid_after(utc_now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "mail.pem"
    path.write_bytes(key.private_bytes(pem, *plain) + made.public_bytes(pem))
    return path


@pytest.fixture
def mailing(certificate: Path) -> Iterator[tuple[Postbox, Settings]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
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
        Settings(
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_user=USER,
            smtp_password=SECRET,
            smtp_starttls=True,
        ),
    )
    controller.stop()


def test_a_mail_goes_through_tls_and_a_login(
    mailing: tuple[Postbox, Settings], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, settings = mailing
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
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
    settings = Settings(smtp_host="127.0.0.1", smtp_port=1)
    assert not send_mail(settings, "ana@kobra.example\r\nBcc: otro@kobra.example", "Hola", "x")
