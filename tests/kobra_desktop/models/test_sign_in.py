"""Signing in: what is wrong before asking, what is remembered after, what the server refuses."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.api.errors import Offline
from kobra_desktop.background import Background
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.sign_in import Credentials, SignInModel, full_address, wrong_fields

GOOD = Credentials("https://kobra.example", "marta@kobra.example", "secret")


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("kobra.example", "https://kobra.example"),
        (" https://kobra.example/ ", "https://kobra.example"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost"),
        ("", ""),
    ],
)
def test_an_address_may_be_typed_short(typed: str, full: str) -> None:
    """https, save on this machine."""
    assert full_address(typed) == full


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (GOOD, {}),
        (Credentials("", "", ""), {"server": "missing", "email": "missing", "password": "missing"}),
        (Credentials("http://kobra.example", "a@b.co", "x"), {"server": "plain_http"}),
        (Credentials("ftp://x", "a@b.co", "x"), {"server": "not_an_address"}),
        (Credentials("https://x.example", "marta", "x"), {"email": "not_an_email"}),
    ],
)
def test_what_is_plainly_wrong_is_said_without_asking(
    typed: Credentials, wrong: dict[str, str]
) -> None:
    """By field."""
    assert wrong_fields(typed) == wrong


def test_server_and_mail_are_remembered_but_no_password(
    background: Background, qtbot: QtBot
) -> None:
    """For the next start."""
    memory = SessionMemory()
    model = SignInModel(background, memory, lambda typed: typed.email)
    with qtbot.waitSignal(model.signed_in) as told:
        model.submit(GOOD)
    assert told.args == [GOOD.email]
    again = SignInModel(background, memory, lambda typed: typed.email)
    assert (again.server, again.email) == (GOOD.server, GOOD.email)
    assert GOOD.password not in str(memory.read("sign_in"))


def test_a_refusal_stands_and_can_be_tried_again(background: Background, qtbot: QtBot) -> None:
    """Not busy any more; nothing is remembered."""
    memory = SessionMemory()

    def refuse(_typed: Credentials) -> None:
        raise Offline

    model = SignInModel(background, memory, refuse)
    model.submit(GOOD)
    assert model.is_busy
    qtbot.waitUntil(lambda: not model.is_busy)
    assert isinstance(model.problem, Offline)
    assert memory.read("sign_in") is None
