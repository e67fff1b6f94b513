"""A person in full: what is shown, how it is left, and its forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.models.portfolio.person_events import EventKind
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.person import PersonView
from kobra_desktop.views.portfolio.person_edit import ChannelsEditor, HoursEditor, PersonDialog
from kobra_desktop.views.portfolio.person_forms import AnswerDialog, ContactDialog, PetitionDialog
from kobra_desktop.views.theme import Look
from kobra_domain.contacts import PetitionKind
from kobra_domain.people import Role
from kobra_domain.portfolios import ChannelKind
from tests.kobra_desktop.views.portfolio.told import Told, tell
from tests.kobra_desktop.views.world import World

F = TypeVar("F", bound=Form)


@pytest.fixture
def told(world: World) -> Told:
    return tell(world)


@pytest.fixture
def view(qtbot: QtBot, look: Look, workspace: Workspace, told: Told) -> Iterator[PersonView]:
    """Open, at the smallest window's size."""
    made = PersonView(look, workspace)
    qtbot.addWidget(made)
    made.resize(1080, 640)
    made.show()
    made.open(told.party.id)
    qtbot.waitUntil(lambda: made.stack.is_content)
    yield made
    made.map.dispose()


def words(view: PersonView) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


def form(view: PersonView, kind: type[F]) -> F:
    """The form that is open."""
    found = view.findChild(kind)
    assert isinstance(found, kind)
    return found


def test_who_owes_what_and_what_happened_is_on_one_page(view: PersonView, told: Told) -> None:
    said = words(view)
    for part in (told.party.name, "CC 52100200", told.account.number, "Peña, Óscar", "Contrato 881",
                 "Claim being processed", "R-77", "pagos_noviembre.csv"):  # fmt: skip
        assert part in said, part
    assert view.map.isVisible()


def test_all_that_is_said_of_who_begins_at_one_line(view: PersonView, told: Told) -> None:
    """Documents, hours, and the number of each channel."""
    said = {one.text(): one for one in view.who.findChildren(QLabel)}
    wanted = ("CC 52100200", *(one.value for one in told.party.channels))
    lefts = {said[text].mapTo(view.who, QPoint()).x() for text in wanted}
    assert len(lefts) == 1


def test_the_line_of_time_is_narrowed_by_kind(view: PersonView) -> None:
    view.timeline.chips[EventKind.MONEY].click()
    assert {one.kind for one in view.timeline.shown} == {EventKind.MONEY}
    view.timeline.chips[EventKind.MONEY].click()
    assert {one.kind for one in view.timeline.shown} == set(EventKind)


def test_the_same_person_elsewhere_and_a_visit_are_a_click_away(
    qtbot: QtBot, view: PersonView, told: Told
) -> None:
    with qtbot.waitSignal(view.open_requested) as asked:
        view.head.person_requested.emit(told.sister.id)
    assert asked.args == ["portfolio", {"party": told.sister.id}]
    with qtbot.waitSignal(view.open_requested) as asked:
        view.timeline.visit_requested.emit("v-1")
    assert asked.args == ["visits", {"visit": "v-1"}]


def test_a_contact_received_counts_as_asked_for(qtbot: QtBot, view: PersonView, told: Told) -> None:
    view.head.contact.click()
    dialog = form(view, ContactDialog)
    dialog.note.put("Pidió plazo")
    with qtbot.waitSignal(view.said):
        dialog.submit()
    qtbot.waitUntil(
        lambda: view.model.facts is not None and len(view.model.facts.card.contacts) == 3
    )
    assert view.model.facts is not None
    made = max(view.model.facts.card.contacts, key=lambda one: one.at)
    assert (made.is_received, made.is_two_way, made.note) == (True, True, "Pidió plazo")
    assert made.party_id == told.party.id


def test_the_day_of_a_petition_follows_its_kind_until_somebody_types_one(
    qtbot: QtBot, view: PersonView
) -> None:
    view.head.petition.click()
    dialog = form(view, PetitionDialog)
    dialog.petition_kind.put(PetitionKind.DATA_CLAIM)
    assert dialog.due.value == date(2026, 12, 14)  # one holiday on the way
    dialog.petition_kind.put(PetitionKind.DATA_QUERY)
    assert dialog.due.value == date(2026, 12, 4)
    dialog.due.put(date(2026, 12, 1))
    dialog.petition_kind.put(PetitionKind.COMPLAINT)
    assert dialog.due.value == date(2026, 12, 1)
    dialog.text.put("Queja por la hora de la llamada")
    with qtbot.waitSignal(view.said):
        dialog.submit()
    qtbot.waitUntil(lambda: view.model.facts is not None and len(view.model.facts.petitions) == 3)


def test_a_petition_is_answered(qtbot: QtBot, view: PersonView, told: Told) -> None:
    view.petitions.answer_requested.emit(told.petition)
    dialog = form(view, AnswerDialog)
    dialog.answer.put("Se corrigió el saldo.")
    with qtbot.waitSignal(view.said):
        dialog.submit()
    qtbot.waitUntil(lambda: "Se corrigió el saldo." in words(view))
    assert "Claim being processed" not in words(view)


def test_a_channel_is_written_down_with_where_its_consent_stands(
    qtbot: QtBot, view: PersonView, told: Told
) -> None:
    """Without its source a consent is withdrawn, and stays as the proof that it was."""
    view.head.edit.click()
    dialog = form(view, PersonDialog)
    editor = dialog.channels.typing
    assert isinstance(editor, ChannelsEditor)
    assert not dialog.save.isEnabled()
    editor.add.click()
    _, kind, value, source = editor._lines[-1]
    kind.choose(ChannelKind.SMS)
    value.setText("+57 320 555 0100")
    source.setText("Llamada del 20 nov")
    editor._lines[0][3].clear()
    dialog.preferred.put(ChannelKind.SMS)
    hours = dialog.hours.typing
    assert isinstance(hours, HoursEditor)
    hours.days[0].setText("9-11")
    dialog.submit()
    assert dialog.reason.problem  # nothing is saved without why
    dialog.reason.put("Llamó para decirlo")
    with qtbot.waitSignal(view.said):
        dialog.submit()
    qtbot.waitUntil(
        lambda: view.model.facts is not None and len(view.model.facts.card.party.channels) == 4
    )
    assert view.model.facts is not None
    party = view.model.facts.card.party
    assert party.preferred_channel is ChannelKind.SMS
    assert party.channels[1:3] == told.party.channels[1:]
    sms, first = party.channels[3].consent, party.channels[0].consent
    assert sms is not None
    assert sms.source == "Llamada del 20 nov"
    assert first is not None
    assert (first.source, first.withdrawn_at is not None) == ("Contrato 881", True)
    assert [one.weekday for one in party.preferred_hours] == [0, 1]


def test_who_only_reads_is_offered_no_act(
    qtbot: QtBot, look: Look, world: World, workspace: Workspace, told: Told
) -> None:
    workspace.desk.who = next(user for user in world.users if user.role is Role.VIEWER)
    made = PersonView(look, workspace)
    qtbot.addWidget(made)
    made.show()
    made.open(told.party.id)
    qtbot.waitUntil(lambda: made.stack.is_content)
    assert not made.head.contact.isVisible()
    assert not made.head.petition.isVisible()
    assert not made.head.stop.isVisible()
    assert not made.head.edit.isVisible()
    assert made.head.statement.isVisible()
    made.map.dispose()


def test_who_is_gone_is_said(qtbot: QtBot, view: PersonView, world: World) -> None:
    view.open(world.new_id())
    qtbot.waitUntil(lambda: "not here any more" in words(view))
    view.close_thing()
    assert view.thing_id == ""


def test_a_person_opens_over_the_list_and_back_returns(
    qtbot: QtBot, window: KobraWindow, told: Told
) -> None:
    """On the real window: by a link of another page too."""
    window.open_page("portfolio", {"tab": "parties", "party": told.party.id})
    page = window.page
    assert isinstance(page, PortfolioPage)
    assert isinstance(page.person, PersonView)
    person = page.person
    qtbot.waitUntil(lambda: person.stack.is_content)
    assert page.is_person_open
    assert told.party.name in words(person)
    window.open_page("portfolio", {"party": told.sister.id})
    qtbot.waitUntil(lambda: "juez" in words(person))
    window.go_back()
    qtbot.waitUntil(lambda: person.thing_id == told.party.id)
    person.back_requested.emit()
    assert not page.is_person_open


def test_a_petition_is_given_to_who_may_answer_it(view: PersonView) -> None:
    """By name: nobody who only reads, nobody whose account has ended."""
    view.head.petition.click()
    dialog = form(view, PetitionDialog)
    owner: Any = dialog.owner.typing.widget
    names = [owner.itemText(n) for n in range(owner.count())]
    assert names == ["—", "Julián Soto", "Marta Rey"]


def test_unseen_it_follows_no_news(view: PersonView) -> None:
    def is_seen() -> bool:
        return view.model._found.is_seen

    assert is_seen()
    view.hide()
    assert not is_seen()
    view.on_shown()
    assert is_seen()
