"""`python -m tests.kobra_desktop.views.look DIR`: paints each page in both languages and themes, to
be looked at.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6 import QtWebEngineWidgets  # noqa: F401  (before the application)
from PySide6.QtCore import QEventLoop, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kobra_desktop import resources
from kobra_desktop.api.errors import NewerServer, SignInNeeded
from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.models.first_run.trial import TrialModel
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.sign_in import SignInModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.outbox import next_batch
from kobra_desktop.store.settle import settle
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.dialogs.help import ShortcutsDialog
from kobra_desktop.views.dialogs.secrets import (
    passphrase_dialog,
    password_dialog,
    session_dialog,
)
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.first_sync import FirstSyncPage
from kobra_desktop.views.lock import LockScreen
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.unlock import UnlockPage
from kobra_desktop.views.window import MainWindow
from kobra_desktop.web.walls import register_scheme
from kobra_domain.visits import Priority, VisitState
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from tests.kobra_desktop.views.world import World


def wait(until: Callable[[], bool], ms: int = 4_000) -> None:
    """Let Qt work until a condition holds."""
    loop = QEventLoop()
    clock = QTimer()
    clock.setInterval(20)
    left = [ms // 20]

    def tick() -> None:
        left[0] -= 1
        if until() or left[0] <= 0:
            loop.quit()

    clock.timeout.connect(tick)
    clock.start()
    loop.exec()


def crash(problem: BaseException) -> None:
    """A bug shall be seen."""
    raise problem


def build(world: World, locale: str, look: Look) -> tuple[KobraWindow, Workspace, Background]:
    """The real window over the invented field."""
    background, news = Background(crash), Relay()
    workspace = world.workspace(background, news, locale)
    status = StatusModel(workspace.zone)
    status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=workspace.now))
    window = KobraWindow(look, workspace, status)
    window.resize(1366, 768)
    return window, workspace, background


def shoot(widget: QWidget, path: Path) -> None:
    """Write a picture."""
    widget.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


def translate(app: QApplication, locale: str) -> None:
    """Load the built words of a language, if it has been built."""
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
    folder = resources.root() / "translations"
    translator = QTranslator(app)
    if translator.load(str(folder / f"kobra_{locale}.qm")):
        app.installTranslator(translator)
    QLocale.setDefault(QLocale(locale))


def scenes(window: KobraWindow) -> dict[str, Callable[[], QWidget | None]]:
    """What to do on a page before it is painted, by the picture's name; answers a dialog to
    paint.
    """
    made: dict[str, Callable[[], QWidget | None]] = {}
    for key in window.keys:
        made[key] = lambda k=key: window.open_page(k)  # type: ignore[misc]
    made["visit_panel"] = lambda: _choose_visit(window, 12)
    made["visit_ended"] = lambda: _choose_visit(window, 3)
    made["palette"] = lambda: _palette(window)
    made["shortcuts"] = lambda: _dialog(window, lambda: ShortcutsDialog(window.look, window).open())
    made["held"] = lambda: _dialog(window, window.pending_requested.emit)
    made["assign"] = lambda: _dialog(window, window.page.assign_chosen)
    made["first_steps"] = lambda: _dialog(window, window.show_first_steps)
    made["visit_form"] = lambda: _dialog(window, window.page.create_new)
    locale = window.workspace.locale
    for name, make in (("password", password_dialog), ("passphrase", passphrase_dialog)):
        made[name] = lambda m=make: _dialog(window, m(window.look, window, _never, locale).open)  # type: ignore[misc]
    made["session"] = lambda: _dialog(
        window, session_dialog(window.look, window, "marta@kobra.example", _never, locale).open
    )
    made["stale_visits"] = lambda: _go_stale(window, "visits")
    made["stale_today"] = lambda: _go_stale(window, "today")
    return made


def _never(_typed: object, _answer: object) -> None:
    """Nobody presses the button."""


def _go_stale(window: KobraWindow, key: str) -> None:
    at = window.workspace.now - timedelta(minutes=23)
    window.open_page(key)
    window.notices.say(
        "keys", "Este equipo no guarda llaves.", "info", [("Poner…", window.show_about)]
    )
    problem = NewerServer(version="9")
    status = SyncStatus(link=Link.FAILING, synced_at=at, waiting=3, problem=problem)
    window._status.show(status)


def _choose_visit(window: MainWindow, line: int) -> None:
    window.open_page("visits")
    window.page.table.selectRow(line)  # type: ignore[attr-defined]


def _palette(window: MainWindow) -> QWidget:
    window.command_palette.open_over(window)
    window.command_palette.type_text("mar")
    return window.command_palette


def _dialog(window: MainWindow, act: Callable[[], None]) -> QWidget | None:
    window.open_page("visits")
    act()
    wait(lambda: False, 200)
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    return dialogs[-1] if dialogs else None


def doors(look: Look, locale: str, background: Background) -> Iterator[tuple[str, QWidget]]:
    """The screens before the window."""
    memory = SessionMemory()
    memory.write("sign_in", {"server": "https://kobra.example", "email": "marta@kobra.example"})
    model = SignInModel(background, memory, lambda typed: typed)
    page = SignInPage(look, model, locale)
    model.problem = SignInNeeded("sign_in_failed")
    model.changed.emit()
    yield "sign_in", page
    with tempfile.TemporaryDirectory() as folder:
        trial = TrialModel(Path(folder) / "trial", background)
        server = ServerModel(background, lambda: datetime.now(UTC))
        yield "begin", BeginPage(look, trial, server, locale)
    yield "lock", LockScreen(look, "Marta Rey", lambda *_: None, locale)
    first = FirstSyncPage(look, locale)
    first.set_progress(84_000, 200_000)
    yield "first_sync", first
    yield "unlock", UnlockPage(look, lambda *_: None, locale)
    yield "crash", CrashDialog(look, "Kobra Desktop 0.1.0\nPython 3.11\n\nTraceback…")


def make_conflict(world: World, workspace: Workspace) -> None:
    """A note that somebody else has written too, and a change that waits."""
    first, other = [v for v in world.visits if v.state is VisitState.ASSIGNED][:2]
    edit_visit(workspace.desk, first.id, note="Llamar antes de ir", priority=Priority.HIGH)
    (sent,) = next_batch(world.replica)
    body = {**json_form.builtin(first), "note": "Portón verde, timbre no sirve"}
    answer = OperationResult(
        op_id=sent.op_id,
        status=Status.CONFLICT,
        code="conflict",
        fields=("note",),
        version=2,
        body=body,
    )
    settle(world.replica, [answer])
    edit_visit(workspace.desk, other.id, priority=Priority.URGENT)


def main(folder: Path) -> None:
    """Paint everything, or only the scenes named after the folder."""
    register_scheme()
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    only = set(sys.argv[2:])
    with tempfile.TemporaryDirectory() as home:
        for locale in ("es", "en"):
            for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                if only and f"{locale}-{theme}" not in only and not only & {"all"}:
                    continue
                place = Path(home) / f"{locale}{theme}"
                place.mkdir()
                _paint(app, folder, place, locale, theme)


def _paint(app: QApplication, folder: Path, home: Path, locale: str, theme: ThemeChoice) -> None:
    translate(app, locale)
    look = Look(theme)
    look.apply(theme)
    world = World(home, weeks_before=4)
    window, workspace, background = build(world, locale, look)
    for name, widget in doors(look, locale, background):
        widget.resize(1024, 700)
        widget.show()
        wait(lambda: False, 100)
        shoot(widget, folder / f"{name}-{locale}-{theme}.png")
        widget.close()
    make_conflict(world, workspace)
    window.show()
    for name, act in scenes(window).items():
        dialog = act()
        wait(lambda: False, 500)
        shoot(dialog or window, folder / f"{name}-{locale}-{theme}.png")
        if isinstance(dialog, QDialog):
            dialog.reject()
    window.close()
    background.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
