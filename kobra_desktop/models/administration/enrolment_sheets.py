"""The sheets of many agents as one document: a new key for each phone, then all on paper.

Keys are told once. So whatever ends it early, what was made until then is still written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api.http import is_loopback
from kobra_desktop.background import Relay
from kobra_desktop.commands.agents import enrol
from kobra_desktop.commands.desk import Desk
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.administration.staff import PhoneLink
from kobra_desktop.models.papers import write_paper
from kobra_desktop.models.workspace import Workspace
from kobra_domain.errors import DomainError
from kobra_domain.people import Agent
from kobra_records.files.paper import Paper
from kobra_records.private_files import FILE_MODE

Sheet = tuple[Agent, PhoneLink]
PaperOf = Callable[[Sequence[Sheet]], Paper]


@dataclass(frozen=True, slots=True)
class SheetsMade:
    """How many sheets there are of how many; `problem` is why not all of them are."""

    made: int
    of: int
    problem: Known | None = None


class EnrolmentSheets(QObject):
    """`progressed` (sheets, of): a key was made. `ended` (SheetsMade). `failed` (Known): nothing is
    written; the keys that were made meanwhile are nobody's.
    """

    progressed = Signal(int, int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.is_running = False
        self._wants_stop = False
        self._relay = Relay(self)
        self._relay.arrived.connect(lambda done: self.progressed.emit(*done))

    def stop(self) -> None:
        """Make no further key; those that are made go on paper."""
        self._wants_stop = True

    @property
    def is_server_near(self) -> bool:
        """Whether it is on this very machine: without a public address no phone reaches it."""
        return _is_near(self.workspace.desk.api.server)

    def make(self, agents: Sequence[Agent], target: Path, paper_of: PaperOf) -> None:
        """Make a key for each, and the document at `target`. `paper_of` is called on a worker."""
        self.is_running, self._wants_stop = True, False
        desk = self.workspace.desk

        def job() -> SheetsMade:
            if not os.access(target.parent, os.W_OK):  # before a key is made for nothing
                raise KobraError("file_not_written", path=target.name)
            sheets, problem = self._keys(desk, agents)
            if problem is not None and not sheets:
                raise problem
            if sheets:
                write_paper(target, paper_of(sheets))
                target.chmod(FILE_MODE)
            return SheetsMade(len(sheets), len(agents), problem)

        def done(made: SheetsMade) -> None:
            self.is_running = False
            self.ended.emit(made)

        def failed(problem: Known) -> None:
            self.is_running = False
            self.failed.emit(problem)

        self.workspace.background.network(job, done, failed, owner=self)

    def _keys(self, desk: Desk, agents: Sequence[Agent]) -> tuple[list[Sheet], Known | None]:
        """Runs on a worker, as far as the server goes along."""
        made: list[Sheet] = []
        for agent in agents:
            if self._wants_stop:
                break
            try:
                found = enrol(desk, agent.id)
            except (KobraError, DomainError) as problem:
                return made, problem
            link = PhoneLink(
                *(found.settings_url, _is_near(found.settings_url)),
                *(found.openrosa_url, found.collect_settings),
            )
            made.append((agent, link))
            self._relay.send((len(made), len(agents)))
        return made, None


def _is_near(address: str) -> bool:
    return is_loopback(urlsplit(address).hostname or "")
