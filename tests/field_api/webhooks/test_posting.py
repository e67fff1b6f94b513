"""One post, over real sockets: what came back, and every way in which nothing may."""

import gc
import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest
import trustme

from field_api.webhooks.posting import MOST_BYTES, Answer, NotPosted, Poster
from tests.field_api.servers import wait_until
from tests.field_api.webhooks.receivers import Receiver, raw, receiver

QUICK_S = 0.5


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as up:
        yield up


def post(url: str, body: bytes = b"{}", **more: object) -> Answer:
    poster = Poster(timeout_s=QUICK_S)
    return poster.post(url, {"Webhook-Id": "1"}, body, allow_private=True)


def refused(url: str, poster: Poster | None = None, *, allow_private: bool = True) -> str:
    poster = poster or Poster(timeout_s=QUICK_S)
    with pytest.raises(NotPosted) as told:
        poster.post(url, {}, b"{}", allow_private=allow_private)
    return told.value.code


def test_the_bytes_arrive_as_they_are(hook: Receiver) -> None:
    hook.status, hook.body, hook.headers = 503, b"not now", {"Retry-After": "7"}
    assert post(hook.url + "?a=ñ b", "ñ".encode()) == Answer(503, b"not now", "7")
    [got] = hook.got
    assert got.body == "ñ".encode()
    assert got.path == "/hook?a=%C3%B1%20b"
    assert got.headers["host"] == hook.url.split("/")[2]


def test_a_redirect_is_an_answer_and_followed_nowhere(hook: Receiver) -> None:
    with receiver() as other:
        hook.status, hook.headers = 307, {"Location": other.url}
        assert post(hook.url).status == 307
        assert other.got == []


def test_no_proxy_of_the_environment_is_asked(
    hook: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(hook.url).status == 204


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1"])
def test_a_name_of_this_machine_is_refused_at_sending(hook: Receiver, host: str) -> None:
    url = hook.url.replace("127.0.0.1", host)
    assert refused(url, allow_private=False) == "private_address"
    assert hook.got == []


def test_the_address_that_was_looked_at_is_connected_to(hook: Receiver) -> None:
    """A name that resolves to another address the next time gains nothing by it."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    poster = Poster(timeout_s=QUICK_S, resolve=lambda host, port: next(answers))
    url = hook.url.replace("127.0.0.1", "bank.example")
    assert poster.post(url, {}, b"{}", allow_private=True).status == 204
    assert hook.got[0].headers["host"].startswith("bank.example:")


def test_the_certificate_is_the_names(hook: Receiver) -> None:
    authority = trustme.CA()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("bank.example").configure_cert(served)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    named: list[str | None] = []
    served.sni_callback = lambda _socket, name, _context: named.append(name)
    with receiver(served) as secure:
        url = secure.url.replace("127.0.0.1", "bank.example")

        def poster(context: ssl.SSLContext) -> Poster:
            return Poster(
                timeout_s=5, resolve=lambda host, port: ["127.0.0.1"], context=lambda: context
            )

        assert poster(trusted).post(url, {}, b"{}", allow_private=True).status == 204
        assert named == ["bank.example"]
        other = url.replace("bank.example", "other.example")
        assert refused(other, poster(trusted)) == "tls"
        assert refused(url, poster(ssl.create_default_context())) == "tls"
        assert len(secure.got) == 1


def test_who_hangs_is_left_by_the_deadline() -> None:
    with raw(_until_gone) as url:
        assert _timed(url) == "timeout"


def test_who_drips_a_head_is_left_by_the_deadline() -> None:
    def drip(came: socket.socket) -> None:
        came.recv(65_536)
        came.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            came.sendall(b"a")
            time.sleep(0.02)

    with raw(drip) as url:
        assert _timed(url) == "timeout"


def test_who_drips_a_handshake_is_left_by_the_deadline() -> None:
    with raw(_until_gone) as url:
        assert _timed(url.replace("http:", "https:")) == "timeout"


def test_a_status_that_came_counts_although_its_body_drips() -> None:
    def drip(came: socket.socket) -> None:
        came.recv(65_536)
        came.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
        _until_gone(came)

    with raw(drip) as url:
        assert post(url) == Answer(200, b"abc")


def test_no_more_than_a_part_of_an_answer_is_read() -> None:
    def pour(came: socket.socket) -> None:
        came.recv(65_536)
        came.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            came.sendall(b"a" * 65_536)

    with raw(pour) as url:
        found = post(url)
    assert found.status == 200
    assert 0 < len(found.body) <= MOST_BYTES


@pytest.mark.parametrize(
    "said",
    [
        b"hello\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n",
        b"",
    ],
    ids=["no http", "no number", "many headers", "a long header", "nothing"],
)
def test_what_is_no_answer_is_broken(said: bytes) -> None:
    def speak(came: socket.socket) -> None:
        came.recv(65_536)
        came.sendall(said)

    with raw(speak) as url:
        assert refused(url) in ("broken", "connect")  # a reset, where it was not read to its end


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/") == "connect"
    assert refused("http://nowhere.invalid/") == "dns"
    nowhere = Poster(timeout_s=QUICK_S, resolve=lambda host, port: [])
    assert refused("http://nowhere.example/", nowhere) == "dns"


def test_the_next_address_is_tried(hook: Receiver) -> None:
    poster = Poster(timeout_s=QUICK_S, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    url = hook.url.replace("127.0.0.1", "bank.example")
    assert poster.post(url, {}, b"{}", allow_private=True).status == 204
    assert len(hook.got) == 1


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://[::1/", "http://127.0.0.1:99999/"])
def test_an_address_that_is_none(url: str) -> None:
    assert refused(url) == "broken"


def test_closing_ends_what_is_under_way() -> None:
    poster = Poster(timeout_s=60)
    told: list[str] = []
    with raw(_until_gone) as url:
        thread = threading.Thread(target=lambda: told.append(refused(url, poster)))
        thread.start()
        wait_until(lambda: bool(poster._open))
        poster.close()
        thread.join(10)
        assert told == ["closed"]
        assert refused(url, poster) == "closed"
    gc.collect()  # an open socket would be told of


def _until_gone(came: socket.socket) -> None:
    while came.recv(65_536):
        pass


def _timed(url: str) -> str:
    begun = time.monotonic()
    code = refused(url)
    assert time.monotonic() - begun < QUICK_S + 2
    return code
