"""What the application object hears, and that nobody makes it hear more."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent

import kobra_desktop
from kobra_desktop.app.application import Application

LINK = "kobra-desktop://invite/something"


def test_macos_hands_over_by_an_event(qapp: Application) -> None:
    said: list[str] = []
    qapp.handed.connect(said.append)
    for url in (QUrl(LINK), QUrl.fromLocalFile("/tmp/encuesta.xlsform")):
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(url))
    qapp.handed.disconnect(said.append)
    assert said == [LINK, "file:///tmp/encuesta.xlsform"]


def test_nobody_filters_what_is_sent_to_everybody() -> None:
    """It ended the program now and then as the web engine made a request (a core of 1 December 2026
    shows it: the filter, the wrapping of an object being made, the fault).
    """
    found = []
    for path in sorted(Path(kobra_desktop.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "installEventFilter":
                whose = ast.unparse(node.value).lower()
                if whose.endswith(("app", "application", "instance()")):
                    found.append(f"{path.name}:{node.lineno}")
    assert not found
