"""Cuestionarios › Respuestas: columns by question, filters, export, ten thousand rows."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from time import thread_time

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import outbox
from kobra_desktop.views.dialogs.columns import ColumnsDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.questionnaires.answers_table import AnswersTab
from kobra_desktop.views.questionnaires.answers_table_export import ExportDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.people import Role
from kobra_records.files.exports.holding import ExportFormat
from tests.kobra_desktop.views.visits.answered import Answered, answer
from tests.kobra_desktop.views.world import World


@pytest.fixture
def answered(world: World) -> Answered:
    """What phones sent."""
    return answer(world)


@pytest.fixture
def tab(look: Look, answered: Answered, workspace: Workspace, qtbot: QtBot) -> AnswersTab:
    """The tab, loaded."""
    made = AnswersTab(look, workspace)
    qtbot.addWidget(made)
    made.resize(1_100, 600)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: shown(made) == len(answered.submissions) + 1)
    return made


def box_of(tab: AnswersTab) -> ListBox:
    """The list of the questionnaire that is shown."""
    assert tab.box is not None
    return tab.box


def shown(tab: AnswersTab) -> int:
    """How many rows pass."""
    return tab.model.list.model.rowCount() if tab.model.list else 0


def titles(tab: AnswersTab) -> list[str]:
    """The columns that are seen."""
    assert tab.model.list is not None
    columns = tab.model.list.model.columns
    return [c.title for n, c in enumerate(columns) if not box_of(tab).table.isColumnHidden(n)]


def column_of(tab: AnswersTab, key: str) -> int:
    """Where a column stands."""
    assert tab.model.list is not None
    return [c.key for c in tab.model.list.model.columns].index(key)


def test_columns_are_the_questions_by_their_labels(tab: AnswersTab) -> None:
    """In the form's order; what the agent never saw is there to be chosen, not shown."""
    seen = titles(tab)
    assert seen.index("¿Quién atendió?") < seen.index("¿Cuánto promete pagar?")
    assert "v_titular" not in seen
    assert "Questionnaire" not in seen


def test_a_correction_stands_in_the_table(tab: AnswersTab) -> None:
    """With what was sent for who hovers."""
    assert tab.model.list is not None
    model, at = tab.model.list.model, column_of(tab, "q:datos_g/telefono_nuevo")
    cells = [model.index(n, at) for n in range(model.rowCount())]
    corrected = next(c for c in cells if c.data() == "+57 310 555 0143")
    assert "Sent:" in corrected.data(Qt.ItemDataRole.ToolTipRole)


def test_filters_and_text_in_one_question(tab: AnswersTab, qtbot: QtBot) -> None:
    """Together; clearing brings all back."""
    whole = shown(tab)
    box_of(tab).chips["review"].set_values({"approved"})
    qtbot.waitUntil(lambda: shown(tab) == 2)
    assert box_of(tab).count.text() == f"2 of {whole}"
    box_of(tab).clear_filters()
    qtbot.waitUntil(lambda: shown(tab) == whole)
    QTest.keyClicks(box_of(tab).search, "reja")
    qtbot.waitUntil(lambda: 0 < shown(tab) < whole)
    at = tab.within.findData("datos_g/telefono_nuevo")
    tab.within.setCurrentIndex(at)
    tab.within.activated.emit(at)
    qtbot.waitUntil(lambda: shown(tab) == 0)


def test_a_row_opens_its_visit_or_itself(tab: AnswersTab, answered: Answered, qtbot: QtBot) -> None:
    """Also one that names no visit."""
    assert answered.loose is not None
    box_of(tab).table.choose(answered.loose.id)
    with qtbot.waitSignal(tab.open_requested) as asked:
        QTest.keyClick(box_of(tab).table, Qt.Key.Key_Return)
    assert asked.args == ["visits", {"submission": answered.loose.id}]


def test_columns_are_chosen_by_typing(tab: AnswersTab, look: Look, qtbot: QtBot) -> None:
    """The last one cannot be hidden."""
    box_of(tab).more.menu().actions()[0].trigger()
    dialog = box_of(tab).findChild(ColumnsDialog)
    assert isinstance(dialog, ColumnsDialog)
    QTest.keyClicks(dialog.field, "titular")
    listed: QListWidget = dialog.list
    item = next(i for i in dialog._items() if i.text() == "v_titular")
    assert not item.isHidden()
    item.setCheckState(Qt.CheckState.Checked)
    assert "v_titular" in titles(tab)
    dialog.field.clear()
    dialog._set_all(Qt.CheckState.Unchecked)
    assert len(titles(tab)) == 1
    assert listed.count() > 10


@pytest.mark.parametrize("has_labels", [True, False])
def test_export_writes_repeats_as_sheets(
    tab: AnswersTab, qtbot: QtBot, tmp_path: Path, has_labels: bool
) -> None:
    """Choices as labels or as codes."""
    path = tmp_path / "a.xlsx"
    dialog = export(tab, ExportFormat.XLSX, has_labels=has_labels)
    with qtbot.waitSignal(dialog.said):
        dialog.write_to(path)
    book = load_workbook(path)
    main, repeat = book.worksheets
    header = [cell.value for cell in main[1]]
    name = "¿Quién atendió?" if has_labels else "contacto_g/atendio"
    values = {row[header.index(name)].value for row in main.iter_rows(min_row=2)}
    assert ("El titular" if has_labels else "titular") in values
    rows = list(repeat.iter_rows(min_row=2, values_only=True))
    assert {row[1] for row in rows} == {1, 2}
    assert 120_000 in {row[2] for row in rows}


def export(tab: AnswersTab, format: ExportFormat, *, has_labels: bool = True) -> ExportDialog:
    """The dialog, open, with a format chosen."""
    tab.ask_export()
    dialog = tab.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.formats[format].setChecked(True)
    dialog.labels.setChecked(has_labels)
    return dialog


def test_answers_leave_by_right_and_are_recorded(
    tab: AnswersTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As any list: form, rows and filter; without the right the dialog says so."""
    monkeypatch.setattr("kobra_domain.exports.FREE_ROWS", 0)
    box_of(tab).chips["review"].set_values({"approved"})
    qtbot.waitUntil(lambda: shown(tab) == 2)
    dialog = export(tab, ExportFormat.CSV)
    with qtbot.waitSignal(dialog.said):
        dialog.write_to(tmp_path / "a.csv")
    desk = tab.model.workspace.desk
    [act] = outbox.next_batch(desk.store)
    said = {name: new for name, (_, new) in act.changed.items()}
    assert (act.command, said["rows"], said["way"]) == ("export.create", 2, "file")
    assert "Aprobada" in said["filter"] or "Approved" in said["filter"]
    monkeypatch.setattr(desk, "who", replace(desk.who, role=Role.VIEWER))
    tab.ask_export()
    refused = tab.findChildren(ExportDialog)[-1]
    assert not refused.write.isEnabled()


def test_export_of_what_the_filters_show(tab: AnswersTab, qtbot: QtBot, tmp_path: Path) -> None:
    """As text, its repeats beside it."""
    box_of(tab).chips["review"].set_values({"approved"})
    qtbot.waitUntil(lambda: shown(tab) == 2)
    path = tmp_path / "a.csv"
    dialog = export(tab, ExportFormat.CSV)
    with qtbot.waitSignal(dialog.said):
        dialog.write_to(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 3
    assert (tmp_path / "a-Acuerdo parcial.csv").is_file()


def test_files_that_were_not_written_here_are_asked_about(
    tab: AnswersTab, qtbot: QtBot, tmp_path: Path
) -> None:
    """All of one export together, before any is written."""
    folder = tmp_path / "out"
    folder.mkdir()
    own = folder / "a-Acuerdo parcial.csv"
    own.write_text("mine", "utf-8")
    dialog = export(tab, ExportFormat.CSV)
    dialog.write_to(folder / "a.csv")
    qtbot.waitUntil(lambda: dialog.findChild(Question) is not None)
    assert list(folder.iterdir()) == [own]
    asked = dialog.findChild(Question)
    assert isinstance(asked, Question)
    with qtbot.waitSignal(dialog.said):
        asked.act.click()
    assert own.read_text("utf-8-sig") != "mine"


def test_photos_need_the_server_unless_they_were_seen(
    tab: AnswersTab, qtbot: QtBot, tmp_path: Path
) -> None:
    """Said in the dialog, nothing half written."""
    dialog = export(tab, ExportFormat.XLSX)
    dialog.files.setChecked(True)
    assert not dialog.labels.isEnabled()
    dialog.write_to(tmp_path / "a.zip")
    qtbot.waitUntil(dialog.problem.isVisible)
    assert [*tmp_path.glob("*.zip"), *tmp_path.glob(".kobra*")] == []
    assert dialog.write.isEnabled()


def test_ten_thousand_stay_smooth(
    look: Look, world: World, answered: Answered, workspace: Workspace, qtbot: QtBot
) -> None:
    """Read on a worker; a filter takes no frame of the window."""
    one = answered.submissions[3]
    made = [replace(one, id=world.new_id(), instance_id=f"uuid:{n}") for n in range(10_000)]
    world.pull(*made)
    tab = AnswersTab(look, workspace)
    qtbot.addWidget(tab)
    tab.resize(1_100, 600)
    tab.show()
    tab.on_shown()
    qtbot.waitUntil(lambda: shown(tab) > 10_000)
    start = thread_time()
    box_of(tab).chips["logic"].set_values({"agrees"})
    box_of(tab).table.scrollToBottom()
    box_of(tab).table.grab()
    assert thread_time() - start < 0.5
    qtbot.waitUntil(lambda: box_of(tab).count.text().startswith("10"))
