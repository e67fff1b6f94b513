"""What can be done with a chart: the quiet row of acts, marks that open rows, tables, ways out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.charts.acts import AboutFigure
from kobra_desktop.views.charts.box import ChartBox
from kobra_desktop.views.charts.leaving import ChartExits
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.dialogs.print_list import PrintListDialog
from kobra_desktop.views.theme import Look
from kobra_domain.charts import ChartSpec, example
from kobra_domain.charts.spec import Figure, LineChart, Series, StepKind, Table
from kobra_records.files.exports.holding import ExportFormat

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ABOUT = "Contacto con el titular: visitas en que se habló con el titular, entre las terminadas."


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 500)
    return made


@pytest.fixture
def box(look: Look, page: QWidget, workspace: Workspace, qtbot: QtBot) -> ChartBox:
    return shown(look, page, qtbot, example("heat_map", "es_CO"), ChartExits(look, workspace, page))


def shown(
    look: Look, page: QWidget, qtbot: QtBot, spec: ChartSpec, exits: ChartExits | None = None
) -> ChartBox:
    made = ChartBox(look, spec, "es_CO", page, about=ABOUT, exits=exits)
    made.resize(1100, 500)
    with qtbot.waitExposed(page):
        page.show()
    return made


def seen(box: ChartBox) -> bool:
    return box.acts.is_seen


def middle(box: ChartBox, number: int) -> QPoint:
    mark, scale = box.chart.scene.marks[number], box.chart._look.scale
    x, y = mark.x + mark.width / 2, mark.y + mark.height / 2
    return QPoint(round(x * scale), round(y * scale))


def entries(box: ChartBox) -> list[str]:
    """Open the menu as the menu key does."""
    at = box.mapToGlobal(QPoint(20, 20))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(20, 20), at)
    QApplication.sendEvent(box.chart, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return words


def test_acts_are_seen_while_the_pointer_or_the_keyboard_is_there(
    box: ChartBox, page: QWidget, qtbot: QtBot
) -> None:
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    QApplication.sendEvent(box, QEvent(QEvent.Type.Leave))
    assert not seen(box)
    QApplication.sendEvent(box, QEvent(QEvent.Type.Enter))
    assert seen(box)
    QApplication.sendEvent(box, QEvent(QEvent.Type.Leave))
    assert not seen(box)
    box.save.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: box.acts.is_seen)
    page.setFocus()
    qtbot.waitUntil(lambda: not box.acts.is_seen)


def test_acts_cover_nothing_of_the_chart_and_stand_in_its_corner(box: ChartBox) -> None:
    title = box.chart.scene.texts[0]
    top = box.chart.mapTo(box, QPoint(0, round(title.y - 0.72 * title.size))).y()
    assert box.acts.geometry().bottom() <= top
    assert box.acts.geometry().right() <= box.width()
    box.resize(700, 400)
    assert box.acts.geometry().right() <= 700


def test_the_menu_says_all_acts_and_a_mark_its_rows(box: ChartBox, qtbot: QtBot) -> None:
    assert "Export data…" in entries(box)
    assert "Open the rows behind it" not in entries(box)
    box.mark_chosen.connect(lambda *_: None)
    QTest.mouseMove(box.chart, middle(box, 30))
    qtbot.waitUntil(lambda: box.chart.current is not None)
    assert entries(box)[0] == "Open the rows behind it"
    QTest.mouseMove(box.chart, middle(box, 31))
    qtbot.waitUntil(lambda: box.chart.cursor().shape() == Qt.CursorShape.PointingHandCursor)


def test_a_click_or_enter_on_a_mark_tells_its_address(box: ChartBox, qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []
    box.mark_chosen.connect(lambda row, column: heard.append((row, column)))
    assert box.chart.opens
    QTest.mouseClick(box.chart, Qt.MouseButton.LeftButton, pos=middle(box, 24 + 9))
    assert heard == [(1, 9)]
    QTest.mouseClick(box.chart, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert heard == [(1, 9)]
    box.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box.chart, Qt.Key.Key_Home)
    QTest.keyClick(box.chart, Qt.Key.Key_Return)
    assert heard == [(1, 9), (0, 0)]
    box.as_table.click()
    rows = box.table.rows
    rows.setCurrentIndex(rows.model_of_twin.index(9, 6))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    rows.setCurrentIndex(rows.model_of_twin.index(9, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert heard == [(1, 9), (0, 0), (5, 9)]


def test_a_figure_says_how_it_is_counted(box: ChartBox) -> None:
    box.why.click()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, AboutFigure)
    assert popover.words.text() == ABOUT
    popover.close()
    box.show_spec(example("line", "es_CO"))
    assert box.why.isHidden()


def test_a_table_is_a_table_with_its_total(look: Look, page: QWidget, qtbot: QtBot) -> None:
    spec = example("table", "es_CO")
    box = shown(look, page, qtbot, spec)
    assert box.table.isVisible()
    assert box.as_table.isHidden()
    assert box.export.isHidden()
    model = box.table.rows.model_of_twin
    bold = model.index(4, 1).data(Qt.ItemDataRole.FontRole)
    assert bold.weight() > 500
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole) is None
    sides = [model.index(0, n).data(Qt.ItemDataRole.TextAlignmentRole) for n in (0, 1)]
    assert sides[0] & Qt.AlignmentFlag.AlignLeft.value
    assert sides[1] & Qt.AlignmentFlag.AlignRight.value
    box.show_spec(example("bar", "es_CO"))
    assert box.chart.isVisible()


def test_a_click_on_a_head_orders_the_rows_and_marks_keep_their_address(
    look: Look, page: QWidget, qtbot: QtBot
) -> None:
    box = shown(look, page, qtbot, example("table", "es_CO"))
    heard: list[tuple[int, int]] = []
    box.mark_chosen.connect(lambda row, column: heard.append((row, column)))
    rows = box.table.rows
    model = rows.model_of_twin

    def names() -> list[str]:
        return [model.index(n, 0).data() for n in range(model.rowCount())]

    assert names()[-1] == "Total"
    rows.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names() == ["Tarjetas", "Microcrédito", "Hipotecario", "Consumo", "Total"]
    rows.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert heard == [(3, 1)]
    assert rows.chosen_text().startswith("164")
    whole = model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert whole.startswith("23")
    assert "de 164" in whole
    assert "de 164" not in model.index(0, 2).data()
    rows.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names()[0] == "Consumo"
    assert not box.grab().isNull()


def test_figures_are_exported_as_they_are(
    box: ChartBox, tmp_path: Path, qtbot: QtBot, page: QWidget
) -> None:
    box.show_spec(example("table", "es_CO"), about=ABOUT)
    box.export.click()
    dialog = page.findChild(ExportListDialog)
    assert dialog is not None
    path = tmp_path / "a.xlsx"
    dialog.formats[ExportFormat.XLSX].setChecked(True)
    assert box._exits is not None
    with qtbot.waitSignal(box._exits.said):
        dialog.write_to(path)
    book = load_workbook(path)
    said = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert ABOUT in said
    assert [cell.value for cell in book.worksheets[1][2]][:2] == ["Consumo", 412]
    assert [cell.value for cell in book.worksheets[1][6]][:2] == ["Total", 1_092]
    dialog.reject()


def test_a_table_is_printed_over_its_pages(box: ChartBox, page: QWidget, tmp_path: Path) -> None:
    spec = example("table", "es_CO")
    assert isinstance(spec, Table)
    box.show_spec(replace(spec, rows=spec.rows * 60))
    box.print.click()
    dialog = page.findChild(PrintListDialog)
    assert dialog is not None
    assert dialog._shown.count == 241
    assert [heading.is_right for heading in dialog._shown.headings] == [False, *[True] * 4]
    dialog.reject()


def test_a_chart_that_had_the_keyboard_goes_without_a_word(
    look: Look, page: QWidget, qtbot: QtBot
) -> None:
    box = shown(look, page, qtbot, example("bar", "es_CO"))
    box.save.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.save.hasFocus)
    with qtbot.waitSignal(box.destroyed):
        box.deleteLater()
    other = shown(look, page, qtbot, example("line", "es_CO"))
    other.copy.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: seen(other))


def test_what_leaves_a_page_that_says_its_cut_off_says_it_still(
    look: Look, page: QWidget, qtbot: QtBot
) -> None:
    spec = replace(example("bar", "es_CO"), cut_off="Datos hasta 10:41")
    made = ChartBox(look, spec, "es_CO", page, says_cut_off=False)
    qtbot.addWidget(made)
    made.resize(700, 400)
    assert "Datos hasta 10:41" not in [text.words for text in made.chart.scene.texts]
    made.copy.click()
    held = QApplication.clipboard().mimeData()
    assert "Datos hasta 10:41" in bytes(held.data("image/svg+xml").data()).decode()
    made.as_table.click()
    assert made.table.cut_off.isHidden()


def test_a_table_without_a_row_says_so(look: Look, page: QWidget, qtbot: QtBot) -> None:
    spec = example("table", "es_CO")
    assert isinstance(spec, Table)
    made = shown(look, page, qtbot, replace(spec, rows=(), total=(), notes=()))
    assert made.table.nothing.isVisible()
    assert "No hay datos" in made.table.nothing.text()
    assert not made.table.rows.isVisible()
    made.show_spec(spec)
    assert not made.table.nothing.isVisible()
    assert made.table.rows.isVisible()


def test_the_columns_of_a_table_share_its_width(look: Look, page: QWidget, qtbot: QtBot) -> None:
    made = shown(look, page, qtbot, example("table", "es_CO"))
    rows = made.table.rows
    wide = rows.viewport().width()
    qtbot.waitUntil(lambda: rows.horizontalHeader().length() > wide - rows.model().columnCount())
    assert rows.horizontalHeader().length() <= wide


@pytest.mark.parametrize("is_table", [False, True])
def test_what_is_shown_while_another_is_awaited_is_faint(box: ChartBox, *, is_table: bool) -> None:
    box.as_table.setChecked(is_table)
    before = box.grab().toImage()
    box.wait(waits=True)
    assert box.grab().toImage() != before
    box.wait(waits=False)
    assert box.grab().toImage() == before


def test_what_nobody_sees_is_not_drawn(look: Look, workspace: Workspace) -> None:
    spec = example("heat_map", "es_CO")
    unseen = ChartBox(look, spec, "es_CO", exits=ChartExits(look, workspace, QWidget()))
    assert unseen.chart.accessibleName() == unseen.chart.told.title
    assert not unseen.chart.is_drawn
    unseen.chart.resize(600, 400)
    unseen.chart.grab()
    assert unseen.chart.is_drawn


def test_a_figure_whose_series_is_what_is_measured_is_named_once(look: Look, qtbot: QtBot) -> None:
    series = Series(name="Hechas", values=(Figure(3), Figure(4)))
    steps = ("2026-11-02", "2026-11-03")
    spec = LineChart(subtitle="Hechas", steps=steps, series=(series,), step=StepKind.DAY)
    made = ChartBox(look, spec, "es_CO")
    qtbot.addWidget(made)
    assert made.name_of((0, 1)) == "Hechas, mar 3 nov 2026"
    made.show_spec(replace(spec, subtitle="Visitas"))
    assert made.name_of((0, 1)) == "Visitas: Hechas, mar 3 nov 2026"
