"""A person's page in words, and what may be done there; all from the replica, without a server."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.portfolio.person import PersonModel
from kobra_desktop.models.portfolio.person_events import EventKind
from kobra_desktop.models.portfolio.person_facts import PersonFacts
from kobra_desktop.models.portfolio.petitions_due import PetitionsDue, petitions_due
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import outbox
from kobra_domain.contacts import Contact, PetitionKind, PetitionState
from kobra_domain.people import Role, ShiftSpan
from kobra_domain.portfolios import ChannelKind
from tests.kobra_desktop.views.portfolio.told import Told, tell
from tests.kobra_desktop.views.world import NOW, World
from tests.kobra_records.files.paper import pdf_text

NEVER = lambda problem: pytest.fail(str(problem))  # noqa: E731


@pytest.fixture
def told(world: World) -> Told:
    return tell(world)


def opened(qtbot: QtBot, model: PersonModel, party_id: str) -> PersonFacts:
    model.show(party_id)
    qtbot.waitUntil(lambda: model.facts is not None)
    assert model.facts is not None
    return model.facts


def test_everything_that_is_here_is_said(qtbot: QtBot, workspace: Workspace, told: Told) -> None:
    facts = opened(qtbot, PersonModel(workspace), told.party.id)
    assert facts.subtitle == "CC 52100200 · Microcrédito Centro · Banco de Prueba"
    assert [one.words for one in facts.badges] == ["Do not contact", "Claim being processed"]
    assert [line.consent.split(":")[0] for line in facts.channels][::2] == [
        "Consent", "Without consent"
    ]  # fmt: skip
    assert facts.channels[1].tint == "error"
    assert facts.channels[0].is_preferred
    assert facts.others == ((told.sister.id, "Tarjetas Centro"),)
    assert [one.title.split(" ")[0] for one in facts.accounts] == [told.account.number, "990001"]
    assert facts.accounts[0].people == (("Obligado solidario", "Peña, Óscar"),)
    assert facts.addresses[0].place is not None
    assert {one.kind for one in facts.events} == set(EventKind)
    moments = [one.at for one in facts.events]
    assert moments == sorted(moments, reverse=True)


def test_hours_of_a_whole_week_are_one_line(
    qtbot: QtBot, workspace: Workspace, world: World, told: Told
) -> None:
    week = tuple(ShiftSpan(weekday=day, start=time(8), end=time(19)) for day in range(7))
    world.pull(replace(told.party, preferred_hours=week))
    facts = opened(qtbot, PersonModel(workspace), told.party.id)
    assert "lun–dom 08:00–19:00" in dict(facts.who).values()


def test_what_another_portfolio_wrote_down_is_not_repeated(
    qtbot: QtBot, workspace: Workspace, told: Told
) -> None:
    """That nobody may contact them is said; the reason stays on the sister's own page."""
    model = PersonModel(workspace)
    facts = opened(qtbot, model, told.party.id)
    assert len(facts.stops) == 1
    assert "juez" not in str(facts.stops)
    model.show(told.sister.id)
    qtbot.waitUntil(lambda: model.facts is not None and model.facts.card.party == told.sister)
    assert model.facts is not None
    assert "juez" in model.facts.stops[0]


def test_the_last_contact_of_all_portfolios_says_until_when_they_rest(
    qtbot: QtBot, world: World, workspace: Workspace, told: Told
) -> None:
    """A call from the portfolio beside counts; one that the person made does not."""
    model = PersonModel(workspace)
    opened(qtbot, model, told.party.id)
    call = Contact(
        id=world.new_id(), portfolio_id=told.sister.portfolio_id, party_id=told.sister.id,
        at=NOW - timedelta(days=1), channel=ChannelKind.PHONE, is_two_way=False,
    )  # fmt: skip
    world.pull(call)
    model.reload()
    qtbot.waitUntil(lambda: model.facts is not None and "jue 26" in model.facts.rest)
    assert model.facts is not None
    assert "Llamada" in model.facts.rest
    assert "Ley 2300, art. 3 (CO)" in model.facts.rest


def test_petitions_say_their_day_and_law(qtbot: QtBot, workspace: Workspace, told: Told) -> None:
    first, second = opened(qtbot, PersonModel(workspace), told.party.id).petitions
    assert first.petition == told.petition
    assert first.badge.tint == "warn"
    assert "lun 23 nov" in first.until
    assert "Ley 1581, art. 15 (CO)" in first.until
    assert (second.badge.tint, second.until) == ("ok", "")


def test_a_petition_is_answered_passed_on_and_taken_back(
    qtbot: QtBot, workspace: Workspace, told: Told
) -> None:
    model = PersonModel(workspace)
    opened(qtbot, model, told.party.id)

    def state() -> PetitionState:
        assert model.facts is not None
        return {one.petition.id: one.petition for one in model.facts.petitions}[
            told.petition.id
        ].state

    model.pass_on(told.petition, "Banco de Prueba")
    qtbot.waitUntil(lambda: state() is PetitionState.PASSED_ON)
    assert model.facts is not None
    held = next(o.petition for o in model.facts.petitions if o.petition.id == told.petition.id)
    with qtbot.waitSignal(model.acts.acted) as acted:
        model.answer(held, {"answer": "Se corrigió."}, lambda: None, NEVER)
    qtbot.waitUntil(lambda: state() is PetitionState.ANSWERED)
    assert "Claim being processed" not in [one.words for one in model.facts.badges]
    back = model.acts.way_back(acted.args[1])
    assert back is not None
    back()
    qtbot.waitUntil(lambda: state() is PetitionState.PASSED_ON)


def test_a_contact_received_and_a_petition_are_written_down(
    qtbot: QtBot, workspace: Workspace, told: Told
) -> None:
    model = PersonModel(workspace)
    before = opened(qtbot, model, told.party.id)
    contact = {"at": NOW, "channel": ChannelKind.PHONE, "is_two_way": True, "is_received": True}
    model.keep_contact(contact, lambda: None, NEVER)
    due = model.due_on(PetitionKind.IMPERSONATION, NOW)
    assert due == date(2026, 12, 4)
    petition = {
        "kind": PetitionKind.IMPERSONATION, "text": "No pidió el crédito", "received_at": NOW,
        "due_on": due,
    }  # fmt: skip
    model.keep_petition(petition, lambda: None, NEVER)
    qtbot.waitUntil(lambda: model.facts is not None and len(model.facts.petitions) == 3)
    assert model.facts is not None
    assert len(model.facts.card.contacts) == len(before.card.contacts) + 1
    assert "To send" in [one.words for one in model.facts.badges]


def test_contact_is_stopped_and_taken_up_again(
    qtbot: QtBot, workspace: Workspace, told: Told
) -> None:
    model = PersonModel(workspace)
    opened(qtbot, model, told.party.id)
    model.stop("Queja 18")
    qtbot.waitUntil(lambda: model.facts is not None and "Queja 18" in str(model.facts.stops))
    model.let_contact("Se aclaró")
    qtbot.waitUntil(lambda: model.facts is not None and "Queja 18" not in str(model.facts.stops))


def changes(model: PersonModel) -> list[tuple[str, str]]:
    """What was changed by hand, and why and by whom."""
    assert model.facts is not None
    events = [one for one in model.facts.events if one.kind is EventKind.CHANGE]
    return [(one.title, one.detail) for one in events]


def test_what_is_changed_is_told_with_its_reason_before_it_is_sent(
    qtbot: QtBot, workspace: Workspace, told: Told
) -> None:
    """And its being taken back is a change of its own once it was sent."""
    model = PersonModel(workspace)
    facts = opened(qtbot, model, told.party.id)
    before = changes(model)
    refusals: list[object] = []
    model.edit({"name": "Otra", "reason": " "}, lambda: None, refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    with qtbot.waitSignal(model.acts.acted) as acted:
        model.edit({"name": "Otra", "reason": "Cambió de nombre"}, lambda: None, NEVER)
    qtbot.waitUntil(lambda: model.facts is not None and model.facts.title == "Otra")
    assert changes(model) == [("Changed by hand: nombre", "Cambió de nombre"), *before]
    door = facts.card.addresses[0]
    words = {"street": "Calle 9 # 12-40", "reason": "Se leía mal"}
    model.correct(door, words, lambda: None, NEVER)
    qtbot.waitUntil(lambda: len(changes(model)) == len(before) + 2)
    batch = outbox.next_batch(workspace.desk.store)
    assert {one.operation().reason for one in batch} == {"Cambió de nombre", "Se leía mal"}
    back = model.acts.way_back(acted.args[1])
    assert back is not None
    back()
    qtbot.waitUntil(lambda: model.facts is not None and model.facts.title == facts.title)
    assert any(detail.startswith("Deshecho: Cambió de nombre") for _, detail in changes(model))


def test_a_death_is_known_in_all_portfolios_and_may_be_a_mistake(
    qtbot: QtBot, workspace: Workspace, told: Told
) -> None:
    model = PersonModel(workspace)
    opened(qtbot, model, told.party.id)
    model.note_death("Acta 12", is_known=True)
    qtbot.waitUntil(lambda: model.facts is not None and model.facts.badges[0].words == "Deceased")
    assert model.facts is not None
    assert "fallecimiento" in str(model.facts.stops)
    model.show(told.sister.id)
    qtbot.waitUntil(lambda: model.facts is not None and model.facts.card.party == told.sister)
    assert model.facts.card.is_deceased
    model.show(told.party.id)
    qtbot.waitUntil(lambda: model.facts is not None and model.facts.card.party.id == told.party.id)
    model.note_death("Era otra persona", is_known=False)
    qtbot.waitUntil(lambda: model.facts is not None and not model.facts.card.is_deceased)


def test_who_only_reads_may_write_nothing_down(
    qtbot: QtBot, world: World, workspace: Workspace, told: Told
) -> None:
    viewer = next(user for user in world.users if user.role is Role.VIEWER)
    workspace.desk.who = viewer
    model = PersonModel(workspace)
    opened(qtbot, model, told.party.id)
    assert not model.may_keep
    with qtbot.waitSignal(model.acts.failed):
        model.stop("Queja 18")


def test_the_statement_is_written_with_source_and_cut_off(
    qtbot: QtBot, workspace: Workspace, told: Told, tmp_path: Path
) -> None:
    model = PersonModel(workspace)
    opened(qtbot, model, told.party.id)
    with qtbot.waitSignal(model.written):
        model.write_statement(tmp_path / "estado.pdf")
    said = pdf_text.text((tmp_path / "estado.pdf").read_bytes())
    for words in ("Estado de cuenta", "Banco de Prueba", "NIT 900.123.456-7", "19 nov 2026",
                  "datos@banco.example", "R-77", "Marta Rey"):  # fmt: skip
        assert words in said, words


def test_who_is_gone_is_gone(qtbot: QtBot, world: World, workspace: Workspace, told: Told) -> None:
    model = PersonModel(workspace)
    model.show(world.new_id())
    qtbot.waitUntil(lambda: not model.is_loading)
    assert model.facts is None


def test_petitions_that_are_due_soon_ask_for_attention(
    world: World, workspace: Workspace, told: Told
) -> None:
    """Only of who keeps people, and in the chosen scope."""
    assert petitions_due(workspace) == PetitionsDue((told.party.id,))
    late = replace(
        told.petition, id=world.new_id(), party_id=told.sister.id, due_on=date(2026, 11, 2)
    )
    far = replace(told.petition, id=world.new_id(), due_on=date(2027, 1, 20))
    world.pull(late, far)
    assert petitions_due(workspace) == PetitionsDue((told.sister.id, told.party.id), 1)
    workspace.scope.choose(Scope(portfolio_id=world.portfolios[1].id))
    assert petitions_due(workspace) == PetitionsDue()
    workspace.desk.who = next(user for user in world.users if user.role is Role.VIEWER)
    assert petitions_due(workspace) == PetitionsDue()
