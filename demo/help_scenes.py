"""What helps: the pages of help, found by Ctrl+K too, the shortcuts, what changed, a newer version,
a bug that nobody foresaw, and what is copied for who helps.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from demo.scene import Scene, acted, dialog_scene, rejected, shown
from kobra_desktop import crash
from kobra_desktop.app import Root
from kobra_desktop.models.help.topics import CHANGES
from kobra_desktop.models.updates import Answer
from kobra_desktop.updates.manifest import Manifest
from kobra_desktop.updates.seen import note_version
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.dialogs.help import AboutDialog, ShortcutsDialog
from kobra_desktop.views.help.window import HelpDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.updates import UpdatesDialog
from kobra_desktop.views.window import MainWindow

PAGES = ("visits", "agents", "server", "keyboard")
NEWER = "0.2.0"
CRASHES = "crash"


def scenes(root: Root, window: MainWindow) -> Iterator[Scene]:
    """Over the window, which they leave as it was."""
    if not isinstance(window, KobraWindow):
        return
    yield from _help(window)
    yield from _found(window)
    yield dialog_scene("shortcuts", window, ShortcutsDialog, acted(window.show_shortcuts))
    yield dialog_scene("about", window, AboutDialog, acted(window.show_about))
    yield from _newer(root, window)
    crashed = CrashDialog(window.look, crash.report(_bug()), window)
    yield dialog_scene(CRASHES, window, CrashDialog, acted(crashed.open))
    window.help.copy_diagnosis()
    yield Scene("diagnosis", window, window.toast.isVisible, window.toast.hide)


def _help(window: KobraWindow) -> Iterator[Scene]:
    window.open_page("visits")
    window.help.show_here()
    for page in PAGES:
        window.help.show_page(page)
        yield Scene(f"help-{page}", window, over=partial(shown, window, HelpDialog))
    dialog = shown(window, HelpDialog)
    if dialog is not None:
        dialog.field.setText("zzz")
        yield Scene("help-nothing", dialog)
        dialog.field.setText("teléfono" if window.workspace.locale != "en" else "phone")
        yield Scene("help-search", dialog, end=dialog.field.clear)
    window.help.show_changes()
    there = partial(shown, window, HelpDialog)
    yield Scene("changes", window, there, partial(rejected, window, HelpDialog), there)  # type: ignore[arg-type]


def _found(window: KobraWindow) -> Iterator[Scene]:
    palette = window.command_palette
    palette.open_over(window)
    palette.type_text("sin conexión" if window.workspace.locale != "en" else "without a network")
    yield Scene("help-found", window, end=palette.reject, over=lambda: palette)


def _newer(root: Root, window: KobraWindow) -> Iterator[Scene]:
    """As if the manifest of a newer version had been read."""
    now = window.workspace.now
    until, page = now + timedelta(days=30), f"https://kobra.example/{NEWER}"
    model, before = root.updates, (root.updates.newer, root.updates.answer)
    model.newer = Manifest(
        product="kobra-desktop", version=NEWER, published_at=now, expires_at=until, page=page
    )
    model.answer = Answer.NEWER
    model.changed.emit()
    note_version(window.workspace.memory, "0.0.9")
    window.help.tell_changes()
    yield Scene("update", window, end=partial(window.notices.take_back, CHANGES))
    yield dialog_scene("update-found", window, UpdatesDialog, acted(window.updates_requested.emit))
    model.newer, model.answer = before
    model.changed.emit()


def _bug() -> Exception:
    try:
        {}["fecha"]  # type: ignore[index]
    except KeyError as problem:
        return problem
    raise AssertionError
