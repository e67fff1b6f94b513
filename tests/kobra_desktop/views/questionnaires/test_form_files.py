"""The tab Archivos as it is used: files come by dialog, drop and paste, lead to their questions, go
and come back, and are there again after a kill.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.models.questionnaires.file_lines import FileLine
from kobra_desktop.models.questionnaires.files import FilesModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import form_files as store
from kobra_desktop.store.queries.questionnaires import questionnaire
from kobra_desktop.views.questionnaires.cell_fields import CellLine
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.form_files import FilesTab
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires import canonical
from kobra_records.files.form_files.bundles import packed, unpacked
from tests.kobra_desktop.views.drops import drop
from tests.kobra_desktop.views.questionnaires.drafting import a_form, a_question, kept, opened
from tests.kobra_records.files.books import workbook
from tests.kobra_records.files.form_files.contents import TABLE, png


def until(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    """Wait; files are looked at in a process that has to start first."""
    qtbot.waitUntil(is_so)


@pytest.fixture
def editor(page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot) -> EditorView:
    """A form that asks for a table, and for a picture."""
    asks = a_question("barrio", "select_one_from_file barrios.csv")
    form = a_form(asks, a_question("casa", image="fachada.png"))
    return opened(page, kept(workspace, form), qtbot)


@pytest.fixture
def tab(editor: EditorView, qtbot: QtBot) -> FilesTab:
    made = editor._go_to("files")
    assert isinstance(made, FilesTab)
    until(qtbot, lambda: len(made.model.lines) == 2)
    return made


def a_file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def line(tab: FilesTab, name: str) -> FileLine:
    found = tab.model.line(name)
    assert found is not None
    return found


def names(editor: EditorView) -> list[str]:
    return [file.name for file in editor.editor.form.files]


def test_what_is_missing_is_listed_and_filled_by_a_drop(
    tab: FilesTab, editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    assert [one.name for one in tab.model.lines] == ["barrios.csv", "fachada.png"]
    assert line(tab, "barrios.csv").has_error
    assert not line(tab, "fachada.png").has_error
    assert drop(tab, a_file(tmp_path, "barrios.csv", TABLE), a_file(tmp_path, "fachada.png", png()))
    until(qtbot, lambda: names(editor) == ["barrios.csv", "fachada.png"])
    until(qtbot, lambda: not any(one.problems for one in tab.model.lines))
    assert line(tab, "barrios.csv").uses[0].uid == "barrio"
    assert tab.chosen == "barrios.csv"
    editor.editor.acts.undo()
    assert names(editor) == []
    editor.editor.acts.redo()
    assert names(editor) == ["barrios.csv", "fachada.png"], "one act for both"


def test_a_file_is_chosen_for_a_name_replaced_and_removed(
    tab: FilesTab, editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    tab.take([("fachada.png", a_file(tmp_path, "IMG 1.png", png()))])
    until(qtbot, lambda: names(editor) == ["fachada.png"])
    first = editor.editor.form.files[0].sha256
    tab.take([("fachada.png", a_file(tmp_path, "IMG 2.png", png(3, 3)))])
    until(qtbot, lambda: editor.editor.form.files[0].sha256 != first)
    until(qtbot, lambda: line(tab, "fachada.png").file is not None)
    tab.choose("fachada.png")
    until(qtbot, lambda: not tab.card._picture.pixmap().isNull())
    tab.card.away.click()
    assert names(editor) == []
    until(qtbot, lambda: line(tab, "fachada.png").file is None)


def test_what_is_not_taken_in_is_said_by_name(
    tab: FilesTab, editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    tab.said.connect(said.append)
    trap = a_file(tmp_path, "fachada.png", b"<html><script>1</script>")
    assert drop(tab, trap, a_file(tmp_path, "barrios.csv", TABLE), tmp_path)
    until(qtbot, lambda: names(editor) == ["barrios.csv"])
    assert "fachada.png" in said[0]
    tab.take([("nada.png", tmp_path / "nowhere.png")])
    until(qtbot, lambda: len(said) == 2)
    assert "nada.png" in said[1]
    (tmp_path / "fotos").mkdir()
    assert drop(tab, tmp_path / "fotos")  # a folder is no file, and is not passed over in silence
    until(qtbot, lambda: len(said) == 3)
    assert "fotos" in said[2]
    assert not tab.model.is_busy


def test_a_picture_is_pasted_under_a_free_name(
    tab: FilesTab, editor: EditorView, qtbot: QtBot
) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    tab.paste()
    until(qtbot, lambda: len(names(editor)) == 1)
    (name,) = names(editor)
    assert name.endswith("_1.png")
    until(qtbot, lambda: tab.chosen == name)
    assert line(tab, name).problems[0].code == "form.file_unused"


def test_problems_lead_to_the_question_and_to_the_file(
    tab: FilesTab, editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    assert drop(tab, a_file(tmp_path, "sobra.png", png()))
    until(qtbot, lambda: names(editor) == ["sobra.png"])
    until(qtbot, lambda: any(p.code == "form.file_unused" for p in editor.editor.problems))
    codes = [problem.code for problem in editor.editor.problems]
    editor._go_to("questions")
    editor.problems._lead(codes.index("form.file_unused"))
    assert editor.stack.currentWidget() is tab
    until(qtbot, lambda: tab.chosen == "sobra.png")
    tab.choose("barrios.csv")
    tab.card.use_requested.emit("barrio", "type", False)
    assert editor.editor.selection == ("barrio",)
    assert editor.stack.currentWidget() is not tab


def test_the_fields_of_a_question_offer_the_files_there_are(
    tab: FilesTab, editor: EditorView, tmp_path: Path, qtbot: QtBot
) -> None:
    assert drop(tab, a_file(tmp_path, "otra.csv", TABLE), a_file(tmp_path, "casa.png", png()))
    until(qtbot, lambda: len(names(editor)) == 2)
    editor._go_to("questions")
    offered = {}
    for uid, column in (("casa", "image"), ("barrio", "type")):
        editor.editor.attend(uid, column)
        sheet = editor.properties.sheet
        assert sheet is not None
        field = sheet.fields[column].editor
        assert isinstance(field, CellLine)
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn))
        offered[column] = field._names.stringList()
        field.completer().activated.emit(offered[column][-1])
    assert offered == {"image": ["casa.png"], "type": ["visitas.csv", "otra.csv"]}
    until(qtbot, lambda: not any(p.is_error for p in editor.editor.problems))
    cells = {node.uid: node.cells for node in editor.editor.form.nodes()}
    assert cells["casa"]["image"] == "casa.png"
    assert cells["barrio"]["type"] == "select_one_from_file otra.csv"


def test_after_a_kill_the_file_and_its_content_are_there(
    tab: FilesTab, editor: EditorView, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    assert drop(tab, a_file(tmp_path, "barrios.csv", TABLE))
    until(qtbot, lambda: names(editor) == ["barrios.csv"])
    editor.draft.keep()
    desk, one = workspace.desk, editor.draft.id

    def is_kept() -> bool:
        copy = commands.working_copy(desk, one)
        return copy is not None and bool(canonical.read(copy.document).files)

    until(qtbot, is_kept)
    file = editor.editor.form.files[0]
    shown = editor.preview._own_files(editor.editor.form)["barrios.csv"]
    assert (shown.sha256, shown.read()) == (file.sha256, TABLE)
    assert store.content(desk.store, file.sha256) == TABLE


def test_a_questionnaire_goes_out_and_comes_in_with_its_files(
    tab: FilesTab, editor: EditorView, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    assert drop(tab, a_file(tmp_path, "barrios.csv", TABLE), a_file(tmp_path, "fachada.png", png()))
    until(qtbot, lambda: len(names(editor)) == 2)
    form, model = editor.editor.form, editor.files.model
    whole, book = tmp_path / "visita.zip", tmp_path / "visita.xlsx"
    for path, left in ((whole, 0), (book, 2)):
        with qtbot.waitSignal(model.exported) as wrote:
            model.export_form(form, path)
        assert wrote.args == [path.name, left]
    bundle = unpacked(whole.read_bytes(), "visita.zip")
    assert [bundle.contents[file.sha256] for file in bundle.files] == [TABLE, png()]
    other = FilesModel(workspace)
    with qtbot.waitSignal(other.imported) as read:
        other.import_file(whole)
    assert read.args is not None
    assert read.args[0].files == form.files
    desk = workspace.desk
    again = commands.create_questionnaire(desk, commands.with_free_id(desk, read.args[0])).ids[0]
    assert canonical.read(held_document(workspace, again)).files == form.files


def test_what_a_zip_brings_and_is_not_taken_is_told(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    model = FilesModel(workspace)
    told: list[DomainError] = []
    model.left_out.connect(told.extend)
    path = tmp_path / "x.zip"
    path.write_bytes(packed(workbook(survey=[["type", "name"]]), "x.xlsx", [("a.exe", b"MZ")]))
    with qtbot.waitSignal(model.left_out):
        model.import_file(path)
    assert [refusal.params["name"] for refusal in told] == ["a.exe"]


def held_document(workspace: Workspace, questionnaire_id: str) -> str:
    found = questionnaire(workspace.desk.store, questionnaire_id)
    assert found is not None
    return found.document
