"""What somebody who helps has to know of this machine and its copy, as lines of text: versions,
screen, sync, counts and codes. Nobody's name, address, token or id is ever read for it.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale, QObject, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from kobra_desktop import logs, resources
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import shape, tally
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.status import SyncStatus

MOST_CODES = 12
_OURS = ("kobra_", "demo", "field_api")
# «2026-11-20 15:41:00,123 ERROR kobra_desktop.sync.engine pull_failed …»: nothing behind the code
# is taken, which may say anything.
_LOGGED = re.compile(
    r"(\S+ \S+?)(?:,\d+)? (WARNING|ERROR|CRITICAL) (\S+) ([a-z][a-z0-9_.]*)(?=\s|$)"
)
_RAISED = re.compile(r"^(?:[a-z_]+\.)*([A-Z]\w*(?:Error|Exception))(?=:|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Screen:
    """How it is shown: `theme`, text size as a factor, whether contrast is high."""

    theme: str
    scale: float
    is_high_contrast: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """What the copy holds: bytes of its file, rows by kind."""

    size: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)


def collect(
    workspace: Workspace,
    status: SyncStatus,
    screen: Screen,
    done: Callable[[str], None],
    owner: QObject,
) -> None:
    """Count in the background; `done` gets the text on the GUI thread."""
    store, now = workspace.desk.store, workspace.now

    def told(copy: Copy) -> None:
        role, server = workspace.desk.who.role.value, workspace.desk.api.server
        lines = [
            *of_machine(),
            *_of_screen(screen, workspace.locale),
            f"Zone: {workspace.zone.key}",
            f"Role: {role}",
            f"Server: {_of_server(server)}",
            *_of_sync(status, now),
            *_of_copy(copy),
            *(f"Log: {line}" for line in last_codes(logs.last_lines.lines)),
        ]
        done("\n".join(lines))

    workspace.background.read(lambda: _counted(store), told, owner=owner)


def of_machine() -> list[str]:
    """Versions and system; also for a report of a crash, before anybody has signed in."""
    frozen = " frozen" if getattr(sys, "frozen", False) else ""
    return [
        f"Kobra Desktop {resources.product_version()}{frozen}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {QGuiApplication.platformName()}",
        f"System: {QSysInfo.prettyProductName()}, {platform.release()}, {platform.machine()}",
    ]


def last_codes(lines: Iterable[str]) -> list[str]:
    """Hour, level, part of the program and code of the last warnings, with the class of what was
    raised.
    """
    found = []
    for line in lines:
        logged = _LOGGED.match(line)
        if logged and logged[3].startswith(_OURS):
            raised = _RAISED.findall(line)
            found.append(" ".join([*logged.groups(), *raised[-1:]]))
    return found[-MOST_CODES:]


def _counted(store: Replica) -> Copy:
    try:
        size = store.path.stat().st_size
    except OSError:
        size = 0
    return Copy(size, tally.counts(store))


def _of_screen(screen: Screen, locale: str) -> list[str]:
    contrast = ", high contrast" if screen.is_high_contrast else ""
    lines = [
        f"Language: {locale}, system {QLocale.system().name()}",
        f"Look: {screen.theme}, text {round(screen.scale * 100)} %{contrast}",
    ]
    for one in QGuiApplication.screens():
        size = one.geometry()
        lines.append(
            f"Screen: {size.width()}×{size.height()}, ratio {one.devicePixelRatio():g}, "
            f"{round(one.logicalDotsPerInch())} dpi"
        )
    return lines


def _of_server(address: str) -> str:
    """Whether two people have the same server can be told; not which."""
    parts = urlsplit(address)
    return f"{parts.scheme}, {hashlib.sha256((parts.hostname or '').encode()).hexdigest()[:8]}"


def _of_sync(status: SyncStatus, now: datetime) -> list[str]:
    ago = (
        "never" if status.synced_at is None else f"{(now - status.synced_at).total_seconds():.0f} s"
    )
    problem = f", {status.problem.code}" if status.problem is not None else ""
    return [
        f"Sync: {status.link.value}, {status.step.value}, live {status.is_live}, "
        f"complete since {ago}{problem}",
        f"Edits: waiting {status.waiting}, conflicts {status.conflicts}, rejected "
        f"{status.rejected}, parked {status.parked}",
        f"Rows: dangling {status.dangling}, strange {status.strange}; "
        f"clock off by {status.skew.total_seconds():.0f} s",
    ]


def _of_copy(copy: Copy) -> list[str]:
    rows = ", ".join(f"{kind} {count}" for kind, count in copy.rows.items() if count)
    return [f"Copy: shape {shape.version()}, {copy.size / 1e6:.1f} MB", f"Kinds: {rows or 'none'}"]
