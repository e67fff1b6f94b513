"""The address of a server that somebody types or pastes: over real HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.views.administration.qr import code_image
from kobra_domain.invitations import Invitation, link_of
from kobra_domain.wire import API_VERSION, OLDEST_SERVER_API_VERSION
from tests.kobra_desktop.views.fixtures import background

__all__ = ["background"]

ALIVE = {"status": "alive"}
NOBODY = {"code": "not_signed_in", "params": {}}


class Heard:
    """What the model says."""

    def __init__(self, model: ServerModel) -> None:
        self.found: list[str] = []
        self.links: list[Invitation] = []
        model.found.connect(self.found.append)
        model.link_given.connect(self.links.append)


@pytest.fixture
def model(background: Background) -> ServerModel:
    return ServerModel(background, now)


def now() -> datetime:
    return datetime.now(UTC)


def serve(server: HTTPServer, said: Any, status: int, health: Any = ALIVE) -> str:
    """A server that answers so. Answers its address."""
    server.expect_request("/health").respond_with_json(health)
    asked = server.expect_request("/api/v1/session")
    if isinstance(said, str):
        asked.respond_with_data(said, status=status, content_type="text/html")
    else:
        asked.respond_with_json(said, status=status)
    return str(server.url_for("")).rstrip("/")


def ask(qtbot: QtBot, model: ServerModel, typed: str) -> None:
    model.ask(typed)
    qtbot.waitUntil(lambda: not model.is_busy)


def test_our_server_is_found(model: ServerModel, qtbot: QtBot, httpserver: HTTPServer) -> None:
    address = serve(httpserver, NOBODY, 401)
    heard = Heard(model)
    ask(qtbot, model, f"  <{address.upper().replace('HTTP', 'http')}/> ")
    assert heard.found == [address]
    assert (model.wrong, model.problem) == ("", None)


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ("<html>Wi-Fi del hotel</html>", 200, "not_our_server"),
        ("<html>401</html>", 401, "not_our_server"),
        ({"error": "who are you"}, 401, "not_our_server"),
        ({"hello": "world"}, 200, "not_our_server"),
        ({"code": "not_found"}, 404, "not_our_server"),
        ("<html>502</html>", 502, "server_busy"),
        ({"x": 1}, 500, "server_fault"),
    ],
    ids=["html", "html-401", "foreign-401", "foreign-200", "foreign-404", "proxy", "fault"],
)
def test_what_is_no_server_of_ours_is_said(
    model: ServerModel, qtbot: QtBot, httpserver: HTTPServer, said: Any, status: int, code: str
) -> None:
    address = serve(httpserver, said, status)
    heard = Heard(model)
    ask(qtbot, model, address)
    assert model.problem is not None
    assert model.problem.code == code
    assert heard.found == []


@pytest.mark.parametrize(
    ("newest", "oldest", "code"),
    [
        (API_VERSION + 1, API_VERSION, ""),
        (OLDEST_SERVER_API_VERSION, 1, ""),
        (API_VERSION + 2, API_VERSION + 1, "newer_server"),
        (OLDEST_SERVER_API_VERSION - 1, 0, "older_server"),
    ],
    ids=["newer-too", "oldest", "too-new", "too-old"],
)
def test_which_wires_it_speaks_is_held_to_ours_before_anybody_signs_in(
    model: ServerModel, qtbot: QtBot, httpserver: HTTPServer, newest: int, oldest: int, code: str
) -> None:
    health = {**ALIVE, "api_version": newest, "oldest_api_version": oldest}
    address = serve(httpserver, NOBODY, 401, health)
    heard = Heard(model)
    ask(qtbot, model, address)
    assert heard.found == ([] if code else [address])
    assert (model.problem.code if model.problem else "") == code


def test_a_server_that_only_refuses_what_is_old_is_newer(
    model: ServerModel, qtbot: QtBot, httpserver: HTTPServer
) -> None:
    ask(qtbot, model, serve(httpserver, {"code": "client_too_old", "params": {}}, 426))
    assert model.problem is not None
    assert model.problem.code == "newer_server"


@pytest.mark.parametrize(
    "health",
    ["on", [1], {"api_version": 0, "oldest_api_version": 0}, {**ALIVE, "api_version": "x"}],
    ids=["text", "list", "stranger", "no-number"],
)
def test_what_others_say_of_their_health_says_nothing_of_wires(
    model: ServerModel, qtbot: QtBot, httpserver: HTTPServer, health: Any
) -> None:
    heard = Heard(model)
    address = serve(httpserver, NOBODY, 401, health)
    ask(qtbot, model, address)
    assert heard.found == [address]


def test_nobody_listens(model: ServerModel, qtbot: QtBot) -> None:
    ask(qtbot, model, "localhost:9")
    assert model.problem is not None
    assert model.problem.code == "offline"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "missing"),
        ("http://kobra.example", "plain_http"),
        ("ftp://kobra.example", "not_an_address"),
        ("https://[kobra", "not_an_address"),
        ("[kobra", "not_an_address"),
        ("https://kobra.example:99999", "not_an_address"),
        ("https://sara@kobra.example", "not_an_address"),
        ("mi servidor", "not_an_address"),
    ],
    ids=["none", "plain", "ftp", "brackets", "bare-brackets", "port", "user", "words"],
)
def test_what_is_plainly_no_address_is_asked_of_nobody(
    model: ServerModel, typed: str, wrong: str
) -> None:
    model.ask(typed)
    assert not model.is_busy
    assert model.wrong == wrong


def test_another_clock_is_told_before_one_goes_on(
    background: Background, qtbot: QtBot, httpserver: HTTPServer
) -> None:
    model = ServerModel(background, lambda: now() + timedelta(hours=3))
    address = serve(httpserver, NOBODY, 401)
    heard = Heard(model)
    ask(qtbot, model, address)
    assert heard.found == []
    assert abs(model.skew + timedelta(hours=3)) < timedelta(minutes=1)
    ask(qtbot, model, address)
    assert heard.found == [address]


def test_an_invitation_can_be_pasted(model: ServerModel) -> None:
    invitation = Invitation("https://kobra.example", "ABCD-1234", "eva@kobra.example")
    heard = Heard(model)
    model.ask(link_of(invitation))
    assert heard.links == [invitation]
    model.ask("kobra-desktop://invite/?server=http%3A%2F%2Fkobra.example&code=ABCD-1234")
    assert len(heard.links) == 1
    assert model.problem is not None
    assert model.problem.code == "unsafe_invitation"


def test_an_invitation_is_read_from_a_picture(model: ServerModel, qtbot: QtBot) -> None:
    wanted = Invitation("https://kobra.example", "ABCD-EFGH-JKLM", "pilar@kobra.example")
    heard = Heard(model)
    model.scan(code_image(link_of(wanted)))
    qtbot.waitUntil(lambda: bool(heard.links))
    assert heard.links == [wanted]
    assert not model.is_busy


def test_an_address_is_read_from_a_picture_and_asked(
    model: ServerModel, qtbot: QtBot, httpserver: HTTPServer
) -> None:
    address = serve(httpserver, NOBODY, 401)
    heard = Heard(model)
    with qtbot.waitSignal(model.scanned) as said:
        model.scan(code_image(address))
    assert said.args == [address]
    qtbot.waitUntil(lambda: heard.found == [address])


def test_a_picture_without_a_code_is_said(model: ServerModel, qtbot: QtBot) -> None:
    blank = QImage(40, 40, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    model.scan(blank)
    qtbot.waitUntil(lambda: not model.is_busy)
    assert model.problem is not None
    assert model.problem.code == "no_code"
