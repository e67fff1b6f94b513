"""What was said of money and not kept is seen until somebody has dealt with it; a file that came
under another name stands at its question.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kobra_desktop.models.visit_card import facts_of
from kobra_desktop.models.visit_words import seen_state, state_words
from kobra_desktop.store.queries.money import MoneyToSettle, money_to_settle
from kobra_desktop.store.queries.visits import VisitWish, visit_rows
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_domain.submissions import (
    Attachment,
    AttachmentState,
    Finding,
    FindingKind,
    Proposal,
    ProposalKind,
    ProposalState,
)
from kobra_domain.visits import ReviewState, VisitState
from kobra_domain.words import money
from tests.kobra_desktop.views.day import workday
from tests.kobra_desktop.views.visits.answered import Answered
from tests.kobra_desktop.views.visits.test_result import open_one, shown_id, words_on
from tests.kobra_desktop.views.world import World


def test_money_that_was_not_kept_is_said_at_the_visit_in_the_list_and_today(
    answered: Answered, window: KobraWindow, qtbot: QtBot, world: World
) -> None:
    """Such a visit does not look finished, and one click leads to it; a judgement ends it."""
    one, other = answered.submissions[3], answered.submissions[4]
    finding = Finding(kind=FindingKind.CLOCK_AHEAD, detail="3600")
    unread = replace(one, problem="unreadable_amount", findings=(finding,))
    waiting = Proposal(
        id=world.new_id(),
        portfolio_id=other.portfolio_id or "",
        party_id=world.visits[0].party_id,
        kind=ProposalKind.PROMISE,
        proposed_at=other.received_at,
        visit_id=other.visit_id,
        submission_id=other.id,
        amount_minor=9_000_000,
        currency="COP",
        due_on=date(2026, 11, 30),
    )
    world.pull(unread, waiting)
    window.open_page("today")
    today = workday(window)

    def lines() -> list[str]:
        return [one.text() for one in today.queue.findChildren(ElidedLabel)]

    qtbot.waitUntil(lambda: any("amount that cannot be read" in line for line in lines()))
    assert any("promise or payment to decide on" in line for line in lines())
    see = [b for b in today.queue.buttons if "See" in b.text()]
    see[-2].click()
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: shown_id(page) == one.id)
    parts = ("Amount to clear up", "Un monto no se puede leer", "adelantado: 1 h")
    qtbot.waitUntil(lambda: [part for part in parts if part not in words_on(page)] == [])
    window.open_page("visits", {"submission": other.id})
    qtbot.waitUntil(lambda: money(9_000_000, "COP") in words_on(page))
    assert one.visit_id is not None
    page.close_result()
    [row] = visit_rows(world.replica, VisitWish(ids=frozenset({one.visit_id})))
    assert "amount to clear up" in state_words(row, "es")
    card = facts_of(window.workspace, one.visit_id)
    assert card is not None
    assert (card.state_mark, "amount to clear up" in card.state_words) == ("checked_in", True)
    assert seen_state(row) is VisitState.CHECKED_IN
    world.pull(
        replace(unread, review=ReviewState.HAS_ISSUES),
        replace(waiting, state=ProposalState.DECLINED),
    )
    assert money_to_settle(world.replica) == MoneyToSettle()
    [row] = visit_rows(world.replica, VisitWish(ids=frozenset({one.visit_id})))
    assert (row.lacks_amount, seen_state(row)) == (False, row.state)


def test_what_an_edit_has_replaced_waits_for_nobody(answered: Answered, world: World) -> None:
    one = replace(answered.submissions[3], problem="half_a_promise")
    edit = replace(one, id=world.new_id(), instance_id="uuid:otra", problem="",
                   replaces=one.instance_id)  # fmt: skip
    world.pull(one)
    assert money_to_settle(world.replica).unread == (one.id,)
    world.pull(edit)
    assert money_to_settle(world.replica).unread == ()


def test_a_file_is_found_by_its_question_whatever_it_is_called(
    window: KobraWindow, qtbot: QtBot, answered: Answered, world: World
) -> None:
    """It came under another name, was joined by guess, and that is said."""
    one = answered.submissions[3]
    came = Attachment(
        name="IMG_1.jpg",
        path="llegada_g/foto_puerta",
        media_type="image/jpeg",
        state=AttachmentState.PRESENT,
        problem="joined_by_guess",
    )
    world.pull(replace(one, attachments=(came,)))
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    open_one(window, page, qtbot, one.id)
    [see] = [b for b in page.opened.answers.findChildren(QPushButton) if "photo" in b.text()]
    assert see.toolTip() == "IMG_1.jpg"
    [tile] = page.opened.photos.tiles
    assert "único archivo que faltaba" in tile.toolTip()
