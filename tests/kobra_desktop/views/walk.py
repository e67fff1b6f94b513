"""Every place of the window that can be reached, and every widget on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QListView, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.views.dialogs.help import AboutDialog, ShortcutsDialog
from kobra_desktop.views.dialogs.message import Notice, Question
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage


def pages(window: KobraWindow, qtbot: QtBot, *, without: str = "") -> Iterator[tuple[str, QWidget]]:
    """Each page once it shows content, and Visitas with a panel open."""
    for key in window.keys:
        if key == without:
            continue
        window.open_page(key)
        page = window.page
        qtbot.waitUntil(lambda p=page: is_loaded(p))  # type: ignore[misc]
        yield key, window
        if isinstance(page, VisitsPage):
            page.table.selectRow(3)
            qtbot.waitUntil(page.panel.isVisible)
            yield "visits with panel", window


def is_loaded(page: QWidget) -> bool:
    """No skeleton is seen any more."""
    bars = page.findChildren(QWidget, "skeleton")
    return not any(bar.isVisible() for bar in bars)


def dialogs(window: KobraWindow, qtbot: QtBot) -> Iterator[tuple[str, QDialog]]:
    """Each dialog, open; closed when the next one comes."""
    look = window.look
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    page.table.selectRow(0)
    acts: dict[str, Callable[[], object]] = {
        "palette": lambda: window.command_palette.open_over(window),
        "assign": page.assign_chosen,
        "cancel": lambda: page.ask_cancel(page.table.chosen_ids),
        "new visit": page.create_new,
        "held": window.show_held,
        "shortcuts": lambda: ShortcutsDialog(look, window).open(),
        "help": window.help.show_here,
        "about": lambda: AboutDialog(look, window).open(),
        "question": lambda: Question(look, window, "T", "Sentence", "Act", "Leave").open(),
        "notice": lambda: Notice(look, window, "T", "Sentence").open(),
    }
    for name, act in acts.items():
        act()
        shown = visible_dialog(window)
        yield name, shown
        shown.reject()


def visible_dialog(window: QWidget) -> QDialog:
    """The dialog that is open."""
    found = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert found, "no dialog opened"
    return found[-1]


def when_written(qtbot: QtBot, background: Background) -> None:
    """Wait until all that was handed over to be written is: now it can be read whether an act did
    nothing.
    """
    done: list[None] = []
    background.write(lambda: None, done.append, owner=None)
    qtbot.waitUntil(lambda: bool(done))


def listed(dialog: QWidget) -> list[str]:
    """Every line of its lists."""
    models = [one.model() for one in dialog.findChildren(QListView)]
    return [m.index(n, 0).data() for m in models for n in range(m.rowCount())]


def visible(root: QWidget) -> list[QWidget]:
    """All widgets that are seen below a root, itself included."""
    return [w for w in (root, *root.findChildren(QWidget)) if w.isVisible()]
