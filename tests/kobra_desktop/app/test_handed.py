"""What the machine hands over is asked about over the window, and refused with a sentence."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.app import single_instance
from kobra_desktop.app.handed import Handed
from kobra_desktop.app.single_instance import MOST_BYTES, Begun, SingleInstance
from kobra_desktop.background import Background
from kobra_desktop.command_line import flags_of
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.sign_in import SignInModel
from kobra_desktop.paths import HOME_VARIABLE, Paths, paths_of
from kobra_desktop.views.dialogs.message import Notice, Question
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_domain.invitations import Invitation, link_of

INVITATION = Invitation("https://kobra.example", "ABCD-EFGH-JKLM", "ana@kobra.example")


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[SignInPage]:
    """The sign-in page, shown."""
    look, background = Look(ThemeChoice.LIGHT), Background(_fail)
    made = SignInPage(look, SignInModel(background, SessionMemory(), lambda _: None), "es")
    qtbot.addWidget(made)
    made.show()
    yield made
    assert background.close()


def _fail(problem: BaseException) -> None:
    raise problem


@pytest.fixture
def handed(qtbot: QtBot) -> tuple[Handed, list[object]]:
    """What asks, and what a person went by."""
    gone_by: list[object] = []
    made = Handed(Look(ThemeChoice.LIGHT), lambda: "es")
    made.invited.connect(gone_by.append)
    return made, gone_by


def words(dialog: Notice | Question) -> str:
    """All that it says."""
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_an_invitation_is_asked_about_before_anything_is_done(
    page: SignInPage, handed: tuple[Handed, list[object]]
) -> None:
    asks, gone_by = handed
    asks.take(link_of(INVITATION), page)
    (asked,) = page.findChildren(Question)
    assert INVITATION.server in words(asked)
    assert INVITATION.email in words(asked)
    assert INVITATION.code not in words(asked)
    assert gone_by == []
    asks.ask_over(page)  # once
    assert page.findChildren(Question) == [asked]
    asked.leave.click()
    assert gone_by == []
    asks.take(link_of(INVITATION), page)
    page.findChildren(Question)[-1].act.click()
    assert gone_by == [INVITATION]


def test_without_a_window_that_can_ask_it_waits_for_one(
    qtbot: QtBot, page: SignInPage, handed: tuple[Handed, list[object]]
) -> None:
    asks, _ = handed
    other = Front(Look(ThemeChoice.LIGHT))
    qtbot.addWidget(other)
    other.show()
    for over in (None, other):
        asks.take(link_of(INVITATION), over)
    page.hide()
    asks.ask_over(page)
    assert page.findChildren(Question) == []
    page.show()
    asks.ask_over(page)
    assert len(page.findChildren(Question)) == 1


@pytest.mark.parametrize(
    "what",
    [
        "kobra-desktop://invite/?server=javascript:alert(1)&code=ABCD-EFGH-JKLM",
        "kobra-desktop://invite/?server=https://a@b.example&code=ABCD-EFGH-JKLM",
        "kobra-desktop://invite/?server=http://kobra.example&code=ABCD-EFGH-JKLM",
        f"kobra-desktop://invite/{'a' * 10_000}",
        "KOBRA-DESKTOP:",
        "kobra-desktop://invite/?\x00\x1b[31m",
        "javascript:alert(1)",
        "https://kobra.example",
        "kobra://map/",
        "file://otra-maquina/encuesta.xlsform",
        "file:///no/hay/encuesta.xlsform",
        f"file:///{'a' * 5_000}.xlsform",
        f"/{'a' * 5_000}.xlsform",
        "/no/hay\x00/encuesta.xlsform",
        "/etc/passwd",
        "\ud800",
        "a" * 9_000,
    ],
)
def test_what_is_neither_is_refused_with_a_sentence(
    page: SignInPage, handed: tuple[Handed, list[object]], what: str
) -> None:
    asks, gone_by = handed
    asks.take(what, page)
    (told,) = page.findChildren(Notice)
    assert words(told).endswith(".")
    assert page.findChildren(Question) == []
    assert gone_by == []


def test_it_is_refused_in_the_language_that_is_spoken_then(page: SignInPage) -> None:
    spoken = ["es"]
    asks = Handed(Look(ThemeChoice.LIGHT), lambda: spoken[-1])
    for language in ("es", "en"):
        spoken.append(language)
        asks.take("/no/hay/encuesta.xlsform", page)
    spanish, english = (words(told) for told in page.findChildren(Notice))
    assert spanish != english


def test_a_file_waits_until_somebody_is_in(
    page: SignInPage, handed: tuple[Handed, list[object]], tmp_path: Path
) -> None:
    file = tmp_path / "encuesta ñ.xlsform"
    file.write_bytes(b"")
    asks, _ = handed
    asks.take(QUrl.fromLocalFile(str(file)).toString(QUrl.ComponentFormattingOption.FullyEncoded),
              page)  # fmt: skip
    assert page.findChildren(Notice) == []
    assert page.findChildren(Question) == []


def test_the_page_takes_an_invitation(qtbot: QtBot) -> None:
    background = Background(_fail)
    model = SignInModel(background, SessionMemory(), lambda _: None)
    model.server, model.email, model.code = INVITATION.server, INVITATION.email, INVITATION.code
    page = SignInPage(Look(ThemeChoice.LIGHT), model, "es")
    qtbot.addWidget(page)
    page.show()
    assert page.code.isVisible()
    assert page.code.text() == INVITATION.code
    assert page.server.text() == INVITATION.server
    assert background.close()


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A profile of nobody yet."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    made = paths_of()
    made.make()
    return made


_START = """
import sys
from kobra_desktop.app.single_instance import SingleInstance
from kobra_desktop.paths import paths_of
for opened in sys.argv[1:]:
    print(SingleInstance(paths_of()).begin(opened).name)
"""


def test_a_second_start_hands_over_what_it_was_to_open(qtbot: QtBot, paths: Paths) -> None:
    said: list[str] = []
    first = SingleInstance(paths)
    first.handed.connect(said.append)
    assert first.begin("not to itself") is Begun.ALONE
    try:
        words = [sys.executable, "-c", _START, "kobra-desktop://invite/ñ", ""]
        with (
            qtbot.waitSignals([first.asked_to_front, first.asked_to_front]),
            subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") as second,
        ):
            qtbot.waitUntil(lambda: second.poll() is not None)
            assert second.stdout is not None
            assert second.stdout.read().split() == ["HANDED", "HANDED"]
        qtbot.waitUntil(lambda: said == ["kobra-desktop://invite/ñ"])
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        assert socket.waitForConnected()
        socket.write(b"\xff" * 1_000_000)
        with qtbot.waitSignal(first.handed):
            socket.flush()
        assert len(said[-1]) <= MOST_BYTES + 1
        assert len(said) == 2
    finally:
        first.end()


def test_one_that_does_not_hear_is_told_of(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hangs, or its socket is gone with its folder: who starts again is not left wondering."""
    monkeypatch.setattr(single_instance, "ANSWER_MS", 10)
    first, second = SingleInstance(paths), SingleInstance(paths)
    assert first.begin() is Begun.ALONE
    try:
        assert second.begin() is Begun.UNANSWERED  # this thread waits, so that it cannot hear
        assert str(os.getpid()) in second.other
        first._server.close()
        assert second.begin() is Begun.UNANSWERED
    finally:
        first.end()
    assert second.begin() is Begun.ALONE
    second.end()


def test_what_a_crash_left_on_a_machine_of_another_name_stops_nobody(paths: Paths) -> None:
    paths.lock.write_text("4000000\nkobra-desktop\notra-maquina\n\n\n")
    only = SingleInstance(paths)
    assert only.begin() is Begun.ALONE
    only.end()


def test_an_account_without_a_name_may_begin(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory that knows names is down, or the machine keeps none."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000, raising=False)
    only = SingleInstance(paths)
    assert only.begin() is Begun.ALONE
    only.end()


def test_the_command_line_takes_one_thing_to_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(INVITATION)
    assert flags_of([link]).opened == link
    assert flags_of(["--profile", "uno"]).opened == ""
    (tmp_path / "a.xlsform").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert flags_of(["a.xlsform"]).opened == str(tmp_path / "a.xlsform")
    for opened in ("a" * 100_000, "a\x00.xlsform"):
        assert flags_of([opened]).opened == opened
    with pytest.raises(SystemExit):
        flags_of([link, link])
