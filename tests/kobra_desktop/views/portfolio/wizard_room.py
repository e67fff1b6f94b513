"""Importaciones over a real server, and a hand that brings files there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.imports import drafts
from kobra_desktop.models.portfolio.imports_steps import Step
from kobra_desktop.store import rows
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Account
from tests.kobra_desktop.views.administration.office import Office
from tests.system.fault_proxy import FaultProxy

HEADER = "Crédito;Nombre;Celular;Saldo total;Estado;Fecha corte"
LINES = [
    "W-1;Ana Torres;3005550001;1.234.500,50;VIG;19/11/2026",
    "W-2;Luis Vega;3005550002;2.000.000,00;XZ;19/11/2026",
    "W-3;;3005550003;900.000,00;VIG;19/11/2026",
]


class Room:
    """The tab of imports over an office."""

    def __init__(
        self, tab: ImportsTab, made: Office, qtbot: QtBot, folder: Path, proxy: FaultProxy
    ) -> None:
        self.office, self.qtbot, self.folder, self.proxy = made, qtbot, folder, proxy
        self.said: list[str] = []
        self.enter(tab)

    def enter(self, tab: ImportsTab) -> None:
        """A tab that is shown."""
        self.tab = tab
        tab.said.connect(lambda words, _: self.said.append(words))
        self.qtbot.addWidget(tab)
        tab.resize(1178, 640)
        tab.show()
        tab.on_shown()
        self.until(lambda: tab.start.portfolios)

    def restart(self) -> None:
        """As a process that is killed and started again: only the replica and the server know."""
        made, old = self.office, self.tab
        self.until(lambda: drafts(made.workspace.desk) == old.start.drafts)
        old.wizard.job.forget()
        old.hide()
        self.enter(ImportsTab(old.look, made.workspace, made.status))

    @property
    def wizard(self) -> Any:
        """The wizard's state."""
        return self.tab.wizard

    @property
    def page(self) -> Any:
        """The step in front."""
        return self.tab.sheet.page

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(lambda: bool(is_so()))

    def file(self, *lines: str, name: str = "cartera_1119.csv", encoding: str = "cp1252") -> Path:
        """A file as a core system writes it."""
        path = self.folder / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    def choose(self, path: Path, kind: ImportKind | None = None) -> None:
        """Choose it, and say whose it is."""
        tab = self.tab
        tab.take_files([path])
        start = tab.sheet.start
        self.until(lambda: self.wizard.file is not None and not start.is_looking)
        start.portfolio.choose(self.office.world.portfolios[0].id)
        if kind is not None:
            start.kind.choose(kind)
        assert start.send.isEnabled()

    def bring(self, path: Path, kind: ImportKind | None = None) -> None:
        """Have it read, too."""
        self.choose(path, kind)
        self.tab.sheet.start.send.click()
        self.until(lambda: self.wizard.detail is not None and not self.wizard.job.is_running)

    def go_to_preview(self) -> None:
        """From the first step on, without values that are asked."""
        self.go_on(Step.COLUMNS)
        self.answer_law()
        self.go_on(Step.VALUES)
        self.go_on(Step.PREVIEW)

    def go_on(self, step: Step) -> None:
        """Next, from what has the keyboard, until it is there."""
        at = self.page.first_field() or self.tab.sheet.next
        QTest.keyClick(at, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.wizard.step is step and not self.wizard.job.is_running)

    def answer_law(self) -> None:
        """What Colombia asks: the product is said, the authorisation is not known."""
        law = self.page.law
        law.choices[Target.PRODUCT_TYPE].choose("microcredit")
        law.unknown[Target.AUTHORISED_ON].click()

    def account(self, number: str) -> Account | None:
        """A credit as the replica has it after a sync."""
        self.office.sync()
        with self.office.desktop.replica.reading() as connection:
            held = rows.entities(connection, "account")
        return next((one for one in held if one.number == number), None)

    def dialog(self, kind: type[QDialog]) -> Any:
        """The open dialog of a kind, once it is there."""

        def shown() -> list[QDialog]:
            return [one for one in self.tab.findChildren(kind) if one.isVisible()]

        self.until(shown)
        return shown()[-1]
