"""`kobra-desktop -m installer.probe`: what of ours a frozen program lacks. It reads a question from
standard input, `{"modules": [names], "files": [places]}`, and writes each name that it cannot
import and each place where nothing lies, with why: an empty list when it is whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCollator, QLocale


def lacks(modules: Iterable[str], files: Iterable[str], base: Path) -> list[str]:
    """One line for each module that does not load, and each file that is not under `base`."""
    found = []
    for name in modules:
        try:
            import_module(name)
        except Exception as problem:  # whatever it is, the module does not work
            found.append(f"{name}: {type(problem).__name__}: {problem}")
    found += [f"{place}: nothing is there" for place in files if not (base / place).is_file()]
    return found


def unsorted() -> list[str]:
    """A line unless Spanish is sorted as it is in Spanish, whatever was taken from Qt's data."""
    collator = QCollator(QLocale("es_CO"))
    words = ["oz", "ñame", "nz", "Ángel", "ancla"]
    found = sorted(words, key=collator.sortKey)
    return [] if found == ["ancla", "Ángel", "nz", "ñame", "oz"] else [f"sorted as {found}"]


def undressed() -> list[str]:
    """What Qt says against the windows' style where the program lies: a blank in the folder's name
    once took all of it away.
    """
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication, QComboBox

    from kobra_desktop.views.theme import Look, ThemeChoice

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["probe"])
    said: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _where, text: said.append(text))
    try:
        look = Look()
        look.apply(ThemeChoice.LIGHT)
        QComboBox().ensurePolished()
    finally:
        application.setStyleSheet("")
        qInstallMessageHandler(before)
    return [f"style: {line}" for line in said if "style" in line.lower() or "icon" in line.lower()]


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    # The web engine must be loaded before anything makes an application.
    import_module("PySide6.QtWebEngineWidgets")
    base = Path(getattr(sys, "_MEIPASS", "."))
    answer = json.dumps([*lacks(asked["modules"], asked["files"], base), *unsorted(), *undressed()])
    sys.stdout.write(f"{answer}\n")
