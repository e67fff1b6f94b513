"""What the table of visits and its neighbours say of a visit, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.visits import OPEN_STATES, Verdict, VisitState
from kobra_domain.words import day_words, distance, hour, word


class Sent(Protocol):
    """A row of which something may wait here."""

    @property
    def is_pending(self) -> bool:
        """To be sent."""

    @property
    def is_held(self) -> bool:
        """For a person to decide."""


def on_phone_words(row: VisitRow) -> str:
    """Since when the phone has it, or that it has yet to fetch it."""
    if row.on_phone_at is not None:
        return hour(row.on_phone_at, row.time_zone)
    is_given = row.agent_id is not None and row.state in OPEN_STATES
    return QCoreApplication.translate("Visits", "To be fetched") if is_given else ""


def seen_state(row: VisitRow) -> VisitState:
    """The state that its mark shows: a visit whose amount could not be read is not over."""
    return VisitState.CHECKED_IN if row.lacks_amount else row.state


def state_words(row: VisitRow, locale: str) -> str:
    """The state, and what is missing from it."""
    return " · ".join(part for part in (word(row.state, locale), lacks_words(row)) if part)


def lacks_words(row: VisitRow) -> str | None:
    """What keeps it from being finished."""
    lacks = QCoreApplication.translate("Visits", "amount to clear up")
    return lacks if row.lacks_amount else None


def place_words(row: VisitRow) -> str:
    """Street and neighbourhood."""
    return ", ".join(part for part in (row.street, row.neighbourhood) if part)


def planned_words(day: date | None, workspace: Workspace) -> str:
    """Today and tomorrow by name, other days by date."""
    if day is None:
        return ""
    today = workspace.today
    if day == today:
        return QCoreApplication.translate("Visits", "Today")
    if day == today + timedelta(days=1):
        return QCoreApplication.translate("Visits", "Tomorrow")
    return day_words(day, workspace.locale, today)


def window_words(row: VisitRow) -> str:
    """From and to by the clock at the address."""
    if row.window_start_at is None or row.window_end_at is None:
        return ""
    return f"{hour(row.window_start_at, row.time_zone)}–{hour(row.window_end_at, row.time_zone)}"


def verdict_words(verdict: Verdict | None, distance_m: float | None, locale: str) -> str:
    """The verdict with its metres; empty for none."""
    if verdict is None:
        return ""
    metres = f" ({distance(distance_m, locale)})" if distance_m is not None else ""
    return f"{word(verdict, locale)}{metres}"


def sync_words(row: Sent) -> str:
    """Whether something of the row waits here."""
    if row.is_held:
        return QCoreApplication.translate("Visits", "Conflict")
    return QCoreApplication.translate("Visits", "To send") if row.is_pending else ""
