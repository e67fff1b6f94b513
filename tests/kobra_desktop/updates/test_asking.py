"""News of a version over a real server: what is not to be believed is no more than a log line."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot
from werkzeug import Request, Response

from kobra_desktop.api import updates
from kobra_desktop.api.errors import (
    ApiError,
    CutAnswer,
    NotOurServer,
    Offline,
    PlainHttp,
    Stalled,
    TooLarge,
)
from kobra_desktop.background import Background
from kobra_desktop.models.updates import Answer, UpdatesModel
from kobra_desktop.updates.asking import SOURCE, Source
from kobra_desktop.updates.manifest import MOST_BYTES, signed
from tests.kobra_desktop.updates.test_manifest import KEY, NOW, OURS, THEIRS, made

PATH = "/manifest.json"


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """A background, closed at the end."""
    bugs: list[BaseException] = []
    made_ = Background(bugs.append)
    yield made_
    assert made_.close()
    assert bugs == []


def asked(
    background: Background, qtbot: QtBot, source: Source, version: str = "0.1.0"
) -> UpdatesModel:
    """A model that has asked once."""
    model = UpdatesModel(background, source, version, lambda: NOW)
    model.begin()
    assert model.is_busy
    qtbot.waitUntil(lambda: not model.is_busy)
    return model


def test_a_newer_version_is_found(
    background: Background, qtbot: QtBot, httpserver: HTTPServer
) -> None:
    seen: list[Request] = []

    def answer(request: Request) -> Response:
        seen.append(request)
        return Response(signed(made(), OURS))

    httpserver.expect_request(PATH).respond_with_handler(answer)
    source = Source(httpserver.url_for(PATH), KEY)
    model = asked(background, qtbot, source)
    assert model.answer is Answer.NEWER
    assert model.newer == made()
    model.ask()
    model.ask()  # once at a time
    qtbot.waitUntil(lambda: not model.is_busy)
    assert len(seen) == 2
    assert seen[0].headers["User-Agent"] == "KobraDesktop"
    assert "Authorization" not in seen[0].headers
    httpserver.clear()  # what was found stays when asking again fails
    model.ask()
    qtbot.waitUntil(lambda: not model.is_busy)
    assert model.answer is Answer.NEWER


@pytest.mark.parametrize("version", ["0.2.0", "0.3.0", "0+checkout"])
def test_the_same_or_an_older_one_is_none(
    background: Background, qtbot: QtBot, httpserver: HTTPServer, version: str
) -> None:
    httpserver.expect_request(PATH).respond_with_data(signed(made(), OURS))
    model = asked(background, qtbot, Source(httpserver.url_for(PATH), KEY), version)
    assert model.answer is Answer.NONE_NEWER
    assert model.newer is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Response("<html>Acepte</html>", content_type="text/html"), "manifest_not_ours"),
        (Response(signed(made(), THEIRS)), "manifest_signature"),
        (Response(signed(made(expires_at=NOW), OURS)), "manifest_expired"),
        (Response(signed(made(), OURS), status=500), "not_our_server"),
        (Response(status=404), "not_our_server"),
    ],
)
def test_what_is_not_to_be_believed_is_a_line_in_the_log(
    background: Background,
    qtbot: QtBot,
    httpserver: HTTPServer,
    caplog: pytest.LogCaptureFixture,
    answer: Response,
    code: str,
) -> None:
    httpserver.expect_request(PATH).respond_with_response(answer)
    with caplog.at_level(logging.WARNING):
        model = asked(background, qtbot, Source(httpserver.url_for(PATH), KEY))
    assert (model.answer, model.newer) == (Answer.FAILED, None)
    assert f"update: {code}" in caplog.text


def test_without_an_address_nobody_is_asked(background: Background, httpserver: HTTPServer) -> None:
    for source in (SOURCE, Source("", KEY), Source(httpserver.url_for(PATH), "")):
        model = UpdatesModel(background, source, "0.1.0", lambda: datetime.now(UTC))
        model.begin()
        model.ask()
        assert not model.is_busy
        assert model.answer is Answer.NOBODY_ASKED
    assert httpserver.log == []
    assert not SOURCE.is_set


def problem_of(address: str) -> ApiError:
    """Why nothing came."""
    with pytest.raises(ApiError) as caught:
        updates.small_answer(address, MOST_BYTES)
    return caught.value


def test_an_answer_without_end_is_left_at_once(httpserver: HTTPServer) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        for _ in range(1_000_000):  # a gigabyte
            sent.append(1)
            yield b" " * 1024

    httpserver.expect_request(PATH).respond_with_handler(lambda _: Response(endless()))
    assert isinstance(problem_of(httpserver.url_for(PATH)), TooLarge)
    assert len(sent) < 100_000  # what lay in the sockets by then


def test_an_answer_that_is_less_than_it_says_is_none(httpserver: HTTPServer) -> None:
    def cut(_request: Request) -> Response:
        made_ = Response(iter([signed(made(), OURS)]))
        made_.headers["Content-Length"] = "9000"
        return made_

    httpserver.expect_request(PATH).respond_with_handler(cut)
    assert isinstance(problem_of(httpserver.url_for(PATH)), CutAnswer | Offline)


def test_a_drop_a_minute_does_not_hold_it(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "WHOLE_S", -1.0)
    httpserver.expect_request(PATH).respond_with_data(signed(made(), OURS))
    assert isinstance(problem_of(httpserver.url_for(PATH)), Stalled)


@pytest.mark.parametrize(
    ("there", "kind"),
    [
        ("/manifest.json", NotOurServer),  # round and round
        ("http://kobra.example/manifest.json", PlainHttp),
        ("file:///etc/passwd", PlainHttp),
        ("http://[/", NotOurServer),
        ("", NotOurServer),
    ],
)
def test_a_redirect_leads_to_no_worse_place(
    httpserver: HTTPServer, there: str, kind: type[ApiError]
) -> None:
    moved = Response(status=302, headers={"Location": there})
    httpserver.expect_request(PATH).respond_with_response(moved)
    assert isinstance(problem_of(httpserver.url_for(PATH)), kind)


def test_a_redirect_is_followed(httpserver: HTTPServer) -> None:
    moved = Response(status=302, headers={"Location": "/other"})
    httpserver.expect_request(PATH).respond_with_response(moved)
    httpserver.expect_request("/other").respond_with_data(b"here")
    assert updates.small_answer(httpserver.url_for(PATH), MOST_BYTES) == b"here"


def test_nobody_there_is_no_network() -> None:
    assert isinstance(problem_of("http://127.0.0.1:9/manifest.json"), Offline)
    assert isinstance(problem_of("https://[/"), NotOurServer)
