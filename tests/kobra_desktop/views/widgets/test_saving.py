"""Where files are saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.widgets.saving import ask_where, with_ending


def _answer(seen: list[Path], act: str) -> None:
    """Once the system's dialog is there, note where it begins and press what is said."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        QTimer.singleShot(1, lambda: _answer(seen, act))
        return
    seen.append(Path(dialog.directory().absolutePath()))
    if act == "cancel":
        dialog.reject()
    else:
        dialog.selectFile(act)
        dialog.accept()


def test_a_file_lies_where_the_last_one_did(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From whichever dialog it is asked; at first in the documents, never where the program is."""
    documents, chosen = tmp_path / "documents", tmp_path / "chosen"
    documents.mkdir()
    chosen.mkdir()
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _: [str(documents)])
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = QDialog(window)
    seen: list[Path] = []

    def ask(parent: QWidget, act: str) -> Path | None:
        QTimer.singleShot(0, lambda: _answer(seen, act))
        return ask_where(parent, "title", "a.pdf", "pdf")

    assert ask(window, "cancel") is None
    assert ask(dialog, str(chosen / "paper")) == chosen / "paper.pdf"
    assert ask(window, "cancel") is None
    assert seen == [documents, documents, chosen]
    chosen.rmdir()
    assert ask(window, "cancel") is None
    assert seen[-1] == documents


@pytest.mark.parametrize(
    ("chosen", "made"),
    [("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("lista.v2", "lista.v2.pdf"), ("a", "a.pdf")],
)
def test_a_file_has_the_ending_of_what_it_is(chosen: str, made: str) -> None:
    assert with_ending(Path("/folder") / chosen, "pdf") == Path("/folder") / made
