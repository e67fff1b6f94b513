"""The scenes of Compartir: its menu, what is asked for a link and a mail, and the lists of both."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from demo.scene import Scene, acted, in_turn
from kobra_desktop.views.reports.links import LinkDialog, LinkReadyDialog
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.schedules import ScheduleDialog
from kobra_desktop.views.reports.shared import LINKS, MAILS, SharedDialog
from kobra_desktop.views.window import MainWindow

D = TypeVar("D", bound=QDialog)


def scenes(window: MainWindow, page: ReportsPage) -> Iterator[Scene]:
    """Of the report that is in front, which has been counted."""
    if not page.sharing.may_share:
        return
    menu = page.share.menu()
    there = in_turn(acted(page.share.showMenu), menu.isVisible)
    yield Scene("sharing-menu", window, there, menu.close, over=lambda: menu)
    link, mail = menu.actions()[-3:-1]

    def dialog(kind: type[D]) -> Callable[[], D | None]:
        return lambda: next((one for one in page.findChildren(kind) if one.isVisible()), None)

    def is_open(kind: type[QDialog]) -> Callable[[], bool]:
        return lambda: dialog(kind)() is not None

    def done(kind: type[QDialog], act: str) -> Callable[[], None]:
        def end() -> None:
            found = dialog(kind)()
            if found is not None:
                getattr(found, act)()

        return end

    asked = in_turn(acted(link.trigger), is_open(LinkDialog))
    yield Scene("sharing-link", window, asked, done(LinkDialog, "submit"), dialog(LinkDialog))
    ready = dialog(LinkReadyDialog)
    end = done(LinkReadyDialog, "accept")
    yield Scene("sharing-link-ready", window, is_open(LinkReadyDialog), end, ready)
    asked = in_turn(acted(mail.trigger), is_open(ScheduleDialog))
    end = done(ScheduleDialog, "submit")
    yield Scene("sharing-mail", window, asked, end, dialog(ScheduleDialog))
    for name in (LINKS, MAILS):
        shown = in_turn(acted(page.sharing.show_lists, name), is_open(SharedDialog))
        end = done(SharedDialog, "accept")
        yield Scene(f"sharing-{name}", window, shown, end, dialog(SharedDialog))
