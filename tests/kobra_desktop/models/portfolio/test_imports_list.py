"""The list of imports from the replica, files that wait, and of which day the balances are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from kobra_desktop.commands.imports import FileAtHand, file_at, pasted, waiting_files
from kobra_desktop.errors import KobraError
from kobra_desktop.models.balances import balances_words
from kobra_desktop.models.portfolio.imports import ImportsModel, brought_by
from kobra_desktop.models.portfolio.imports_start import StartModel, stem
from kobra_desktop.models.portfolio.imports_words import doubt_words
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.workspace import Workspace
from kobra_domain.imports.problems import Doubt, WarningCode
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import Import, ImportKind, ImportState
from tests.kobra_desktop.models.test_renaming import write
from tests.kobra_desktop.views.world import NOW, World


def add(world: World, name: str, **values: object) -> Import:
    """A file that came in."""
    made = Import(
        **{  # type: ignore[arg-type]
            "id": world.new_id(),
            "portfolio_id": world.portfolios[0].id,
            "kind": ImportKind.ACCOUNTS,
            "filename": name,
            "bytes": 1_000,
            "sha256": "0" * 64,
            "received_at": NOW,
            **values,
        }
    )
    write(world, made)
    return made


def test_the_list_stands_without_a_server(world: World, workspace: Workspace, qtbot: QtBot) -> None:
    """The newest first, with names; who brought it may have been nobody."""
    old = add(world, "ayer.csv", received_at=NOW - timedelta(days=1))
    new = add(world, "hoy.csv", received_by=world.users[1].id, state=ImportState.HELD, rows=12)
    model = ImportsModel(workspace)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.model.rowCount() == 2)
    ids = [model.list.model.id_at(line) for line in range(2)]
    assert ids == [new.id, old.id]
    first, second = model.row(new.id), model.row(old.id)
    assert first is not None
    assert second is not None
    assert first.portfolio == "Microcrédito Centro"
    assert brought_by(first) == "Julián Soto"
    assert brought_by(second) == "The server, at night"


def test_the_list_obeys_the_scope(world: World, workspace: Workspace, qtbot: QtBot) -> None:
    """Of another portfolio nothing is listed."""
    add(world, "centro.csv")
    other = add(world, "consumo.csv", portfolio_id=world.portfolios[1].id)
    workspace.scope.scope = Scope(portfolio_id=world.portfolios[1].id)
    model = ImportsModel(workspace)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.model.rowCount() == 1)
    assert model.list.model.id_at(0) == other.id


def test_balances_are_of_the_day_of_the_last_file_that_was_taken(
    world: World, workspace: Workspace
) -> None:
    """Not of payments, not of what was taken back; each portfolio by its own day."""
    assert balances_words(workspace) == ""
    taken = {"state": ImportState.COMMITTED, "committed_at": NOW}
    add(world, "a.csv", cut_off_on=date(2026, 11, 18), **taken)
    add(world, "b.csv", cut_off_on=date(2026, 11, 19), **taken)
    add(world, "c.csv", cut_off_on=date(2026, 11, 20), state=ImportState.UNDONE)
    add(world, "d.csv", cut_off_on=date(2026, 11, 20), kind=ImportKind.PAYMENTS, **taken)
    assert balances_words(workspace) == "Balances of jue 19 nov"
    add(world, "e.csv", portfolio_id=world.portfolios[1].id, **taken)  # it names no day
    assert balances_words(workspace) == (
        "Balances · Consumo 31–60: vie 20 nov · Microcrédito Centro: jue 19 nov"
    )


def test_tomorrows_file_is_known_by_its_name(
    world: World, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    """Portfolio and kind of the last file that was called so, whatever its day; the headers' word
    on the kind goes first, and what a person chose before all.
    """
    assert stem("Cartera_Centro-2026.11.20.csv") == stem("cartera centro 20261121.XLSX")
    add(world, "pagos_1119.csv", kind=ImportKind.PAYMENTS, portfolio_id=world.portfolios[1].id)
    model = StartModel(workspace)
    with qtbot.waitSignal(model.changed):
        model.open()
    path = tmp_path / "pagos_1120.csv"
    path.write_text("a;b\n1;2\n")
    file = file_at(path)
    made = model.proposed(file, None)
    assert (made.portfolio_id, made.kind) == (world.portfolios[1].id, ImportKind.PAYMENTS)
    assert model.proposed(file, ImportKind.CONTACTS).kind is ImportKind.CONTACTS
    chosen = replace(file, portfolio_id=world.portfolios[0].id, kind=ImportKind.AGENTS)
    assert model.proposed(chosen, ImportKind.CONTACTS) == chosen
    stranger = replace(file, name="otro.csv")
    assert model.proposed(stranger, None).portfolio_id == ""


def test_a_file_is_looked_at_before_it_is_sent(
    world: World, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    """In a process of its own: its headers say what it is, and what is no table says so."""
    model = StartModel(workspace)
    good, bad = tmp_path / "x.csv", tmp_path / "~$x.xlsx"
    good.write_bytes("Crédito;Valor pago;Fecha pago\n1;2;2026-11-01\n".encode("cp1252"))
    bad.write_bytes(b"\x05Marta")
    for path, kind, code in (
        (good, ImportKind.PAYMENTS, None),
        (bad, None, "file_code.lock_file"),
    ):
        with qtbot.waitSignal(model.looked) as told:
            model.look(file_at(path))
        proposed, problem = told.args
        assert proposed.kind is kind
        assert (problem.code if problem else None) == code


def test_lines_of_fixed_width_are_shown_in_their_own_letters(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    """Cores that write lines of fixed width write DOS text; the letters are found as elsewhere."""
    model = StartModel(workspace)
    path = tmp_path / "core.txt"
    lines = [f"{'W-1':<8}{'JOSÉ NUÑEZ':<20}{'1.234.500,50':>14}"]
    lines += [f"{'W-2':<8}{'LUIS PEÑA':<20}{'2.000.000,00':>14}"]
    path.write_bytes("\n".join(lines).encode("cp850"))
    with qtbot.waitSignal(model.looked) as told:
        model.look(file_at(path))
    assert told.args[0].first_lines == tuple(lines)


def test_what_waits_is_kept_with_its_place_and_told_when_it_is_another(
    world: World, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    """Of a file no copy is kept; what was pasted is kept whole. Both survive a restart."""
    path = tmp_path / "cartera.csv"
    path.write_text("credito;nombre\n1;Ana\n")
    model = StartModel(workspace)
    for file in (file_at(path), pasted("credito\tnombre\n1\tAna", "Pegado.tsv")):
        with qtbot.waitSignal(model.changed):
            model.keep_waiting([file])
    again = StartModel(workspace)
    with qtbot.waitSignal(again.changed):
        again.open()
    assert [one.name for one in again.waiting] == ["cartera.csv", "Pegado.tsv"]
    first, second = again.waiting
    assert not first.text
    assert second.text.startswith("credito")
    assert [one.is_another for one in (first, second)] == [False, False]
    path.write_text("credito;nombre\n1;Ana\n2;Luis\n")
    assert [one.is_another for one in (first, second)] == [True, False]
    path.unlink()
    assert first.is_another
    with qtbot.waitSignal(again.changed):
        again.open()
    assert again.others == {first.id}
    with qtbot.waitSignal(again.changed):
        again.forget_waiting(first.id)
    assert waiting_files(workspace.desk) == [second]


def test_a_folder_and_a_file_that_is_gone_are_said(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each by its name; the others come in."""
    model, told = StartModel(workspace), list[KobraError]()
    model.refused.connect(told.append)
    (tmp_path / "a.csv").write_text("x")
    taken: list[FileAtHand] = []
    model.take([tmp_path, tmp_path / "gone.csv", tmp_path / "a.csv"], taken.extend)
    qtbot.waitUntil(lambda: bool(taken))
    assert [one.name for one in taken] == ["a.csv"]
    assert [one.params["path"] for one in told] == [tmp_path.name, "gone.csv"]


def test_what_the_book_doubts_is_said_of_the_thing_and_not_by_its_code() -> None:
    """A column of the file keeps its own name."""
    fell = Doubt(WarningCode.BALANCE_FELL_UNPAID, Target.BALANCE, 2, (47, 72), "MC-1")
    assert doubt_words(fell, "es").startswith("Saldo total: ")
    product = Doubt(WarningCode.OTHER_PRODUCT, Target.PRODUCT_TYPE, 1, (3,), "microcredit")
    assert doubt_words(product, "es").endswith("«Microcrédito»")
    of_the_file = replace(fell, column="Vr. Saldo")
    assert doubt_words(of_the_file, "es").startswith("Vr. Saldo: ")
