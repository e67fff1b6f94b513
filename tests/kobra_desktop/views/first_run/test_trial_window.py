"""The window of a trial says what it is, and opens no door whose key nobody has."""

from __future__ import annotations

from typing import Any, cast

from demo.trial_window import mark
from kobra_desktop.views.main import KobraWindow


class _Program:
    """What stands around the window: it is told what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.inside = self

    def lock(self) -> None:
        self.asked.append("lock")

    def change_password(self) -> None:
        self.asked.append("password")

    def sign_out(self) -> None:
        self.asked.append("sign out")

    def quit(self) -> None:
        self.asked.append("quit")


def test_nothing_is_locked_or_changed_and_signing_out_ends_it(window: KobraWindow) -> None:
    program = _Program()
    window.lock_requested.connect(program.lock)
    window.password_requested.connect(program.change_password)
    window.sign_out_requested.connect(program.sign_out)
    mark(window, cast(Any, program))
    assert window.windowTitle() == "Kobra Desktop · Trial data"
    window.lock_requested.emit()
    window.password_requested.emit()
    assert program.asked == []
    assert "no password" in window.toast.accessibleName()
    window.sign_out_requested.emit()
    assert program.asked == ["quit"]
