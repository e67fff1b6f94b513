"""What the wizard holds between one file and the next, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.imports import FileAtHand, pasted
from kobra_desktop.models.portfolio.imports_steps import Step
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.importing.done_step import DoneStep
from kobra_desktop.views.portfolio.importing.law_fields import LawFields
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_desktop.views.theme import Look
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import Import, ImportKind, ImportState
from tests.kobra_desktop.views.world import NOW, World


def detail(
    world: World,
    state: ImportState = ImportState.READY,
    kind: ImportKind = ImportKind.ACCOUNTS,
) -> ImportDetail:
    """What the server answers of a file."""
    item = Import(
        id=world.new_id(),
        portfolio_id=world.portfolios[0].id,
        kind=kind,
        filename="cartera.csv",
        bytes=1_000,
        sha256="0" * 64,
        received_at=NOW,
        state=state,
    )
    return ImportDetail(item=item, asked=Mapping(kind=item.kind))


def test_what_was_being_sent_is_forgotten_when_it_is_left(
    world: World, workspace: Workspace, qtbot: QtBot
) -> None:
    """Another file that is taken back afterwards is not taken for the one that was sent."""
    wizard = ImportWizard(workspace)
    sent: list[object] = []
    wizard.sent.connect(sent.append)
    wizard.add([_file(world)])
    wizard.send()
    assert wizard.job.is_running
    wizard.leave()
    assert not wizard.is_open
    wizard.undo_of(world.new_id(), None)
    wizard.job.forget()
    wizard.job.came.emit(detail(world, ImportState.UNDONE))
    assert wizard.step is Step.DONE
    assert sent == []


def test_a_file_that_is_stopped_stays_stopped_when_the_next_is_sent(
    world: World, workspace: Workspace
) -> None:
    """Each has its own word of stopping."""
    wizard = ImportWizard(workspace)
    wizard.add([_file(world)])
    wizard.send()
    first = wizard.job._stopped
    wizard.leave()
    wizard.add([_file(world)])
    wizard.send()
    assert first.is_set()
    assert not wizard.job._stopped.is_set()


def test_files_that_wait_behind_one_stay_when_more_come(
    world: World, workspace: Workspace, look: Look, qtbot: QtBot
) -> None:
    """What is over makes room for the next, and nobody's file is dropped."""
    tab = ImportsTab(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(tab)
    tab.wizard.add([_file(world, "b")])
    tab.wizard.job.came.emit(detail(world, ImportState.COMMITTED))
    assert tab.wizard.is_over
    tab.take_text("credito\tsaldo\n1\t2\n")
    assert [one.name for one in tab.wizard.files][:1] == ["b"]
    assert len(tab.wizard.files) == 2
    assert tab.wizard.file is tab.wizard.files[0]


def test_what_the_law_asks_is_asked_of_each_file(
    world: World, workspace: Workspace, look: Look, qtbot: QtBot
) -> None:
    """«Not known» of the last file is not shown as said of this one."""
    wizard = ImportWizard(workspace)
    wizard.portfolio = world.portfolios[0]
    wizard.job.came.emit(detail(world))
    law = LawFields(look, wizard)
    qtbot.addWidget(law)
    law.show_state()
    target = Target.AUTHORISED_ON
    law.unknown[target].click()
    assert target in wizard.unknown_to_law
    wizard.next_file()
    wizard.portfolio = world.portfolios[0]
    wizard.job.came.emit(detail(world))
    law.show_state()
    assert target not in wizard.unknown_to_law
    assert not law.unknown[target].isChecked()


@pytest.mark.parametrize("kind", [ImportKind.PAYMENTS, ImportKind.PROMISES])
def test_from_money_that_was_taken_one_gets_to_its_list(
    world: World, workspace: Workspace, look: Look, qtbot: QtBot, kind: ImportKind
) -> None:
    wizard = ImportWizard(workspace)
    done = DoneStep(look, wizard)
    qtbot.addWidget(done)
    wizard.job.came.emit(detail(world, ImportState.COMMITTED, kind))
    done.show_state()
    with qtbot.waitSignal(done.open_requested) as asked:
        done.buttons[kind.value].click()
    assert asked.args == ["agreements", {"tab": kind.value}]


def _file(world: World, name: str = "a") -> FileAtHand:
    made = pasted("credito\tsaldo\n1\t2\n", name)
    return replace(made, portfolio_id=world.portfolios[0].id, kind=ImportKind.ACCOUNTS)
