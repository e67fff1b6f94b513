"""Forms and the limits of entities: what nobody touched is never written, whatever the limits; what
passes one is said where it was typed; typed work is asked about; every dialog that asks is a Form.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import kobra_desktop.views
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.models.administration.users import UsersModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.visit_form import VisitFormModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.store.queries.portfolios import AuthorisationRow
from kobra_desktop.views.administration.agent_form import AgentDialog
from kobra_desktop.views.administration.authorisation_form import AuthorisationDialog
from kobra_desktop.views.administration.portfolio_form import PortfolioDialog
from kobra_desktop.views.administration.team_form import TeamDialog
from kobra_desktop.views.administration.user_form import UserDialog
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.form import VisitDialog
from kobra_desktop.views.widgets.editors import BoolEditor, NumberEditor
from kobra_desktop.views.widgets.fields import FormField, Setting, editor_for
from kobra_domain.errors import Invalid
from kobra_domain.kinds import KINDS
from kobra_domain.limits import MAX_INTEGER, Length, Range
from kobra_domain.portfolios import Account
from kobra_domain.shapes import Shape, shape_of
from kobra_domain.words import field_title, kind_name
from tests.kobra_desktop.views.world import World

SETTING = Setting("es", date(2026, 11, 20), "America/Bogota", "COP")
# What these show or ask is no field of a form.
NO_FORMS = {
    "AboutDialog": "shows",
    "ActProgressDialog": "shows how far it is",
    "BooksDialog": "a file acts once it is chosen; its town is asked with it",
    "CodeDialog": "shows a code once",
    "ColumnsDialog": "its ticks act at once",
    "ContentDialog": "shows",
    "LetterDialog": "shows",
    "CrashDialog": "shows",
    "DossierDialog": "its choices are lost for nothing",
    "EnrolmentDialog": "shows codes to scan",
    "ExportDialog": "its choices are lost for nothing",
    "ExportListDialog": "its choices are lost for nothing",
    "HelpDialog": "shows",
    "HeldDialog": "its choices act at once",
    "LinkReadyDialog": "shows an address once",
    "MonthsDialog": "its one act asks by itself",
    "Notice": "shows",
    "Palette": "a search",
    "PhotoDialog": "shows",
    "PrintListDialog": "its choices are lost for nothing",
    "Question": "asks yes or no",
    "ReadingDialog": "shows how far it is",
    "SheetsDialog": "its choice is lost for nothing",
    "StaffSheetDialog": "acts by one button; a sheet is not typed",
    "ReceiverDialog": "shows",
    "RefusalsDialog": "shows",
    "RefusedFileDialog": "shows",
    "RegionDialog": "its choices cost nothing until a button is pressed, and are asked again",
    "ReportExportDialog": "its choices are lost for nothing",
    "SecretShownDialog": "shows a secret once",
    "OwnFollowsDialog": "shows a list; what is changed has its form",
    "SharedDialog": "shows lists; what is changed has its form",
    "ShortcutsDialog": "shows",
    "UpdatesDialog": "shows what was found",
    "WhoDialog": "a search",
    "FirstStepsDialog": "each step acts at once",
    "TellingsDialog": "its ticks act at once",
    "TypeChooser": "a search",
    "UndoDialog": "its ticks are lost for nothing",
}


def _single() -> list[tuple[type, str]]:
    """Every field of every kind that is one value, or several of one list."""
    made = []
    for kind in KINDS.values():
        for item in fields(kind):
            shape = shape_of(kind, item.name)
            if not is_dataclass(shape.base) and isinstance(shape.base, type):
                made.append((kind, item.name))
    return made


def _numbers() -> list[tuple[type, str, Range]]:
    return [
        (kind, name, limit)
        for kind, name in _single()
        if (limit := shape_of(kind, name).limit(Range)) and not shape_of(kind, name).is_many
    ]


def _beyond(shape: Shape, limit: Range) -> list[Any]:
    """At both bounds, over them, and between two whole ones."""
    if shape.base is int:
        return [int(v) for v in (limit.least, limit.most, limit.most + 1, limit.least - 1)]
    return [limit.least, limit.most, limit.most + 0.125, limit.least - 0.5, limit.least + 0.0625]


@pytest.mark.parametrize(("kind", "name", "limit"), _numbers())
def test_a_number_is_shown_exactly_and_kept(
    qtbot: QtBot, kind: type, name: str, limit: Range
) -> None:
    shape = shape_of(kind, name)
    for held in _beyond(shape, limit):
        field = editor_for(kind, name, held, SETTING)
        qtbot.addWidget(field)
        assert (field.value, type(field.value)) == (held, type(held))
        assert not field.is_touched
        assert isinstance(field.typing, NumberEditor)
        shown = field.typing.line.text()
        field.typing.line.setText(shown + "0")
        field.typing.line.setText(shown)
        assert (field.value, field.is_touched) == (held, False)
        again = editor_for(kind, name, limit.least, SETTING)  # and the same when it is typed
        qtbot.addWidget(again)
        again.put(held)
        assert again.value == held


@pytest.mark.parametrize(("kind", "name", "limit"), _numbers())
@pytest.mark.parametrize("locale", ["es", "en"])
def test_each_bound_is_said_at_the_field(
    qtbot: QtBot, kind: type, name: str, limit: Range, locale: str
) -> None:
    field = editor_for(kind, name, limit.least, replace(SETTING, locale=locale))
    qtbot.addWidget(field)
    for typed, code in ((limit.most * 2 + 1, "too_large"), (limit.least - 1, "too_small")):
        field.put(int(typed) if shape_of(kind, name).base is int else typed)
        with pytest.raises(Invalid) as told:
            field.checked()
        assert (told.value.code, told.value.params["field"]) == (code, name)
        field.refuse(told.value, locale)
        assert field_title(name, kind_name(kind), locale) in field.problem
    needed = () if shape_of(kind, name).is_optional else ("",)
    for words in ("doce", "1,2,3", "9" * 60, *needed):
        field.typing.focus.setProperty("text", words)
        with pytest.raises(Invalid):
            field.checked()


@pytest.mark.parametrize(
    ("currency", "most"),
    [
        ("COP", "90.071.992.547.409,91 COP."),
        ("MXN", "90.071.992.547.409,91 MXN."),
        ("CLP", "9.007.199.254.740.991 CLP."),
        ("", "90.071.992.547.409,91."),
    ],
)
def test_a_limit_of_money_is_said_in_its_currency(qtbot: QtBot, currency: str, most: str) -> None:
    """As it is typed, and not in the minor units that are kept; a server's refusal too."""
    field = editor_for(Account, "balance_minor", 0, replace(SETTING, currency=currency))
    qtbot.addWidget(field)
    field.put(MAX_INTEGER + 1)
    with pytest.raises(Invalid) as told:
        field.checked()
    field.refuse(told.value, "es")
    assert field.problem.endswith(f"el máximo es {most}")


def test_every_limit_is_said_in_the_unit_beside_the_field(qtbot: QtBot) -> None:
    """Of whatever has one, with decimals or without."""
    for kind, name, limit in _numbers():
        field = editor_for(kind, name, limit.least, replace(SETTING, currency="CLP"))
        qtbot.addWidget(field)
        unit = [one.text() for one in field.typing.widget.findChildren(QLabel)]
        field.put(int(limit.most) * 2 + 1)
        with pytest.raises(Invalid) as told:
            field.checked()
        field.refuse(told.value, "es")
        assert field.problem.endswith("".join(f" {one}." for one in unit)), field.problem


def test_what_is_wrong_is_said_in_the_fields_own_title(look: Look, shell: QMainWindow) -> None:
    form = ReasonDialog(look, shell, "Rechazar", "Rechazar")
    form.text.setText("x" * 241)
    form.save.click()
    assert form.field.problem.startswith("Reason: ")


def test_every_single_value_has_an_editor_with_its_title(qtbot: QtBot) -> None:
    """A new field of any kind has one by itself, or is written by acts alone."""
    for kind, name in _single():
        shape = shape_of(kind, name)
        held: Any = None if shape.is_optional else _some(shape)
        try:
            field = editor_for(kind, name, held, SETTING)
        except TypeError:
            assert shape.is_many or shape.is_optional, (kind, name)
            continue
        qtbot.addWidget(field)
        assert field.value == held
        assert not field.is_touched
        assert field.editor.accessibleName() == field_title(name, kind_name(kind), "es")


def test_a_tick_is_called_by_the_words_that_stand_at_it(qtbot: QtBot) -> None:
    """Not by its field's title, which a form may not have words for."""
    field = FormField(None, "is_on", BoolEditor("Mails are sent"), "is_on")
    qtbot.addWidget(field)
    assert field.editor.accessibleName() == "Mails are sent"


def _some(shape: Shape) -> Any:
    if shape.is_many:
        return ()
    if issubclass(shape.base, Enum):
        return next(iter(shape.base))
    values = {bool: True, int: 7, float: 62.5, date: date(2026, 1, 2), time: time(7, 0, 30)}
    values |= {datetime: datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)}
    return values.get(shape.base, "  kept as it is ")


def test_a_text_that_is_too_long_is_said_and_not_cut(qtbot: QtBot) -> None:
    texts = [
        (k, n, lim)
        for k, n in _single()
        if not (shape := shape_of(k, n)).is_many and (lim := shape.limit(Length))
    ]
    assert len(texts) > 20
    for kind, name, limit in texts:
        field = editor_for(kind, name, "", SETTING)
        qtbot.addWidget(field)
        field.put("x" * (limit.most + 1))
        with pytest.raises(Invalid) as told:
            field.checked()
        assert told.value.params["limit"] == limit.most


# Whole forms


def _status(workspace: Workspace) -> StatusModel:
    return StatusModel(workspace.zone)


Open = Callable[[Look, QWidget, Workspace, Any, Any], Form]


def _paper_form(look: Look, parent: QWidget, at: Workspace, held: Any, submit: Any) -> Form:
    found = AuthorisationRow(authorisation=held, party_name="Ana", account_number="8841")
    return AuthorisationDialog(look, parent, AuthorisationsModel(at, parent), found, submit)


def _visit_form(look: Look, parent: QWidget, at: Workspace, held: Any, submit: Any) -> Form:
    card = visit_card(at.desk.store, held.id)
    assert card is not None
    form = VisitDialog(look, VisitFormModel(at, replace(card, visit=held)), parent)
    form._submit = submit
    return form


def _portfolio_form(look: Look, parent: QWidget, at: Workspace, held: Any, submit: Any) -> Form:
    form = PortfolioDialog(look, parent, PortfoliosModel(at, parent), held)
    form._submit = submit
    return form


FORMS: dict[str, tuple[str, Open]] = {
    "User": (
        "name",
        lambda look, up, at, held, do: UserDialog(
            look, up, UsersModel(at, _status(at), up), held, do
        ),
    ),
    "Agent": (
        "name",
        lambda look, up, at, held, do: AgentDialog(
            look, up, StaffModel(at, _status(at), up), held, do
        ),
    ),
    "Team": ("name", lambda look, up, at, held, do: TeamDialog(look, up, held, do, SETTING)),
    "Portfolio": ("name", _portfolio_form),
    "Authorisation": ("document", _paper_form),
    "Visit": ("note", _visit_form),
}


@pytest.fixture
def shell(qtbot: QtBot) -> QMainWindow:
    """What the forms stand over."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def _row(world: World, kind: str) -> Any:
    return next(
        e
        for e in world.entities
        if type(e).__name__ == kind and getattr(e, "planned_on", True) is not None
    )


@pytest.mark.parametrize("kind", FORMS)
def test_only_what_was_touched_is_written(
    qtbot: QtBot, look: Look, workspace: Workspace, world: World, shell: QMainWindow, kind: str
) -> None:
    """With every number of the row at a bound, past one, or between two whole ones."""
    touched, opened = FORMS[kind]
    written: list[dict[str, Any]] = []

    def keep(values: dict[str, Any], *_: object) -> None:
        written.append(values)

    for place in range(5):
        held = _with_odd_numbers(_row(world, kind), place)
        form = opened(look, shell, workspace, held, keep)
        qtbot.waitUntil(lambda form=form: form.is_ready)  # type: ignore[misc]
        form.open()
        assert not form.save.isEnabled()
        for name, field in form.fields.items():
            assert field.value == getattr(held, name), name
        form.fields[touched].put("Otro texto")
        form.save.click()
        assert written.pop() == {touched: "Otro texto"}
        form.done(0)


def _with_odd_numbers(row: Any, place: int) -> Any:
    odd: dict[str, Any] = {}
    for item in fields(row):
        shape = shape_of(type(row), item.name)
        limit = shape.limit(Range)
        is_one = not is_dataclass(shape.base) and not isinstance(getattr(row, item.name), tuple)
        if limit is not None and is_one:
            values = _beyond(shape, limit)
            odd[item.name] = values[place % len(values)]
    return replace(row, **odd)


@pytest.mark.parametrize("kind", FORMS)
def test_typed_work_is_asked_about(
    qtbot: QtBot, look: Look, workspace: Workspace, world: World, shell: QMainWindow, kind: str
) -> None:
    touched, opened = FORMS[kind]
    form = opened(look, shell, workspace, _row(world, kind), lambda *_: None)
    form.open()
    qtbot.waitUntil(lambda: form.is_ready)
    before = form.fields[touched].value
    form.fields[touched].put("Otro texto")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    (asked,) = form.findChildren(Question)
    asked.leave.click()
    assert form.isVisible()
    form.close()
    qtbot.waitUntil(lambda: any(q.isVisible() for q in form.findChildren(Question)))
    next(q for q in form.findChildren(Question) if q.isVisible()).leave.click()
    form.fields[touched].put(before)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(form))


def test_ctrl_enter_saves_from_a_text_of_several_lines(
    qtbot: QtBot, look: Look, workspace: Workspace, world: World, shell: QMainWindow
) -> None:
    written: list[Any] = []
    form = _visit_form(
        look, shell, workspace, _row(world, "Visit"), lambda values, *_: written.append(values)
    )
    form.open()
    qtbot.waitUntil(lambda: form.is_ready)
    form.fields["note"].put("Portón")
    editor = form.fields["note"].editor
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written == [{"note": "Portón"}]
    assert not form.save.isEnabled()  # while it is saved
    form.done(0)


def test_every_dialog_that_asks_is_a_form() -> None:
    for module in pkgutil.walk_packages(kobra_desktop.views.__path__, "kobra_desktop.views."):
        importlib.import_module(module.name)

    def below(kind: type[QDialog]) -> set[type[QDialog]]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    ours = {one for one in below(QDialog) if one.__module__.startswith("kobra_desktop.")}
    names = {one.__name__ for one in ours if not issubclass(one, Form)}
    assert names == set(NO_FORMS)
