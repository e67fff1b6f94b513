"""The ways out for the rows of any list of the window: a file, the clipboard, paper. Each asks the
right and is recorded before anything leaves; without a window that has them, many rows stay.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts
from kobra_desktop.models.exporting import ExportingModel, ShownTable
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views import outside
from kobra_desktop.views.charts.box import ChartBox
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.dialogs.print_list import PrintListDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.table import Table
from kobra_domain.exports import ExportWay, needs_right

Ask = Callable[[ShownTable], ExportListDialog | PrintListDialog]


class Exits(QObject):
    """`said`: what left, or why nothing did."""

    said = Signal(str)

    def __init__(self, look: Look, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._workspace, self._window = look, workspace, window
        self.exporting = ExportingModel(workspace, self)
        self._copying = ExportingModel(workspace, self)
        self._copying.failed.connect(self._on_failed)

    def export(self, page: QWidget) -> None:
        """Ask for the form and the place of a page's list, of a table, or of a chart's figures;
        without one, say so.
        """
        if (box := chart_of(page)) is not None:
            box.export_data()
            return
        words = QCoreApplication.translate("Exits", "This page has no list to export.")
        self._leave(page, words, self._export_dialog)

    def print_rows(self, page: QWidget) -> None:
        """Ask where a page's list, a table or a chart shall be printed; without one, say so."""
        if (box := chart_of(page)) is not None:
            box.print_shown()
            return
        words = QCoreApplication.translate("Exits", "This page has no list to print.")
        self._leave(page, words, self._print_dialog)

    def _leave(self, page: QWidget, missing: str, ask: Ask) -> None:
        table = table_of(page)
        if table is None:
            self.said.emit(missing)
        elif not self.exporting.is_running:
            table.when_whole(lambda: self._open(ask(table.shown(filter_words(table)))))

    def _open(self, dialog: ExportListDialog | PrintListDialog) -> None:
        dialog.said.connect(self.said)
        dialog.open()

    def _export_dialog(self, shown: ShownTable) -> ExportListDialog:
        return ExportListDialog(self._look, self.exporting, shown, self._window)

    def _print_dialog(self, shown: ShownTable) -> PrintListDialog:
        workspace = self._workspace
        by = QCoreApplication.translate("Exits", "Printed by {name}, {time}").format(
            name=workspace.desk.who.name,
            time=f"{workspace.now.astimezone(workspace.zone):%Y-%m-%d %H:%M}",
        )
        by = f"{by} · {counts.rows(shown.count)}"
        return PrintListDialog(self._look, self.exporting, shown, by, self._window)

    def copy(self, table: Table, text: str, rows: int) -> None:
        """Put the text of so many rows on the clipboard; of many, once that is recorded."""

        def copied() -> None:
            words = QCoreApplication.translate("Exits", "Copied: {rows}")
            told = words.format(rows=counts.rows(rows))
            self.said.emit(told if outside.copy(text) else outside.not_copied())

        if needs_right(rows, has_personal_data=table.has_personal_data):
            shown = table.shown(filter_words(table))
            self._copying.note(shown, rows, ExportWay.COPY, copied)
        else:
            copied()

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._workspace.locale))


def table_of(page: QWidget) -> Table | None:
    """The list that is meant: a table itself, the one with the focus, else the largest in sight."""
    if isinstance(page, Table):
        return page
    seen = [table for table in page.findChildren(Table) if table.isVisible()]
    focused = [table for table in seen if table.hasFocus()]
    return max(focused or seen, key=lambda t: t.width() * t.height(), default=None)


def chart_of(page: QWidget) -> ChartBox | None:
    """The chart that is meant: the one with the focus, else the first in sight."""
    seen = [box for box in page.findChildren(ChartBox) if _is_in_sight(box)]
    focused = QApplication.focusWidget()
    held = [box for box in seen if focused is not None and box.isAncestorOf(focused)]
    return next(iter(held or sorted(seen, key=lambda box: _place(box, page))), None)


def _is_in_sight(box: ChartBox) -> bool:
    return box.isVisible() and not box.visibleRegion().isEmpty()


def _place(box: ChartBox, page: QWidget) -> tuple[int, int]:
    at = box.mapTo(page, QPoint(0, 0))
    return at.y(), at.x()


def filter_words(table: Table) -> str:
    """What the list is filtered by, as its own shell says it."""
    shell = table.parentWidget()
    while shell is not None and not isinstance(shell, ListBox):
        shell = shell.parentWidget()
    return shell.filter_words if shell is not None else ""
