"""Users: inviting, changing, shutting out, and codes that are read out."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from kobra_desktop.scanned import text_of_code
from kobra_desktop.store.queries.people import user_rows
from kobra_desktop.views.administration.user_form import CodeDialog, UserDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.widgets.buttons import Button
from kobra_domain.invitations import read_link
from kobra_domain.people import Role, User
from tests.kobra_desktop.views.administration.conftest import Desk


def _user(desk: Desk, email: str) -> User:
    rows = user_rows(desk.office.workspace.desk.store)
    return next(row.user for row in rows if row.user.email == email)


def test_an_invitation_answers_with_a_code_to_read_out(desk: Desk) -> None:
    desk.open("users")
    desk.page.create_new()
    form = desk.dialog(UserDialog)
    desk.until(lambda: form.teams.editor.count() == 2)
    form.name.put("Pilar Ortega")
    form.email.put("pilar@kobra.example")
    form.teams.put([desk.office.world.teams[0].id])
    form.save.click()
    told = desk.dialog(CodeDialog)
    assert len(told.code.text()) >= 8
    assert "pilar@kobra.example" in told.mailed.accessibleName()
    assert text_of_code(told.picture.grab().toImage()) == told.picture.text
    told.link.click()
    link = read_link(QGuiApplication.clipboard().text())
    assert told.picture.text == QGuiApplication.clipboard().text()
    assert (link.code, link.email) == (told.code.text(), "pilar@kobra.example")
    desk.office.sync()
    pilar = _user(desk, "pilar@kobra.example")
    assert (pilar.role, pilar.team_ids) == (Role.SUPERVISOR, (desk.office.world.teams[0].id,))


def test_what_is_wrong_is_said_under_its_field(desk: Desk) -> None:
    desk.open("users")
    desk.page.create_new()
    form = desk.dialog(UserDialog)
    form.name.put("Pilar")
    form.email.put("pilar sin arroba")
    form.save.click()
    desk.until(lambda: form.email.problem)
    assert form.save.isEnabled()
    form.email.put("marta@kobra.example")
    form.save.click()
    assert form.teams.problem  # a supervisor of nothing would see nothing
    form.teams.put([desk.office.world.teams[0].id])
    form.save.click()
    desk.until(lambda: form.email.problem == "Correo: ya está en uso.")


def test_a_role_shows_only_the_scope_it_has(desk: Desk) -> None:
    desk.open("users")
    desk.page.create_new()
    form = desk.dialog(UserDialog)
    sent: list[dict[str, object]] = []
    form._submit = lambda values, *_: sent.append(values)
    form.name.put("Pilar Ortega")
    form.email.put("pilar@kobra.example")
    form.teams.put([desk.office.world.teams[0].id])
    form.role.put(Role.AGENT)
    assert form.agent.isVisible()
    form.role.put(Role.ADMIN)
    assert not form.teams.isVisible()
    form.save.click()
    assert (sent[0]["role"], sent[0]["team_ids"]) == (Role.ADMIN, ())


def test_disabling_is_an_edit_that_waits_and_can_be_undone(desk: Desk) -> None:
    tab = desk.open("users")
    ines = _user(desk, "ines@kobra.example")
    tab.choose(ines.id)
    desk.until(tab.panel.isVisible)
    tab.model.set_active(ines, is_active=False)
    desk.until(lambda: desk.said)
    assert not _user(desk, ines.email).is_active
    undo = desk.undo[-1]
    assert undo is not None
    undo()
    desk.until(lambda: _user(desk, ines.email).is_active)
    tab.model.set_active(ines, is_active=False)
    desk.until(lambda: not _user(desk, ines.email).is_active)
    desk.office.sync()
    assert not _user(desk, ines.email).is_active


def test_nobody_can_disable_themselves(desk: Desk) -> None:
    tab = desk.open("users")
    me = desk.office.desktop.user
    tab.choose(me.id)
    desk.until(tab.panel.isVisible)
    words = {button.text().strip() for button in tab.panel.findChildren(Button)}
    assert "Disable" not in words
    tab.edit(me)
    assert not desk.dialog(UserDialog).role.editor.isEnabled()


def test_a_new_code_is_asked_about_first(desk: Desk) -> None:
    tab = desk.open("users")
    tab.reset(_user(desk, "ines@kobra.example"))
    question = desk.dialog(Question)
    assert not desk.page.findChildren(CodeDialog)
    assert "Inés" not in question.windowTitle()
    question.act.click()
    assert desk.dialog(CodeDialog).code.text()


def test_offline_says_so_and_holds_codes_back(desk: Desk) -> None:
    tab = desk.open("users")
    tab.choose(_user(desk, "ines@kobra.example").id)
    desk.until(tab.panel.isVisible)
    desk.office.go_offline()
    buttons = {b.text().strip(): b for b in tab.panel.findChildren(Button)}
    assert not buttons["New code…"].isEnabled()
    assert buttons["Edit…"].isEnabled()


def test_typed_work_is_asked_about_before_it_is_lost(desk: Desk) -> None:
    tab = desk.open("users")
    tab.edit(_user(desk, "ines@kobra.example"))
    form = desk.dialog(UserDialog)
    desk.until(lambda: form.teams.editor.count() == 2)
    form.name.put("Inés Lara Vega")
    form.reject()
    question = desk.dialog(Question)
    assert form.isVisible()
    question.leave.click()
    assert form.isVisible()
    form.reject()
    desk.dialog(Question).act.click()
    desk.until(lambda: not [d for d in desk.page.findChildren(UserDialog) if d.isVisible()])
    assert _user(desk, "ines@kobra.example").name == "Inés Lara"


def test_an_untouched_form_closes_at_once(desk: Desk) -> None:
    tab = desk.open("users")
    tab.edit(_user(desk, "ines@kobra.example"))
    form = desk.dialog(UserDialog)
    desk.until(lambda: form.teams.editor.count() == 2)
    form.reject()
    desk.until(lambda: not desk.page.findChildren(UserDialog))


def test_a_server_that_is_gone_is_said_in_the_form_and_nothing_typed_is_lost(desk: Desk) -> None:
    desk.open("users")
    desk.page.create_new()
    form = desk.dialog(UserDialog)
    form.name.put("Pilar Ortega")
    form.email.put("pilar@kobra.example")
    form.teams.put([desk.office.world.teams[0].id])
    desk.office.desktop.api.server = "http://127.0.0.1:9"
    form.save.click()
    desk.until(form.problem.isVisible)
    assert form.save.isEnabled()
    assert form.email.value == "pilar@kobra.example"
