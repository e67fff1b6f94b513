"""The columns of the table of visits, and the qualities its chips filter by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.rows import Column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.visits import OPEN_STATES, Priority, Verdict, VisitState
from kobra_domain.words import day_words, distance, field_title, hour, word
from kobra_records.files.exports.table import ColumnType

_STATE_ORDER = {state: n for n, state in enumerate(VisitState)}
_PRIORITY_ORDER = {priority: n for n, priority in enumerate(Priority)}
NOBODY, BLOCKED, ALLOWED = "-", "blocked", "allowed"
Blocked = Callable[[], Mapping[str, str]]


def visit_columns(workspace: Workspace, blocked: Blocked = dict) -> list[Column[VisitRow]]:
    """All columns, in the order in which they first stand; `blocked` says why by visit."""
    return [
        state_column(workspace, blocked),
        *_who_and_when(workspace),
        *_what_came_of_it(workspace),
        *_rest(workspace),
    ]


def state_column(workspace: Workspace, blocked: Blocked) -> Column[VisitRow]:
    """The state; what the law forbids stands before it, with the reason for who hovers."""
    translate, locale = QCoreApplication.translate, workspace.locale

    def text(row: VisitRow) -> str:
        state = word(row.state, locale)
        return translate("Visits", "Blocked by rule") if row.id in blocked() else state

    def tip(row: VisitRow) -> str:
        why = blocked().get(row.id, "")
        return f"{word(row.state, locale)}. {why}" if why else ""

    return Column(
        "state",
        translate("Visits", "State"),
        text,
        lambda r: _STATE_ORDER[r.state],
        width=188,
        mark=lambda r: f"visits:{BLOCKED if r.id in blocked() else r.state.value}",
        tip=tip,
    )


def _who_and_when(workspace: Workspace) -> list[Column[VisitRow]]:
    translate = QCoreApplication.translate
    return [
        Column(
            "party",
            translate("Visits", "Holder"),
            lambda r: r.party_name,
            lambda r: r.party_name.casefold(),
            width=190,
        ),
        Column(
            "address",
            translate("Visits", "Address"),
            place_words,
            lambda r: r.street.casefold(),
            width=210,
        ),
        Column(
            "agent",
            translate("Visits", "Agent"),
            lambda r: r.agent_name or translate("Visits", "Nobody"),
            lambda r: r.agent_name.casefold() or None,
            width=140,
            tone=lambda r: "" if r.agent_id else "text_3",
        ),
        Column(
            "planned",
            translate("Visits", "Planned"),
            lambda r: planned_words(r.planned_on, workspace),
            lambda r: r.planned_on,
            width=110,
            type=ColumnType.DATE,
        ),
        Column(
            "window",
            translate("Visits", "Window"),
            window_words,
            lambda r: r.window_start_at,
            width=110,
        ),
    ]


def _what_came_of_it(workspace: Workspace) -> list[Column[VisitRow]]:
    translate, locale = QCoreApplication.translate, workspace.locale
    return [
        Column(
            "on_phone",
            translate("Visits", "On the phone"),
            on_phone_words,
            lambda r: r.on_phone_at,
            width=112,
            type=ColumnType.INSTANT,
            tone=lambda r: "" if r.on_phone_at else "text_3",
        ),
        Column(
            "outcome",
            translate("Visits", "Outcome"),
            lambda r: word(r.outcome, locale) if r.outcome else "",
            lambda r: r.outcome,
            width=160,
        ),
        Column(
            "verdict",
            translate("Visits", "Location"),
            lambda r: verdict_words(r.verdict, r.distance_m, locale),
            lambda r: r.verdict,
            width=190,
            mark=lambda r: f"verdicts:{r.verdict.value}" if r.verdict else "",
        ),
        Column(
            "ended",
            translate("Visits", "Ended"),
            lambda r: hour(r.ended_at, r.time_zone) if r.ended_at else "",
            lambda r: r.ended_at,
            width=80,
            type=ColumnType.INSTANT,
            is_shown=False,
        ),
    ]


def _rest(workspace: Workspace) -> list[Column[VisitRow]]:
    translate, locale = QCoreApplication.translate, workspace.locale
    return [
        Column(
            "portfolio",
            translate("Visits", "Portfolio"),
            lambda r: r.portfolio_name,
            lambda r: r.portfolio_name.casefold(),
            width=150,
            is_shown=False,
        ),
        Column(
            "priority",
            field_title("priority", "visit", locale),
            lambda r: word(r.priority, locale),
            lambda r: _PRIORITY_ORDER[r.priority],
            width=90,
            is_shown=False,
        ),
        Column(
            "purpose",
            field_title("purpose", "visit", locale),
            lambda r: word(r.purpose, locale),
            lambda r: r.purpose,
            width=140,
            is_shown=False,
        ),
        Column(
            "sync",
            translate("Visits", "Sending"),
            sync_words,
            lambda r: (not r.is_held, not r.is_pending),
            width=90,
            tone=lambda r: "error_fg" if r.is_held else "text_3",
        ),
    ]


def on_phone_words(row: VisitRow) -> str:
    """Since when the phone has it, or that it has yet to fetch it."""
    if row.on_phone_at is not None:
        return hour(row.on_phone_at, row.time_zone)
    is_given = row.agent_id is not None and row.state in OPEN_STATES
    return QCoreApplication.translate("Visits", "To be fetched") if is_given else ""


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


def sync_words(row: VisitRow) -> str:
    """Whether something of the row waits here."""
    if row.is_held:
        return QCoreApplication.translate("Visits", "Conflict")
    return QCoreApplication.translate("Visits", "To send") if row.is_pending else ""


def visit_qualities(
    workspace: Workspace, blocked: Blocked = dict
) -> Mapping[str, Callable[[VisitRow], str]]:
    """What chips filter by: state, law, agent, day, outcome, verdict, sync."""
    today, forbidden = workspace.today, blocked()
    return {
        "law": lambda r: law_quality(r, forbidden),
        "state": lambda r: r.state.value,
        "agent": lambda r: r.agent_id or NOBODY,
        "day": lambda r: day_quality(r.planned_on, today),
        "outcome": lambda r: r.outcome.value if r.outcome else NOBODY,
        "verdict": lambda r: r.verdict.value if r.verdict else NOBODY,
        "sync": lambda r: "held" if r.is_held else "pending" if r.is_pending else NOBODY,
    }


def law_quality(row: VisitRow, blocked: Mapping[str, str]) -> str:
    """blocked or allowed; neither once it has ended."""
    if row.id in blocked:
        return BLOCKED
    return ALLOWED if row.state in OPEN_STATES else NOBODY


def day_quality(day: date | None, today: date) -> str:
    """today, tomorrow, past, later or none."""
    if day is None:
        return "none"
    if day == today:
        return "today"
    if day < today:
        return "past"
    return "tomorrow" if day == today + timedelta(days=1) else "later"
