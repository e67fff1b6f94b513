"""The visit page on the real window: what it says, its acts, its queue, its photos, its paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.reviews import review
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.submissions.photos import PhotoState
from kobra_desktop.store.queries.results import result_of_submission
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.visits.answer_field import AnswerField
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.visits.photo_view import PhotoDialog
from kobra_desktop.views.visits.review_edit import EditDialog
from kobra_domain.submissions import (
    AnswerChange,
    Attachment,
    AttachmentState,
    ProposalState,
    ReviewAct,
)
from kobra_domain.visits import ReviewState, VisitState
from tests.kobra_desktop.views.day import workday
from tests.kobra_desktop.views.visits.answered import Answered
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import World
from tests.kobra_records.files.paper import pdf_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(answered: Answered, window: KobraWindow, qtbot: QtBot) -> VisitsPage:
    """Visitas, loaded, with its queue."""
    window.open_page("visits")
    made = window.page
    assert isinstance(made, VisitsPage)
    qtbot.waitUntil(lambda: made.table.model().rowCount() == 60 and made.reviews.count > 0)
    return made


def open_one(window: KobraWindow, page: VisitsPage, qtbot: QtBot, submission_id: str) -> None:
    """Open a submission in full."""
    window.open_page("visits", {"submission": submission_id})
    qtbot.waitUntil(lambda: shown_id(page) == submission_id)


def shown_id(page: VisitsPage) -> str:
    """The submission that is shown."""
    facts = page.opened.facts
    return facts.submission.id if facts is not None and facts.submission is not None else ""


def is_open(page: VisitsPage) -> bool:
    """Whether one visit has the whole page."""
    return page.is_result_open


def words_on(page: VisitsPage) -> str:
    """Everything that is written on the visit page; what was put there last is shown first."""
    QCoreApplication.sendPostedEvents()
    found = page.opened.findChildren(QLabel)
    return "\n".join(one.text() for one in found if one.isVisible())


def state_of(world: World, submission_id: str) -> ReviewState:
    """What the replica says of its review."""
    found = result_of_submission(world.replica, submission_id)
    assert found is not None
    assert found.shown is not None
    return found.shown.review


def test_a_double_click_opens_in_full_and_back_returns(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """With the row still chosen; Esc does the same."""
    visit_id = answered.submissions[3].visit_id
    assert visit_id is not None
    page.choose(visit_id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[3].id)
    assert is_open(page)
    window.go_back()
    assert not is_open(page)
    assert page.table.chosen_ids == [visit_id]
    window.go_forward()
    assert is_open(page)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not is_open(page)


def test_it_says_answers_verdict_differences_and_findings(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """In the form's words, with what does not agree beside it."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    parts = (
        *("Estoy frente al domicilio", "A 11 m del domicilio", "The form gives: si"),
        *("2 answer(s) differ", "Ubicación desactivada", "Questionnaire finished"),
    )
    # What is new on a page that is open already is shown with the next turn of the loop.
    qtbot.waitUntil(lambda: [part for part in parts if part not in words_on(page)] == [])
    assert "v_titular" not in words_on(page)


def test_what_is_empty_or_hidden_unfolds(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """And stays so when the same visit is read anew."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    fold = next(b for b in page.opened.answers.findChildren(QPushButton) if "hidden" in b.text())
    fold.click()
    qtbot.waitUntil(lambda: "v_titular" in words_on(page))
    page.opened.model.reload()
    with qtbot.waitSignal(page.opened.model.changed):
        pass
    qtbot.waitUntil(lambda: "v_titular" in words_on(page))


def test_corrections_and_reviews_stand_with_who_and_why(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """The correction first, what was sent struck out below."""
    open_one(window, page, qtbot, answered.submissions[0].id)
    said = words_on(page)
    assert "+57 310 555 0143" in said
    assert "Sent: +57 310 555 0142" in said
    assert "El titular llamó: el último número era otro." in said
    assert "Julián Soto" in said


def test_approving_is_one_key_and_the_next_opens(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """One step: the queue goes on by itself, and undo takes the act back."""
    first, second = answered.submissions[2].id, answered.submissions[3].id
    open_one(window, page, qtbot, first)
    QTest.keyClick(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: shown_id(page) == second)
    assert state_of(world, first) is ReviewState.APPROVED
    assert "Approved" in window.toast.text
    assert window.toast.undo()
    qtbot.waitUntil(lambda: state_of(world, first) is ReviewState.RECEIVED)


def test_a_key_pressed_twice_is_one_act_and_one_held_down_too(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """The next is not judged before it was seen."""
    first, second = answered.submissions[2].id, answered.submissions[3].id
    open_one(window, page, qtbot, first)
    QTest.keyClick(window, Qt.Key.Key_A)
    QTest.keyClick(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: shown_id(page) == second)
    found = result_of_submission(world.replica, first)
    assert found is not None
    assert len(found.reviews) == 1
    assert state_of(world, second) is ReviewState.RECEIVED
    assert not any(s.autoRepeat() for s in page.opened.bar.findChildren(QShortcut))


def test_words_are_not_asked_for_what_is_being_judged(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """A quick A, then O: the second was meant for the visit that is still to come."""
    first, second = answered.submissions[2].id, answered.submissions[3].id
    open_one(window, page, qtbot, first)
    QTest.keyClick(window, Qt.Key.Key_A)
    QTest.keyClick(window, Qt.Key.Key_O)
    assert page.findChildren(ReasonDialog) == []
    qtbot.waitUntil(lambda: shown_id(page) == second)
    assert state_of(world, first) is ReviewState.APPROVED


def test_by_the_rail_one_comes_to_the_list(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """By Back, to the visit."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    window.open_page("today")
    window.open_page("visits")
    assert not is_open(page)
    window.go_back()
    window.go_back()
    assert is_open(page)
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[2].id)


def test_a_click_on_approve_is_one_click(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """The button does what the key does."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    QTest.mouseClick(page.opened.bar.buttons[ReviewAct.APPROVE], LEFT)
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[3].id)
    assert state_of(world, answered.submissions[2].id) is ReviewState.APPROVED


def test_j_and_k_go_through_the_queue(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """And back; nothing is judged by looking."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    assert page.opened.bar.place.text() == f"1 of {page.reviews.count} to review"
    QTest.keyClick(window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[3].id)
    QTest.keyClick(window, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[2].id)


def test_rejecting_asks_why_and_letters_typed_are_letters(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """The «a» of the reason approves nothing."""
    first = answered.submissions[2].id
    open_one(window, page, qtbot, first)
    QTest.keyClick(window, Qt.Key.Key_R)
    dialog = visible_dialog(window)
    assert isinstance(dialog, ReasonDialog)
    QTest.keyClicks(dialog.text, "a la vista, otra casa")
    dialog.save.click()
    qtbot.waitUntil(lambda: state_of(world, first) is ReviewState.REJECTED)
    found = result_of_submission(world.replica, first)
    assert found is not None
    assert found.reviews[-1].review.comment == "a la vista, otra casa"
    assert found.reviews[-1].is_pending


def _correcting(window: KobraWindow, page: VisitsPage, qtbot: QtBot, one: str) -> EditDialog:
    open_one(window, page, qtbot, one)
    QTest.keyClick(window, Qt.Key.Key_E)
    dialog = visible_dialog(window)
    assert isinstance(dialog, EditDialog)
    return dialog


def _field(dialog: EditDialog, path: str) -> AnswerField:
    return next(field for field in dialog.answers.values() if field.line.path == path)


def test_an_edit_needs_a_change_and_a_reason_and_stays_on_the_visit(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """Evidence is not offered; what does not fit the type and what lacks is said at each field."""
    first = answered.submissions[2].id
    dialog = _correcting(window, page, qtbot, first)
    assert not any("llegada frente" in name for name in dialog._searched.values())
    amount = _field(dialog, "promesa_g/promesa_monto")
    day = _field(dialog, "promesa_g/promesa_fecha")
    dialog.reason.setText("Lo dijo por teléfono")
    assert not dialog.save.isEnabled()
    dialog.reason.clear()
    amount.typing.focus.setProperty("text", "mucho")
    day.typing.focus.setProperty("text", "mañana")
    dialog.filter.setText(day.line.label)
    assert amount.isHidden()
    dialog.save.click()
    assert dialog.isVisible()
    assert amount.line.label in amount.problem
    assert "2026-11-20" in day.problem
    assert not dialog.fields["reason"].problem.startswith("reason")
    assert dialog.fields["reason"].problem
    assert (amount.isHidden(), dialog.focusWidget()) == (False, amount.typing.focus)
    amount.typing.focus.setProperty("text", "300000")
    day.put(day.before)
    dialog.reason.setText("Lo dijo por teléfono")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: state_of(world, first) is ReviewState.EDITED)
    qtbot.waitUntil(lambda: "300.000" in words_on(page))
    assert shown_id(page) == first
    found = result_of_submission(world.replica, first)
    assert found is not None
    (change,) = found.reviews[-1].review.changes
    assert change == AnswerChange(path=amount.line.path, before="", after="300000")


def test_a_correction_is_not_lost_without_a_question(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    dialog = _correcting(window, page, qtbot, answered.submissions[2].id)
    before = {name: field.value for name, field in dialog.answers.items()}
    assert before == {name: field.before for name, field in dialog.answers.items()}
    dialog.reason.setText("Lo dijo")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    (asked,) = dialog.findChildren(Question)
    asked.leave.click()
    assert dialog.isVisible()
    dialog.reason.clear()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_conflict_is_made_when_somebody_else_judged_first(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """What the person had before them is what the act is measured by."""
    desk = window.workspace.desk
    first = answered.submissions[2]
    review(desk, first.id, ReviewAct.APPROVE)
    done = review(desk, first.id, ReviewAct.REJECT, comment="no", seen=first)
    assert done.ids


def test_a_viewer_reads_only(
    world: World, answered: Answered, background: Background, look: Look, qtbot: QtBot
) -> None:
    """No act is offered, no key does one."""
    workspace = world.workspace(background, Relay(), "en", who=world.users[2])
    window = KobraWindow(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_page("visits", {"submission": answered.submissions[2].id})
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[2].id)
    assert not any(b.isVisible() for b in page.opened.bar.buttons.values())
    QTest.keyClick(window, Qt.Key.Key_A)
    assert state_of(world, answered.submissions[2].id) is ReviewState.RECEIVED


def test_a_proposal_is_accepted_where_it_stands(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """One click, kept with who."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    accept = next(b for b in page.opened.side.findChildren(QPushButton) if "Accept" in b.text())
    accept.click()

    def accepted() -> bool:
        found = result_of_submission(world.replica, answered.submissions[2].id)
        return found is not None and found.proposals[0].state is ProposalState.ACCEPTED

    qtbot.waitUntil(accepted)


def test_photos_open_large_and_offline(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """Those seen before; one that was not says that it needs the server."""
    one = next(s for s in answered.submissions if len(s.attachments) == 6)
    open_one(window, page, qtbot, one.id)
    shelf, tiles = page.opened.model.shelf, page.opened.photos.tiles
    qtbot.waitUntil(lambda: tiles[0].photo.state is PhotoState.HERE)
    qtbot.waitUntil(lambda: tiles[3].photo.state is PhotoState.OFFLINE)
    tiles[0].click()
    dialog = visible_dialog(window)
    assert isinstance(dialog, PhotoDialog)
    qtbot.waitUntil(lambda: shelf.photo(one.id, "fachada.jpg", "full").image is not None)
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert dialog.file.name == "placa.jpg"
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    assert dialog.file.name == "esquina.jpg"
    dialog.canvas.zoom_by(2)
    assert dialog.canvas.zoom == 2


def test_what_is_wrong_with_a_file_is_said_beside_it(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """On a photo's tile and large view, and below the name of another file."""
    one = answered.submissions[0]
    refused = AttachmentState.REFUSED
    files = (
        Attachment(name="fachada.jpg", state=refused, problem="too_many_pixels"),
        Attachment(name="acuerdo.pdf", state=refused, problem="empty_file"),
    )
    world.pull(replace(one, attachments=files))
    open_one(window, page, qtbot, one.id)
    [tile] = page.opened.photos.tiles
    assert "demasiados píxeles" in tile.toolTip()
    assert "demasiados píxeles" in tile.accessibleName()
    assert "El archivo está vacío." in words_on(page)
    tile.click()
    dialog = visible_dialog(window)
    shown = [said.text() for said in dialog.findChildren(QLabel)]
    assert any("demasiados píxeles" in text for text in shown)


def test_the_photos_of_the_next_two_are_here_before_they_open(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """Without anybody having painted them."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    held = page.opened.model.shelf._held

    def are_here() -> bool:
        coming = [one.id for one in answered.submissions[3:5]]
        return all((one, "fachada.jpg", "thumbnail") in held for one in coming)

    qtbot.waitUntil(are_here)
    assert (answered.submissions[6].id, "fachada.jpg", "thumbnail") not in held


def test_it_is_written_as_pdf(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered, tmp_path: Path
) -> None:
    """With its photos; a folder that is not there is said, not a crash."""
    open_one(window, page, qtbot, answered.submissions[2].id)
    with qtbot.waitSignal(page.opened.files.said):
        page.opened.files.print_to(tmp_path / "visit.pdf")
    content = (tmp_path / "visit.pdf").read_bytes()
    assert page.opened.facts is not None
    said = pdf_text.text(content)
    for words in (page.opened.facts.title, page.opened.facts.subtitle, "Printed by"):
        assert " ".join(words.split()) in said
    assert any(line.value in said for line in page.opened.facts.sheet.lines() if line.value)
    assert pdf_text.language(content) == page.opened.model.workspace.locale
    assert any("fachada" in one.casefold() for one in pdf_text.alternatives(content))
    with qtbot.waitSignal(page.opened.files.said) as told:
        page.opened.files.print_to(tmp_path / "no" / "such" / "visit.pdf")
    assert "visit.pdf" in told.args[0]


def test_the_tab_counts_and_opens_the_first(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, answered: Answered
) -> None:
    """«Por revisar (n)»; Back returns to it."""
    page.tabs.choose("review")
    assert f"({page.reviews.count})" in page.tabs._buttons["review"].text()
    page.review_tab.start.click()
    qtbot.waitUntil(lambda: shown_id(page) == answered.submissions[2].id)
    window.go_back()
    assert not is_open(page)
    assert page.tabs.key == "review"


def test_a_visit_without_questionnaire_shows_what_there_is(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, world: World
) -> None:
    """And nothing to judge."""
    visit = next(v for v in world.visits if v.state is VisitState.ON_PHONE)
    window.open_page("visits", {"visit": visit.id})
    qtbot.waitUntil(lambda: page.opened.facts is not None)
    said = words_on(page)
    assert "Nothing has come from the phone yet." in said
    assert "There is nothing to review yet." in said


def test_a_visit_that_is_gone_says_so(
    window: KobraWindow, page: VisitsPage, qtbot: QtBot, world: World
) -> None:
    """With the way back."""
    window.open_page("visits", {"visit": world.new_id()})
    qtbot.waitUntil(lambda: "not here any more" in words_on(page))


def test_the_visit_just_ended_is_one_click_from_today(
    answered: Answered, window: KobraWindow, qtbot: QtBot
) -> None:
    """The feed opens it in full."""
    window.open_page("today")
    today = workday(window)
    qtbot.waitUntil(lambda: today.results.model().rowCount() > 0)
    index = today.results.model().index(0, 1)
    QTest.mouseClick(today.results.viewport(), LEFT, pos=today.results.visualRect(index).center())
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: is_open(page) and bool(shown_id(page)))


def test_approving_from_today_is_one_click(
    answered: Answered, window: KobraWindow, qtbot: QtBot, world: World
) -> None:
    """On its line, without leaving the page."""
    window.open_page("today")
    today = workday(window)
    model = today.results.model()
    qtbot.waitUntil(lambda: model.rowCount() > 0)
    last = model.columnCount() - 1
    assert model.index(0, last).data() == "Approve"
    index = model.index(0, last)
    visit_id = today.today.results.id_at(0)
    QTest.mouseClick(today.results.viewport(), LEFT, pos=today.results.visualRect(index).center())
    one = next(s for s in answered.submissions if s.visit_id == visit_id)
    qtbot.waitUntil(lambda: state_of(world, one.id) is ReviewState.APPROVED)
    assert isinstance(window.page, TodayPage)
    qtbot.waitUntil(lambda: model.index(0, last).data() == "Aprobada")


def test_no_dialog_is_left_open(page: VisitsPage) -> None:
    """The page itself opens none."""
    assert not [d for d in page.findChildren(QDialog) if d.isVisible()]
