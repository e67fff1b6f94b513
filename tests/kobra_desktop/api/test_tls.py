"""A certificate that is wrong in any way ends the conversation before a word is said."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from kobra_desktop.api import session
from kobra_desktop.api.errors import ApiError, NotTrusted
from kobra_desktop.api.http import FieldApi, Tokens
from kobra_desktop.api.live import LiveStream
from kobra_desktop.sync.engine import link_of
from kobra_desktop.sync.status import Link

pytest.importorskip("trustme", reason="its cryptography has no wheel for this machine")

import trustme

HERE = "127.0.0.1"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this machine trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "trusted.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "trusted.pem"))
    return made


@contextmanager
def serving(cert: trustme.LeafCert) -> Iterator[HTTPServer]:
    """A server that shows this certificate and answers anything."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    cert.configure_cert(context)
    with HTTPServer(HERE, 0, ssl_context=context) as server:
        server.expect_request("/api/v1/session/refresh").respond_with_json(
            {"access_token": "a", "refresh_token": "b", "expires_in": 900}
        )
        server.expect_request("/api/v1/x").respond_with_json({"fine": True})
        yield server


def asked(server: HTTPServer) -> FieldApi:
    """A signed-in client of that server."""
    return FieldApi(
        f"https://{HERE}:{server.port}",
        guard=threading.Lock(),
        on_tokens=lambda _: None,
        tokens=Tokens("access", "refresh"),
    )


def wrong_certificate(authority: trustme.CA, fault: str) -> trustme.LeafCert:
    """A certificate with one fault."""
    now = datetime.now(UTC)
    if fault == "expired":
        return authority.issue_cert(HERE, not_after=now - timedelta(days=1))
    if fault == "not_yet":
        return authority.issue_cert(HERE, not_before=now + timedelta(days=1))
    if fault == "wrong_host":
        return authority.issue_cert("otro.example")
    return trustme.CA().issue_cert(HERE)


def test_a_right_certificate_is_spoken_to(authority: trustme.CA) -> None:
    with serving(authority.issue_cert(HERE)) as server:
        api = asked(server)
        assert api.request("GET", "/x").json() == {"fine": True}
        api.close()


@pytest.mark.parametrize("fault", ["expired", "not_yet", "wrong_host", "unknown_authority"])
def test_a_wrong_certificate_is_told_nothing(authority: trustme.CA, fault: str) -> None:
    with serving(wrong_certificate(authority, fault)) as server:
        api = asked(server)
        with pytest.raises(NotTrusted) as caught:
            api.request("POST", "/x", json={"note": "secreto"})
        with pytest.raises(NotTrusted):
            LiveStream(api)
        with pytest.raises(NotTrusted):
            session.sign_in(api, email="sara@kobra.example", password="secreto")
        api.close()
        assert server.log == []  # not a request came through
        assert link_of(caught.value) is Link.FAILING


def test_there_is_no_way_around_it(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PYTHONHTTPSVERIFY", "0")
    with serving(trustme.CA().issue_cert(HERE)) as server:
        api = asked(server)
        with pytest.raises(ApiError):
            api.request("GET", "/x")
        api.close()
        assert server.log == []
