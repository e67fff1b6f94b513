"""The scenes of a portfolio's file: last night's of the city's bank through every step of the
wizard, taken back and taken again.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from demo.scene import Scene, acted, in_turn
from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.models.portfolio.imports_steps import Step
from kobra_desktop.models.portfolio.imports_words import RowsOf
from kobra_desktop.views.portfolio.importing.file_step import FileStep
from kobra_desktop.views.portfolio.importing.preview_step import PreviewStep
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_desktop.views.portfolio.importing.undo import UndoDialog
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.imports.things import ImportKind, ImportState

ACCOUNTS, PORTFOLIO = "cartera_*.csv", "Microcrédito urbano"


def scenes(window: MainWindow, files: Path) -> Iterator[Scene]:
    """The steps in their order, or none where the user may not import or no file lies there."""
    found = sorted(files.glob(ACCOUNTS))
    window.open_page("portfolio", {"tab": "imports", "party": ""})
    tab = window.page.tab if isinstance(window.page, PortfolioPage) else None
    if not isinstance(tab, ImportsTab) or not found:
        return
    for scene in _story(window, tab, found[0]):
        yield scene
        if not scene.is_there():
            return  # what follows stands on it; that it did not come is said


def _story(window: MainWindow, tab: ImportsTab, file: Path) -> Iterator[Scene]:
    wizard, start = tab.wizard, tab.sheet.start
    yield Scene("imports-start", window, _brought(tab, file))
    here = in_turn(acted(start.send.click), lambda: wizard.detail is not None, _rests(tab))
    yield Scene("imports-file", window, here)
    for step in (Step.COLUMNS, Step.VALUES, Step.PREVIEW):
        yield Scene(f"imports-{step}", window, in_turn(acted(_answer, tab), _on(tab)))
    yield from _fates(window, tab)
    yield Scene("imports-done", window, _on(tab))
    import_id = wizard.import_id
    undo = tab.sheet.done.buttons["undo"]
    asked = in_turn(acted(undo.click), lambda: _dialog(tab) is not None)
    yield Scene("imports-undo", window, asked, lambda: _close(tab), lambda: _dialog(tab))
    listed = in_turn(
        acted(tab.leave),
        lambda: _state(tab, import_id) is ImportState.COMMITTED,
        acted(tab.choose, import_id),
        tab.panel.isVisible,
    )
    yield Scene("imports-taken", window, listed)
    undone = in_turn(
        acted(tab.deeds.ask_undo, import_id),
        lambda: _dialog(tab) is not None,
        acted(_agree, tab),
        lambda: wizard.detail is not None and wizard.is_over,
        _rests(tab),
    )
    yield Scene("imports-undone", window, undone)
    yield from _again(window, tab, file)


def _again(window: MainWindow, tab: ImportsTab, file: Path) -> Iterator[Scene]:
    """It is known how such a file is read: at once to what will happen, and taken."""
    wizard = tab.wizard
    again = in_turn(
        acted(tab.leave),
        _brought(tab, file),
        acted(tab.sheet.start.send.click),
        lambda: wizard.detail is not None,
        _rests(tab),
    )
    yield Scene("imports-remembered", window, again)
    taken = in_turn(
        acted(_answer, tab),
        acted(wizard.go_to_preview),
        lambda: wizard.step is Step.PREVIEW,
        _on(tab),
    )
    yield Scene("imports-again", window, taken)
    both = in_turn(acted(tab.leave), lambda: not tab.is_wizard_open)
    yield Scene("imports-list", window, both)


def _fates(window: MainWindow, tab: ImportsTab) -> Iterator[Scene]:
    page = tab.sheet.page
    assert isinstance(page, PreviewStep)
    for fate in (RowsOf.NEW, RowsOf.REFUSED):  # those that change are seen first
        opened = in_turn(
            acted(page.list.tabs.choose, fate.value), lambda: bool(page.list.model.shown)
        )
        yield Scene(f"imports-{fate.value}", window, opened)


def _brought(tab: ImportsTab, file: Path) -> Callable[[], bool]:
    """The file dropped and looked at, the bank's portfolio chosen."""
    start = tab.sheet.start

    def choose() -> None:
        chosen = next(one for one in tab.start.portfolios if one.name == PORTFOLIO)
        start.portfolio.choose(chosen.id)
        start.kind.choose(ImportKind.ACCOUNTS)

    before: list[FileAtHand | None] = []

    def is_looked_at() -> bool:
        """What stood there before is another file: its answers are no answers about this one."""
        return tab.wizard.file not in (None, *before) and not start.is_looking

    return in_turn(
        lambda: bool(tab.start.portfolios),
        acted(lambda: before.append(tab.wizard.file)),
        acted(tab.take_files, [file]),
        is_looked_at,
        acted(choose),
        start.send.isEnabled,
    )


def _on(tab: ImportsTab) -> Callable[[], bool]:
    """One step further."""
    was: list[Any] = []
    return in_turn(
        lambda: tab.wizard.can_go_on,
        acted(lambda: was.append(tab.wizard.step)),
        acted(tab.wizard.go_on),
        lambda: tab.wizard.step is not was[0],
        _rests(tab),
    )


def _answer(tab: ImportsTab) -> None:
    """What the step asks: as it was read, and what nobody knows."""
    page = tab.sheet.page
    if isinstance(page, FileStep):
        for taken, _ in page.questions.choices:
            taken.click()
    for target in tab.wizard.said.asked_by_law:
        tab.wizard.know_not(target)


def _rests(tab: ImportsTab) -> Callable[[], bool]:
    return lambda: not tab.wizard.job.is_running


def _state(tab: ImportsTab, import_id: str) -> ImportState | None:
    found = tab.model.row(import_id)
    return found.item.state if found is not None else None


def _dialog(tab: ImportsTab) -> QDialog | None:
    return next((one for one in tab.findChildren(QDialog) if one.isVisible()), None)


def _close(tab: ImportsTab) -> None:
    if (dialog := _dialog(tab)) is not None:
        dialog.done(0)


def _agree(tab: ImportsTab) -> None:
    dialog = _dialog(tab)
    assert isinstance(dialog, UndoDialog)
    dialog.act.click()
