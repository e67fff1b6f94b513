"""Other hours that a person asked for, on their page; and what a contact made was for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.portfolio.person import PersonView
from kobra_desktop.views.portfolio.person_edit import HoursEditor
from kobra_desktop.views.portfolio.person_forms import ContactMadeDialog
from kobra_desktop.views.portfolio.person_hours import HoursDialog
from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.hours_exceptions import AskedBy, Evidence, HoursException
from tests.kobra_desktop.views.portfolio.test_person_page import form, words
from tests.kobra_desktop.views.portfolio.test_person_page import told as told
from tests.kobra_desktop.views.portfolio.test_person_page import view as view


def ask(view: PersonView, hours: str = "19-21", **said: Any) -> HoursDialog:
    """The form, filled."""
    view.head.hours.trigger()
    dialog = form(view, HoursDialog)
    editor = dialog.spans.typing
    assert isinstance(editor, HoursEditor)
    editor.days[6].setText(hours)
    said = {"document": "Carta del 12 nov", "contract_on": date(2025, 1, 1), **said}
    for name, value in said.items():
        dialog.fields[name].put(value)
    return dialog


def asked(view: PersonView) -> tuple[HoursException, ...]:
    return view.model.facts.card.party.hours_exceptions if view.model.facts else ()


def test_what_was_asked_for_is_written_down_shown_and_taken_back(
    qtbot: QtBot, view: PersonView
) -> None:
    assert not view.hours.isVisible()
    dialog = ask(view, names_holidays=True, asked_by=AskedBy.ATTORNEY)
    with qtbot.waitSignal(view.said):
        dialog.submit()
    qtbot.waitUntil(view.hours.isVisible)
    [one] = asked(view)
    assert (one.evidence, one.asked_by) == (Evidence.DOCUMENT, AskedBy.ATTORNEY)
    assert [span.weekday for span in one.spans] == [6]
    for part in ("dom 19:00–21:00, también los días festivos", "Carta del 12 nov", "In force"):
        assert part in words(view), part
    view.hours.end_requested.emit(one)
    why = view.findChild(ReasonDialog)
    assert why is not None
    with qtbot.waitSignal(view.said):
        why.given.emit("Lo pidió por teléfono")
    qtbot.waitUntil(lambda: "taken back on" in words(view))
    assert "In force" not in words(view)
    assert asked(view)[0].revoked_on is not None


@pytest.mark.parametrize(
    ("said", "where", "problem"),
    [
        ({"hours": ""}, "spans", "falta este dato"),
        ({"hours": "tarde"}, "spans", "horas"),
        ({"document": ""}, "document", "falta este dato"),
        ({"evidence": Evidence.CONTRACT}, "evidence", "cláusula del contrato no vale"),
        ({"contract_on": None}, "contract_on", "no se sabe cuándo se firmó"),
        ({"asked_on": date(2024, 12, 31)}, "asked_on", "se firmó el 1 ene 2025"),
    ],
)
def test_what_would_open_no_hour_is_said_where_it_was_typed(
    qtbot: QtBot, view: PersonView, said: dict[str, Any], where: str, problem: str
) -> None:
    dialog = ask(view, **said)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields[where].problem))
    assert problem in dialog.fields[where].problem
    assert asked(view) == ()


def test_a_contact_made_says_what_it_was_for(qtbot: QtBot, view: PersonView) -> None:
    def made() -> list[Contact]:
        assert view.model.facts is not None
        return [
            one
            for one in view.model.facts.card.contacts
            if one.purpose is ContactPurpose.REQUESTED_INFO
        ]

    view.head.made.trigger()
    dialog = form(view, ContactMadeDialog)
    dialog.purpose.put(ContactPurpose.REQUESTED_INFO)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.note.problem))  # nobody says what was asked for
    dialog.note.put("Pidió el saldo")
    with qtbot.waitSignal(view.said):
        dialog.submit()
    qtbot.waitUntil(lambda: len(made()) == 1)
    assert (made()[0].is_received, made()[0].is_two_way) == (False, True)
    assert "Información que pidió" in words(view)
