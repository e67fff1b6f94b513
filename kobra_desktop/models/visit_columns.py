"""The columns of the table of visits, and the qualities its chips filter by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.days import day_quality, iso_day, iso_moment, planned_days
from kobra_desktop.models.listing import Options, Quality
from kobra_desktop.models.rows import Column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key, name_key_or_last
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.visits import OPEN_STATES, Outcome, Priority, Verdict, VisitState
from kobra_domain.words import day_words, distance, field_title, hour, word
from kobra_records.files.exports.table import ColumnType

_STATE_ORDER = {state: n for n, state in enumerate(VisitState)}
_PRIORITY_ORDER = {priority: n for n, priority in enumerate(Priority)}
NOBODY, BLOCKED, ALLOWED = "-", "blocked", "allowed"


@dataclass(frozen=True, slots=True)
class Block:
    """Why the law forbids a visit, in a sentence, and until when; empty if waiting is no help."""

    why: str
    until: str = ""


Blocked = Callable[[], Mapping[str, Block]]


def visit_columns(workspace: Workspace, blocked: Blocked = dict) -> list[Column[VisitRow]]:
    """All columns, in the order in which they first stand; `blocked` says why by visit."""
    return [
        state_column(workspace, blocked),
        *_who_and_when(workspace),
        *_what_came_of_it(workspace),
        *_rest(workspace),
    ]


def state_column(workspace: Workspace, blocked: Blocked) -> Column[VisitRow]:
    """The state; in its place, of what the law forbids, until when and why. Who hovers is told
    both.
    """
    translate, locale = QCoreApplication.translate, workspace.locale

    def text(row: VisitRow) -> str:
        block = blocked().get(row.id)
        if block is None:
            return word(row.state, locale)
        if not block.until:
            return translate("Visits", "Blocked. {why}").format(why=block.why)
        words = translate("Visits", "Blocked until {time}. {why}")
        return words.format(time=block.until, why=block.why)

    def tip(row: VisitRow) -> str:
        block = blocked().get(row.id)
        return f"{word(row.state, locale)}. {block.why}" if block else ""

    return Column(
        "state",
        translate("Visits", "State"),
        text,
        lambda r: _STATE_ORDER[r.state],
        width=188,
        stretch=2,
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
            lambda r: name_key(r.party_name),
            width=190,
            stretch=3,
        ),
        Column(
            "address",
            translate("Visits", "Address"),
            place_words,
            lambda r: name_key(r.street),
            width=210,
            stretch=3,
        ),
        Column(
            "agent",
            translate("Visits", "Agent"),
            lambda r: r.agent_name or translate("Visits", "Nobody"),
            lambda r: name_key_or_last(r.agent_name),
            width=140,
            stretch=2,
            tone=lambda r: "" if r.agent_id else "text_3",
        ),
        Column(
            "planned",
            translate("Visits", "Planned"),
            lambda r: planned_words(r.planned_on, workspace),
            lambda r: r.planned_on,
            width=110,
            type=ColumnType.DATE,
            copied=lambda r: iso_day(r.planned_on),
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
            copied=lambda r: iso_moment(r.on_phone_at, r.time_zone) or on_phone_words(r),
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
            copied=lambda r: iso_moment(r.ended_at, r.time_zone),
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
            lambda r: name_key(r.portfolio_name),
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


def visit_qualities(workspace: Workspace, blocked: Blocked = dict) -> tuple[Quality[VisitRow], ...]:
    """What chips filter by, in the order in which they stand."""
    translate, locale = QCoreApplication.translate, workspace.locale
    laws = [
        (BLOCKED, translate("Visits", "Blocked by rule")),
        (ALLOWED, translate("Visits", "May be made")),
    ]
    sending = [
        ("pending", translate("Visits", "To send")),
        ("held", translate("Visits", "Conflict")),
    ]
    nobody = translate("Visits", "Nobody")

    def words_of(values: type[StrEnum]) -> Callable[[], Options]:
        return lambda: [(one.value, word(one, locale)) for one in values]

    return (
        day_quality(
            "day", translate("Visits", "Day"), lambda r: r.planned_on, workspace, planned_days
        ),
        Quality(
            "state", translate("Visits", "State"), lambda r: r.state.value, words_of(VisitState)
        ),
        Quality(
            "law", translate("Visits", "Rule"), lambda r: law_quality(r, blocked()), lambda: laws
        ),
        Quality(
            "agent",
            translate("Visits", "Agent"),
            lambda r: r.agent_id or NOBODY,
            word=lambda r: r.agent_name or nobody,
        ),
        Quality(
            "outcome",
            translate("Visits", "Outcome"),
            lambda r: r.outcome.value if r.outcome else NOBODY,
            words_of(Outcome),
        ),
        Quality(
            "verdict",
            translate("Visits", "Location"),
            lambda r: r.verdict.value if r.verdict else NOBODY,
            words_of(Verdict),
        ),
        Quality("sync", translate("Visits", "Sending"), sync_quality, lambda: sending),
    )


def sync_quality(row: VisitRow) -> str:
    """held, pending or neither."""
    return "held" if row.is_held else "pending" if row.is_pending else NOBODY


def law_quality(row: VisitRow, blocked: Mapping[str, Block]) -> str:
    """blocked or allowed; neither once it has ended."""
    if row.id in blocked:
        return BLOCKED
    return ALLOWED if row.state in OPEN_STATES else NOBODY
