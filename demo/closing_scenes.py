"""The scenes of the day's close: Cierre, where its visits would go, the summary before it leaves,
and its document.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from demo.scene import Scene, acted, in_turn
from kobra_desktop.views.dialogs.carry import CarryDialog
from kobra_desktop.views.today.closing import ClosingTab
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.today.summary import SummaryDialog
from kobra_desktop.views.window import MainWindow

PAGE = QSize(794, 1123)  # of A4 at 96 to the inch


def scenes(window: MainWindow, files: Path) -> Iterator[Scene]:
    """All of them; the clock that chooses the tab is the city's."""
    window.open_page("today", {"tab": "closing"})
    page = window.page
    if not isinstance(page, TodayPage):
        return
    tab = page.tab("closing")
    assert isinstance(tab, ClosingTab)
    is_read = partial(_is_read, tab)
    yield Scene("today-closing", window, is_read)
    carry = in_turn(acted(tab.carry.click), lambda: _is_foreseen(tab))
    yield Scene("today-closing-carry", window, carry, partial(_end, tab), _over(tab, CarryDialog))
    shown = in_turn(acted(page.open_summary), lambda: _is_counted(page))
    yield Scene("today-summary", window, shown, over=_over(page, SummaryDialog))
    target = files.parent / "summary.pdf"
    paper = QLabel()
    paper.resize(PAGE)
    written = in_turn(acted(_write, page, target), lambda: _is_painted(paper, target))
    yield Scene("paper-summary", paper, written, partial(_end, page))


def _is_read(tab: ClosingTab) -> bool:
    return tab.model.facts is not None and tab.model.list.is_loaded


def _found(owner: QWidget, kind: type[QDialog]) -> QDialog | None:
    return next((one for one in owner.findChildren(kind) if one.isVisible()), None)


def _over(owner: QWidget, kind: type[QDialog]) -> Callable[[], QWidget | None]:
    return lambda: _found(owner, kind)


def _is_foreseen(tab: ClosingTab) -> bool:
    dialog = _found(tab, CarryDialog)
    return isinstance(dialog, CarryDialog) and any(c.isdigit() for c in dialog.foreseen.text())


def _is_counted(page: TodayPage) -> bool:
    dialog = _found(page, SummaryDialog)
    return isinstance(dialog, SummaryDialog) and dialog.model.summary is not None


def _write(page: TodayPage, target: Path) -> None:
    dialog = _found(page, SummaryDialog)
    if isinstance(dialog, SummaryDialog):
        dialog.write_to(target)


def _is_painted(paper: QLabel, target: Path) -> bool:
    """The first page, once the file is whole."""
    if not target.is_file():
        return False
    document = QPdfDocument(paper)
    document.load(str(target))
    paper.setStyleSheet("background: white")
    paper.setPixmap(QPixmap.fromImage(document.render(0, PAGE)))
    return True


def _end(owner: QWidget) -> None:
    for kind in (CarryDialog, SummaryDialog):
        if (dialog := _found(owner, kind)) is not None:
            dialog.done(QDialog.DialogCode.Rejected)
