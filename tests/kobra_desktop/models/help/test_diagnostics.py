"""The diagnosis says how this machine stands and nothing of anybody: canaries stand in every place
that it could be read from.
"""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kobra_desktop import logs
from kobra_desktop.errors import KobraError
from kobra_desktop.models.help.diagnostics import Screen, collect, last_codes, of_machine
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_domain.kinds import Entity
from tests.kobra_desktop.views.fixtures import background, workspace, world
from tests.kobra_desktop.views.world import World

__all__ = ["background", "workspace", "world"]
CANARY = "zarzamora"


@pytest.fixture
def _logged() -> None:
    logs.last_lines.setFormatter(logs._Formatter(logs._FORMAT))


def diagnosis(workspace: Workspace, status: SyncStatus, qtbot: QtBot) -> str:
    """The whole text."""
    said: list[str] = []
    owner = QObject()
    collect(workspace, status, Screen("dark", 1.5, True), said.append, owner)
    qtbot.waitUntil(lambda: bool(said))
    return said[0]


def strings(entity: Entity) -> set[str]:
    """Every text of a thing that is long enough to be looked for: names, streets, mails, ids."""
    values = [getattr(entity, name) for name in entity.__dataclass_fields__]
    return {value for value in values if type(value) is str and len(value) > 4}


@pytest.mark.usefixtures("_logged")
def test_it_holds_nobodys_data(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """No text of any row of the copy, nor who is signed in, nor what errors and logs were about."""
    problem = KobraError("refused", name=CANARY, mail=f"{CANARY}@kobra.example")
    log = logging.getLogger("kobra_desktop.sync.engine")
    log.addHandler(logs.last_lines)
    try:
        log.error("pull_failed %s token=%s", CANARY, CANARY)
        log.error("%s could not be read", CANARY.title())
        try:
            raise ValueError(f"no such person\n{CANARY.title()}: {CANARY}")
        except ValueError:
            log.exception("bug")
    finally:
        log.removeHandler(logs.last_lines)
    status = SyncStatus(
        link=Link.FAILING,
        problem=problem,
        synced_at=workspace.now - timedelta(seconds=90),
        waiting=3,
    )
    text = diagnosis(workspace, status, qtbot)
    assert CANARY not in text.lower()
    for entity in world.entities:
        leaked = {value for value in strings(entity) if value in text}
        assert leaked <= {workspace.zone.key}
    assert "127.0.0.1" not in text
    assert "@" not in text
    for line in ("pull_failed", "bug ValueError", "waiting 3", "refused", "complete since 90 s"):
        assert line in text, line


def test_it_says_what_helps(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """Versions, screen, language, role, how many rows of each kind."""
    text = diagnosis(workspace, SyncStatus(), qtbot)
    assert text.splitlines()[:3] == of_machine()
    assert "text 150 %, high contrast" in text
    assert "Language: es" in text
    assert f"Role: {workspace.desk.who.role.value}" in text
    assert f"agent {len(world.agents)}" in text
    assert "complete since never" in text


def test_the_server_is_told_apart_and_not_told(workspace: Workspace, qtbot: QtBot) -> None:
    """Its scheme, and the same eight letters for the same host."""
    first = diagnosis(workspace, SyncStatus(), qtbot)
    (line,) = [line for line in first.splitlines() if line.startswith("Server: ")]
    assert line.startswith("Server: http, ")
    assert len(line) == len("Server: http, ") + 8
    assert workspace.desk.api.server not in first


def test_of_others_logs_nothing_is_taken() -> None:
    """A library may log anything; and no line is a code that only looks like one."""
    lines = [
        "2026-11-20 15:41:00,123 ERROR urllib3.pool ana.ruiz",
        "2026-11-20 15:41:00,123 INFO kobra_desktop.app started",
        "2026-11-20 15:41:01,123 WARNING kobra_desktop.sync.loops Ana Ruiz",
        "2026-11-20 15:41:02,123 WARNING kobra_desktop.sync.loops hint_failed Ana Ruiz",
    ]
    assert last_codes(lines) == ["2026-11-20 15:41:02 WARNING kobra_desktop.sync.loops hint_failed"]
