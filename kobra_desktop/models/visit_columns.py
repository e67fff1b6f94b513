"""The columns of the table of visits."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.rows import Column, Fact
from kobra_desktop.models.visit_qualities import BLOCKED, Blocked
from kobra_desktop.models.visit_words import (
    Sent,
    lacks_words,
    on_phone_words,
    place_words,
    planned_words,
    seen_state,
    state_words,
    sync_words,
    verdict_words,
    window_words,
)
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.visits import Priority, Verdict, VisitState
from kobra_domain.words import field_title, hour, moment, say, word
from kobra_records.files.exports.table import ColumnType, Moment

_STATE_ORDER = {state: n for n, state in enumerate(VisitState)}
_PRIORITY_ORDER = {priority: n for n, priority in enumerate(Priority)}
_ENDS = ("start", "end")


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
            return state_words(row, locale)
        if block.until_at is None:
            return translate("Visits", "Blocked. {why}").format(why=block.why)
        until = moment(block.until_at, row.time_zone, locale, workspace.now)
        return translate("Visits", "Blocked until {time}. {why}").format(time=until, why=block.why)

    def why(row: VisitRow) -> str | None:
        block = blocked().get(row.id)
        return block.why if block else None

    def until(row: VisitRow) -> Moment | None:
        block = blocked().get(row.id)
        return _local(block.until_at, row) if block else None

    return Columns[VisitRow](workspace)(
        "state",
        translate("Visits", "State"),
        lambda r: word(r.state, locale),
        188,
        text=text,
        sort=lambda r: _STATE_ORDER[r.state],
        also=(
            Fact(ColumnType.TEXT, why, translate("Visits", "Rule")),
            Fact(ColumnType.LOCAL, until, translate("Visits", "Blocked until")),
            Fact(ColumnType.TEXT, lacks_words, say("field.problem", None, locale)),
        ),
        stretch=2,
        mark=lambda r: f"visits:{BLOCKED if r.id in blocked() else seen_state(r).value}",
        tip=lambda r: f"{word(r.state, locale)}. {said}" if (said := why(r)) else "",
    )


def _who_and_when(workspace: Workspace) -> list[Column[VisitRow]]:
    translate, column = QCoreApplication.translate, Columns[VisitRow](workspace)
    start, end = (say(f"field.window_{name}_at", None, workspace.locale) for name in _ENDS)
    return [
        column(
            "party",
            translate("Visits", "Holder"),
            lambda r: r.party_name,
            190,
            stretch=3,
            is_name=True,
        ),
        column("address", translate("Visits", "Address"), place_words, 210, stretch=3),
        column(
            "agent",
            translate("Visits", "Agent"),
            lambda r: r.agent_name or translate("Visits", "Nobody"),
            140,
            sort=lambda r: name_key_or_last(r.agent_name),
            stretch=2,
            is_name=True,
            tone=lambda r: "" if r.agent_id else "text_3",
        ),
        column(
            "planned",
            translate("Visits", "Planned"),
            lambda r: r.planned_on,
            110,
            ColumnType.DATE,
            text=lambda r: planned_words(r.planned_on, workspace),
        ),
        column(
            "window",
            translate("Visits", "Window"),
            lambda r: _local(r.window_start_at, r),
            110,
            ColumnType.LOCAL,
            text=window_words,
            also=(Fact(ColumnType.LOCAL, lambda r: _local(r.window_end_at, r), end),),
            heading=start,
            is_shown=False,  # few have one
        ),
    ]


def _what_came_of_it(workspace: Workspace) -> list[Column[VisitRow]]:
    translate, locale = QCoreApplication.translate, workspace.locale
    column = Columns[VisitRow](workspace)
    return [
        column(
            "on_phone",
            translate("Visits", "On the phone"),
            lambda r: _local(r.on_phone_at, r),
            112,
            ColumnType.LOCAL,
            text=on_phone_words,
            tone=lambda r: "" if r.on_phone_at else "text_3",
            is_shown=False,  # the state says it, but for the hour
        ),
        column(
            "outcome",
            translate("Visits", "Outcome"),
            lambda r: word(r.outcome, locale) if r.outcome else "",
            160,
            sort=lambda r: r.outcome,
        ),
        verdict_column(workspace, 190),
        column(
            "ended",
            translate("Visits", "Ended"),
            lambda r: _local(r.ended_at, r),
            80,
            ColumnType.LOCAL,
            text=lambda r: hour(r.ended_at, r.time_zone) if r.ended_at else "",
            is_shown=False,
        ),
    ]


class Judged(Protocol):
    """A row whose place was judged."""

    @property
    def verdict(self) -> Verdict | None:
        """What was said of it."""

    @property
    def distance_m(self) -> float | None:
        """Metres from the door."""


J = TypeVar("J", bound=Judged)
S = TypeVar("S", bound=Sent)


def verdict_column(workspace: Workspace, width: int) -> Column[J]:
    """The verdict with its mark and its metres."""
    translate, locale = QCoreApplication.translate, workspace.locale

    def metres(row: J) -> float | None:
        return None if row.distance_m is None else round(row.distance_m, 1)

    return Columns[J](workspace)(
        "verdict",
        translate("Visits", "Location"),
        lambda r: word(r.verdict, locale) if r.verdict else "",
        width,
        text=lambda r: verdict_words(r.verdict, r.distance_m, locale),
        sort=lambda r: r.verdict,
        also=(Fact(ColumnType.NUMBER, metres, say("field.distance_m", None, locale), "m"),),
        mark=lambda r: f"verdicts:{r.verdict.value}" if r.verdict else "",
    )


def _rest(workspace: Workspace) -> list[Column[VisitRow]]:
    translate, locale = QCoreApplication.translate, workspace.locale
    column, portfolio = Columns[VisitRow](workspace), translate("Visits", "Portfolio")
    return [
        column("portfolio", portfolio, lambda r: r.portfolio_name, 150, is_shown=False),
        column(
            "priority",
            field_title("priority", "visit", locale),
            lambda r: word(r.priority, locale),
            90,
            sort=lambda r: _PRIORITY_ORDER[r.priority],
            is_shown=False,
        ),
        column(
            "purpose",
            field_title("purpose", "visit", locale),
            lambda r: word(r.purpose, locale),
            140,
            sort=lambda r: r.purpose,
            is_shown=False,
        ),
        sync_column(workspace),
    ]


def _local(at: datetime | None, row: VisitRow) -> Moment | None:
    """By the clock at the address."""
    return Moment(at, row.time_zone) if at else None


def sync_column(workspace: Workspace, *, is_shown: bool = True) -> Column[S]:
    """Whether something of a row waits here."""
    return Columns[S](workspace)(
        "sync",
        QCoreApplication.translate("Visits", "Sending"),
        sync_words,
        90,
        sort=lambda r: (not r.is_held, not r.is_pending),
        tone=lambda r: "error_fg" if r.is_held else "text_3",
        is_shown=is_shown,
    )
