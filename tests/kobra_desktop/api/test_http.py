"""Each failure of the road to the server is told apart, and a refresh token is spent once."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from field_api.app.serving import server
from field_api.settings import Settings
from kobra_desktop.api import errors, http
from kobra_desktop.api import kept as kept_connections
from kobra_desktop.api.http import FieldApi, Tokens, clean_address

TOKENS = Tokens("access-1", "refresh-1")


@pytest.fixture
def kept() -> list[Tokens | None]:
    """What the keychain is given."""
    return []


@pytest.fixture
def api(httpserver: HTTPServer, kept: list[Tokens | None]) -> Iterator[FieldApi]:
    """A signed-in client of a server that answers as it is told."""
    made = FieldApi(
        httpserver.url_for(""),
        guard=threading.Lock(),
        on_tokens=kept.append,
        tokens=TOKENS,
        stall_s=0.5,
    )
    yield made
    made.close()


def answer(httpserver: HTTPServer, status: int, body: Any = None, **headers: str) -> None:
    """Answer every request so."""
    if isinstance(body, str):
        httpserver.expect_request("/api/v1/x").respond_with_data(
            body, status=status, headers=headers
        )
    else:
        httpserver.expect_request("/api/v1/x").respond_with_json(
            body or {}, status=status, headers=headers
        )


class _Talking(BaseHTTPRequestHandler):
    """Keeps connections, and notes over which each request came."""

    protocol_version = "HTTP/1.1"
    came: ClassVar[list[int]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.came.append(self.client_address[1])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_told: object) -> None:
        """Nobody reads it."""


def test_a_connection_that_the_server_may_be_closing_is_used_no_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A control center looks each five seconds, and once met the closing at just that."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Talking)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{served.server_port}"
    made = FieldApi(address, guard=threading.Lock(), on_tokens=lambda _: None, tokens=TOKENS)
    try:
        for _ in range(2):
            made.request("POST", "/x", json={})
        monkeypatch.setattr(kept_connections, "IDLE_S", 0.0)
        made.request("POST", "/x", json={})
    finally:
        made.close()
        served.shutdown()
        served.server_close()
    first, again, anew = _Talking.came
    assert first == again != anew
    ours = server(Settings(data_folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'x.db'}"))
    assert ours.config.timeout_keep_alive > 2 * 30.0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.NotValid),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (409, errors.Clash),
        (410, errors.ResyncRequired),
        (413, errors.TooLarge),
        (418, errors.Refusal),
        (422, errors.NotValid),
        (429, errors.Busy),
        (500, errors.ServerFault),
        (502, errors.Busy),
        (503, errors.Busy),
        (302, errors.NotOurServer),
    ],
)
def test_a_status_is_its_error(
    httpserver: HTTPServer, api: FieldApi, status: int, kind: type[errors.ApiError]
) -> None:
    answer(httpserver, status, {"code": "why", "message": "…", "params": {"field": "note"}})
    with pytest.raises(errors.ApiError) as caught:
        api.request("GET", "/x")
    assert type(caught.value) is kind
    if status != 302:
        assert (caught.value.code, dict(caught.value.params)) == ("why", {"field": "note"})


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7.0), ("-3", 0.0), ("soon", 0.0), ("99999999", 3600.0), ("", 0.0), ("nan", 0.0)],
)
def test_how_long_to_wait(httpserver: HTTPServer, api: FieldApi, said: str, seconds: float) -> None:
    answer(httpserver, 503, {}, **{"Retry-After": said})
    with pytest.raises(errors.Busy) as caught:
        api.request("GET", "/x")
    assert caught.value.retry_after_s == seconds


def test_the_sign_in_page_of_a_network_is_not_our_server(
    httpserver: HTTPServer, api: FieldApi
) -> None:
    answer(httpserver, 200, "<html>Bienvenido al hotel</html>", **{"Content-Type": "text/html"})
    with pytest.raises(errors.NotOurServer):
        api.request("GET", "/x")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b'{"a": 1', errors.CutAnswer),
        (b'{"a": "text"}', errors.NotOurServer),
        (b'{"a": ' * 90_000, errors.NotOurServer),
    ],
    ids=["cut", "another shape", "nested without end"],
)
def test_what_is_not_the_answer_is_told_apart(raw: bytes, kind: type[errors.ApiError]) -> None:
    with pytest.raises(kind):
        http.decoded(raw, dict[str, int])


@pytest.mark.parametrize("params", [[1], "x", {"self": 1, "retry_after_s": 9, "field": "note"}])
@pytest.mark.parametrize("status", [422, 503])
def test_an_error_with_odd_params_is_one(
    httpserver: HTTPServer, api: FieldApi, params: Any, status: int
) -> None:
    answer(httpserver, status, {"code": "why", "params": params})
    with pytest.raises(errors.ApiError) as caught:
        api.request("GET", "/x")
    assert dict(caught.value.params) == ({"field": "note"} if isinstance(params, dict) else {})


def test_an_error_that_is_nested_without_end_is_one(httpserver: HTTPServer, api: FieldApi) -> None:
    answer(httpserver, 500, "[" * 90_000, **{"Content-Type": "application/json"})
    with pytest.raises(errors.ServerFault):
        api.request("GET", "/x")


def test_a_server_that_says_nothing_has_stalled(httpserver: HTTPServer, api: FieldApi) -> None:
    let_go = threading.Event()

    def wait(request: Request) -> Response:
        let_go.wait(10)
        return Response("{}")

    httpserver.expect_request("/api/v1/x").respond_with_handler(wait)
    with pytest.raises(errors.Stalled):
        api.request("GET", "/x")
    let_go.set()


def test_nobody_listens() -> None:
    api = FieldApi("http://127.0.0.1:9", guard=threading.Lock(), on_tokens=lambda _: None)
    with pytest.raises(errors.Offline):
        api.request("GET", "/x")
    api.close()


def _expire(httpserver: HTTPServer) -> list[str]:
    """A server whose first access token is over; answers which refresh tokens it was given."""
    spent: list[str] = []

    def serve(request: Request) -> Response:
        is_good = request.headers.get("Authorization") == "Bearer access-2"
        return Response('{"ok": true}' if is_good else '{"code": "not_signed_in"}',
                        200 if is_good else 401, content_type="application/json")  # fmt: skip

    def refresh(request: Request) -> Response:
        spent.append(request.get_json()["refresh_token"])
        pair = '{"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": 900}'
        return Response(pair, content_type="application/json")

    httpserver.expect_request("/api/v1/x").respond_with_handler(serve)
    httpserver.expect_request("/api/v1/session/refresh").respond_with_handler(refresh)
    return spent


def test_an_expired_token_is_refreshed_and_the_new_pair_is_kept(
    httpserver: HTTPServer, api: FieldApi, kept: list[Tokens | None]
) -> None:
    spent = _expire(httpserver)
    assert api.request("GET", "/x").json() == {"ok": True}
    assert spent == ["refresh-1"]
    assert kept == [Tokens("access-2", "refresh-2")]


def test_many_threads_spend_one_refresh_token(httpserver: HTTPServer, api: FieldApi) -> None:
    spent = _expire(httpserver)
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda: done.append(api.request("GET", "/x").status_code))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert done == [200] * 8
    assert spent == ["refresh-1"]


def test_a_session_that_is_over_asks_to_sign_in(
    httpserver: HTTPServer, api: FieldApi, kept: list[Tokens | None]
) -> None:
    httpserver.expect_request("/api/v1/x").respond_with_json({}, status=401)
    httpserver.expect_request("/api/v1/session/refresh").respond_with_json(
        {"code": "session_over"}, status=401
    )
    with pytest.raises(errors.SignInNeeded):
        api.request("GET", "/x")
    assert kept == [None]
    assert not api.is_signed_in


def test_an_offline_refresh_keeps_the_session(
    httpserver: HTTPServer, api: FieldApi, kept: list[Tokens | None]
) -> None:
    httpserver.expect_request("/api/v1/x").respond_with_json({}, status=401)
    httpserver.expect_request("/api/v1/session/refresh").respond_with_json({}, status=503)
    with pytest.raises(errors.Busy):
        api.request("GET", "/x")
    assert kept == []
    assert api.is_signed_in


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("kobra.example", "https://kobra.example"),
        (" https://Kobra.example/ ", "https://kobra.example"),
        ("http://localhost:8750", "http://localhost:8750"),
        ("http://127.0.0.1:1/base/", "http://127.0.0.1:1/base"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, address: str) -> None:
    assert clean_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("http://kobra.example", errors.PlainHttp),
        ("http://localhost.evil.example", errors.PlainHttp),
        ("http://127.0.0.1@evil.example", errors.NotOurServer),
        ("ftp://kobra.example", errors.NotOurServer),
        ("https://", errors.NotOurServer),
        ("https://kobra.example:99999", errors.NotOurServer),
        ("https://[::1", errors.NotOurServer),
    ],
)
def test_an_address_that_would_speak_openly_is_refused(
    typed: str, kind: type[errors.ApiError]
) -> None:
    with pytest.raises(kind):
        clean_address(typed)


def test_a_netrc_of_the_machine_is_not_sent(
    httpserver: HTTPServer, api: FieldApi, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password secret\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    httpserver.expect_request(
        "/api/v1/x", headers={"Authorization": "Bearer access-1"}
    ).respond_with_json({})
    assert api.request("GET", "/x").status_code == 200
