"""Ctrl+K: acts by any words without accents, things of the replica before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.questionnaires import create_questionnaire
from kobra_desktop.models.about import about
from kobra_desktop.models.finder import PaletteFinder
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.palette import DETAIL_ROLE, Entry, PaletteModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.search import search
from kobra_domain.portfolios import Account, Address, Party
from kobra_domain.reports.custom.things import SavedReport
from kobra_records.templates import template
from tests.kobra_desktop.models.test_live import rename
from tests.kobra_desktop.views.world import World

Then = Callable[[list[Entry]], None]

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def entry(words: str, ran: list[str] | None = None) -> Entry:
    """An act that notes that it ran."""
    kept = ran if ran is not None else []
    return Entry(words, "", "", "map", lambda: kept.append(words))


def words_of(model: PaletteModel) -> list[str]:
    """What is shown."""
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_acts_are_found_without_accents(qtbot: QtBot) -> None:
    """Every typed word must occur."""
    ran: list[str] = []
    model = PaletteModel([entry("Ir a Administración", ran), entry("Mapa", ran)])
    assert len(words_of(model)) == 2
    model.search("administracion ir")
    assert words_of(model) == ["Ir a Administración"]
    model.run(0)
    assert ran == ["Ir a Administración"]
    QAbstractItemModelTester(model, FATAL)


def test_what_begins_with_the_typed_words_stands_first() -> None:
    """Before what only holds them; things before acts of the same rank."""
    model = PaletteModel([entry("Ver el mapa"), entry("Mapa"), entry("Mapa grande")])
    model.search("mapa")
    assert words_of(model) == ["Mapa", "Mapa grande", "Ver el mapa"]


def test_an_answer_that_is_late_is_not_shown() -> None:
    """Only what was found for the words that stand in the field."""
    waiting: dict[str, Then] = {}
    model = PaletteModel([], lambda typed, then: waiting.update({typed: then}))
    model.search("gar")
    model.search("garc")
    waiting["garc"]([entry("García")])
    waiting["gar"]([entry("Garza")])
    assert words_of(model) == ["García"]


def test_agents_lead_to_the_map_and_holders_to_their_visits(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """By the start of words."""
    finder = PaletteFinder(workspace)
    found: list[Entry] = []
    finder.find("luis mora", found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert (found[0].words, found[0].kind) == ("Luis Mora", "Gestor")
    with qtbot.waitSignal(finder.open_requested) as wish:
        found[0].run()
    assert wish.args == ["map", {"agent": world.agents[1].id}]


def test_questionnaires_are_found_by_title_and_id_and_open(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Without accents, for who has their page alone."""
    form = template("validacion_domicilio")
    [made] = create_questionnaire(workspace.desk, form).ids
    finder = PaletteFinder(workspace)
    for typed in (form.form_id, form.form_id[:-2], plain(form.title).upper()):
        found: list[Entry] = []
        finder.find(typed, found.extend)
        qtbot.waitUntil(lambda found=found: bool(found))  # type: ignore[misc]
        assert (found[0].words, found[0].detail) == (form.title, form.form_id)
        assert found[0].kind == "Cuestionario"
        with qtbot.waitSignal(finder.open_requested) as wish:
            found[0].run()
        assert wish.args == ["questionnaires", {"tab": "list", "open": made}]
    viewer = replace(workspace, desk=world.desk(world.users[2]))
    answers: list[list[Entry]] = []
    PaletteFinder(viewer, finder).find(form.form_id, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [[]]


def test_a_credit_and_a_person_lead_to_exactly_their_visits(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """To who has no page of people. By id: a namesake's visits are not among them, and their
    documents tell them apart.
    """
    accounts = {one.id: one for one in world.entities if isinstance(one, Account)}
    parties = {one.id: one for one in world.entities if isinstance(one, Party)}
    visit, other = world.visits[:2]
    namesake = replace(parties[other.party_id], name=parties[visit.party_id].name)
    with world.replica.pulling() as connection:
        rows.write(connection, "party", namesake, 2)
    finder = PaletteFinder(replace(workspace, desk=world.desk(world.users[2])))
    list_of = VisitsModel(workspace)
    list_of.list.reload()
    qtbot.waitUntil(lambda: list_of.list.is_loaded)
    account = accounts[visit.account_ids[0]]
    for typed, kind in ((account.number, "Crédito"), (namesake.name, "Titular")):
        found: list[Entry] = []
        finder.find(typed, found.extend)
        qtbot.waitUntil(lambda found=found: bool(found))  # type: ignore[misc]
        hits = [one for one in found if one.kind == kind]
        assert len({one.detail for one in hits}) == len(hits)
        [hit] = [
            one
            for one in hits
            if parties[visit.party_id].name in one.detail
            or parties[visit.party_id].document_number in one.detail
        ]
        with qtbot.waitSignal(finder.open_requested) as wish:
            hit.run()
        held = about(wish.args[1]["about"])
        assert held is not None
        list_of.list.look(where=held.rows)
        qtbot.waitUntil(lambda: list_of.list.model.rowCount() == 1)
        assert list_of.list.model.id_at(0) == visit.id


def test_who_plans_comes_to_the_holder_and_to_the_account(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """A document is found with its points; a door leads to who lives there."""
    account = next(one for one in world.entities if isinstance(one, Account))
    party = next(one for one in world.entities if isinstance(one, Party))
    door = next(one for one in world.entities if isinstance(one, Address))
    figures = party.document_number
    pointed = f"{figures[:-6]}.{figures[-6:-3]}.{figures[-3:]}"
    finder = PaletteFinder(workspace)
    for typed, wish in (
        (pointed, {"party": party.id}),
        (account.number, {"tab": "accounts", "chosen": account.id}),
        (door.street.replace("#", ""), {"party": party.id}),
    ):
        found: list[Entry] = []
        finder.find(typed, found.extend)
        qtbot.waitUntil(lambda found=found: bool(found))  # type: ignore[misc]
        with qtbot.waitSignal(finder.open_requested) as asked:
            found[0].run()
        assert asked.args == ["portfolio", wish]


def test_what_was_found_follows_the_news_until_nobody_looks(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """A holder's other name stands with the person and beside their credit; closed, nothing is
    read any more.
    """
    account = next(one for one in world.entities if isinstance(one, Account))
    holder = next(
        one
        for one in world.entities
        if isinstance(one, Party) and one.id == account.parties[0].party_id
    )
    finder = PaletteFinder(workspace)
    model = PaletteModel([], finder.find)
    model.search(account.number)
    qtbot.waitUntil(lambda: account.number in words_of(model))
    rename(world, "party", holder, name="Zoraida Ñáñez")
    qtbot.waitUntil(lambda: "Zoraida" in str(model.index(0).data(DETAIL_ROLE)))
    model.rest()
    rename(world, "party", holder, name="Otra Persona")
    seen = LiveRead(workspace, lambda: search(world.replica, account.number))
    with qtbot.waitSignal(seen.loaded):
        seen.open()
    assert "Zoraida" in str(model.index(0).data(DETAIL_ROLE))


def test_reports_of_one_s_own_are_found_by_their_names(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """By the start of words, without accents; those that were taken away are not."""
    report = SavedReport(id=world.new_id(), name="Recuperación de Ópalo", owner_id=world.new_id())
    gone = replace(report, id=world.new_id(), is_active=False)
    world.pull(report, gone)
    finder = PaletteFinder(workspace)
    found: list[Entry] = []
    finder.find("opa recup", found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert [(one.words, one.kind) for one in found] == [("Recuperación de Ópalo", "Reporte")]
    with qtbot.waitSignal(finder.open_requested) as wish:
        found[0].run()
    assert wish.args == ["reports", {"tab": report.id}]
