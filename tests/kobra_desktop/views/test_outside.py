"""What is handed to the machine is looked at: no click does nothing in silence."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import kobra_desktop
from kobra_desktop.views import outside
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.page_state import PageState

PHONE = "+57 300 555 0100"


def _opener(folder: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    script = folder / "xdg-open"
    script.write_text(f'#!/bin/sh\necho "$1" > "{folder}/asked"\nexit {code}\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_one_function_alone_opens_addresses() -> None:
    folder = Path(kobra_desktop.__file__).parent
    users = {
        path.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "openUrl"
    }
    assert users == {"outside.py"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux's own opener")
@pytest.mark.parametrize("code", [0, 3])
def test_the_openers_answer_is_told(
    qtbot: QtBot, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    _opener(tmp_path, code, monkeypatch)
    said: list[bool] = []
    outside.open_outside(QUrl(f"tel:{outside.digits(PHONE)}"), said.append)
    qtbot.waitUntil(lambda: said == [code == 0])
    assert (tmp_path / "asked").read_text("utf-8").strip() == "tel:+573005550100"


@pytest.mark.qt_log_ignore("does not support QPlatformServices", extend=True)
def test_a_call_that_nothing_takes_offers_the_number(
    qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no opener at all
    over = QWidget()
    qtbot.addWidget(over)
    for act in (outside.call, outside.write):
        act(look, over, PHONE)
    asked = over.findChildren(Question)
    assert len(asked) == 2
    assert any(PHONE in words.text() for words in asked[0].findChildren(QLabel))
    asked[0].act.click()
    assert QApplication.clipboard().text() == PHONE


def test_one_module_alone_writes_the_clipboard() -> None:
    folder = Path(kobra_desktop.__file__).parent
    users = {
        path.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _is_written(node)
    }
    assert users == set()


def _is_written(call: ast.Call) -> bool:
    """`….clipboard().setText(…)` and its kin; `outside` asks the clipboard by a name."""
    act = call.func
    return (
        isinstance(act, ast.Attribute)
        and act.attr.startswith("set")
        and isinstance(act.value, ast.Call)
        and isinstance(act.value.func, ast.Attribute)
        and act.value.func.attr == "clipboard"
    )


@pytest.mark.usefixtures("clipboard_taken")
def test_the_detail_of_an_error_says_when_it_was_not_copied(qtbot: QtBot, look: Look) -> None:
    state = PageState(look, QWidget())
    qtbot.addWidget(state)
    state.show_error("No se pudo leer.", "failed", lambda: None)
    (button,) = state.findChildren(CopyButton)
    button.click()
    assert "not" in button.text()


def test_a_copy_says_that_it_was_made(qtbot: QtBot, look: Look) -> None:
    button = CopyButton(look, "Copiar enlace", lambda: "https://kobra.example")
    qtbot.addWidget(button)
    button.click()
    assert QApplication.clipboard().text() == "https://kobra.example"
    assert "Copiar enlace" not in button.text()
    button._told.timeout.emit()
    assert "Copiar enlace" in button.text()


def test_a_program_that_ends_leaves_what_was_copied_and_does_not_crash() -> None:
    """What Python made and the clipboard still held was let go after Python itself."""
    code = (
        "from PySide6.QtCore import QMimeData\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from kobra_desktop.views import outside\n"
        "app, data = QApplication([]), QMimeData()\n"
        "data.setText('kept')\n"
        "assert outside.copy_data(data)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
