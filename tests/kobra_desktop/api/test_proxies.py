"""A proxy that is set on the machine is gone by; one that is in the way is named."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from pytest_httpserver import HTTPServer

from kobra_desktop.api import errors
from kobra_desktop.api.http import FieldApi
from kobra_desktop.api.proxies import proxy_of

SERVER = "https://kobra.example"


class _Proxy(BaseHTTPRequestHandler):
    """Answers CONNECT as it is told."""

    status: ClassVar[int] = 407
    asked: ClassVar[list[str]] = []

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        if not self.status:  # it hangs up
            return
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_told: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The proxy of the environment, with who one is for it; host and port."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    _Proxy.asked.clear()
    here = f"127.0.0.1:{served.server_port}"
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://ana:secreto@{here}")
    monkeypatch.setenv("HTTP_PROXY", f"http://ana:secreto@{here}")
    yield here
    served.shutdown()
    served.server_close()
    thread.join()


def problem_of(server: str = SERVER) -> errors.ApiError:
    """Why the server was not reached."""
    api = FieldApi(server, guard=threading.Lock(), on_tokens=lambda _: None)
    with pytest.raises(errors.ApiError) as caught:
        api.request("GET", "/x")
    api.close()
    return caught.value


@pytest.mark.parametrize(
    ("status", "code"), [(407, "proxy_login"), (403, "proxy_failed"), (0, "proxy_failed")]
)
def test_a_proxy_that_lets_nothing_through_is_named_without_who_one_is(
    proxy: str, status: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Proxy, "status", status)
    problem = problem_of()
    assert (problem.code, problem.params["proxy"]) == (code, proxy)
    assert _Proxy.asked == ["kobra.example:443"]


def test_a_proxy_that_is_not_there_is_named(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("http://127.0.0.1:9", "127.0.0.1:9"):
        monkeypatch.setenv("HTTPS_PROXY", said)
        problem = problem_of()
        assert (problem.code, problem.params["proxy"]) == ("proxy_failed", "127.0.0.1:9")


@pytest.mark.parametrize("said", ["http://", "http://[", "http://ana:secreto@proxy:x", "no es ::"])
def test_a_proxy_that_is_no_address_is_no_crash(
    proxy: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", said)
    problem = problem_of()
    assert problem.code == "proxy_failed"
    assert "secreto" not in str(problem)


def test_a_server_on_this_machine_is_reached_without_it(proxy: str, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/api/v1/x").respond_with_json({})
    api = FieldApi(httpserver.url_for(""), guard=threading.Lock(), on_tokens=lambda _: None)
    assert api.request("GET", "/x").status_code == 200
    api.close()
    assert _Proxy.asked == []


def test_without_a_proxy_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert proxy_of(SERVER) == ""
