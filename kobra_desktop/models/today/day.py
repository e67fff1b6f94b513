"""The day's numbers and what has just come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.live import MinuteRead
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.rows import Column, Fact, Prepared, RowsModel, prepared
from kobra_desktop.models.today.usual import UsualDay, UsualReader
from kobra_desktop.models.visit_columns import verdict_column
from kobra_desktop.models.visit_words import lacks_words, place_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.reviews import reviews_of_visits, waiting_of_visits
from kobra_desktop.store.queries.today import just_ended, numbers
from kobra_desktop.store.queries.visits import VisitRow, VisitWish, visit_rows
from kobra_domain.metrics.asked import Asked
from kobra_domain.metrics.declared import (
    AT_ADDRESS_SHARE,
    DONE,
    DONE_SHARE,
    ON_PHONE_SHARE,
    PLANNED,
    PROMISE_AMOUNT,
    PROMISES,
    PTP_RATE,
    RIGHT_PARTIES,
    RPC_RATE,
    UNASSIGNED,
    VERIFIED,
)
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.scope import Permission
from kobra_domain.visits import ReviewState
from kobra_domain.words import say, word
from kobra_records.files.exports.table import ColumnType

# What the tiles count, in their order, and the share said under each.
TILES: tuple[tuple[Metric, Metric | None], ...] = (
    (PLANNED, ON_PHONE_SHARE),
    (DONE, DONE_SHARE),
    (VERIFIED, AT_ADDRESS_SHARE),
    (RIGHT_PARTIES, RPC_RATE),
    (PROMISES, PTP_RATE),
    (UNASSIGNED, None),
)
_OF_DAY = tuple(one for pair in TILES for one in pair if one is not None and one.day is not None)


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of a day that is not a list of its own.

    `numbers` are by metric, of `on`; `usual` is what such a weekday has at this hour.
    `to_approve`: the submission to be judged, by visit; `reviewed`: what was said of the others.
    """

    on: date
    numbers: Mapping[str, Tally]
    usual: UsualDay
    results: Prepared[VisitRow]
    to_approve: Mapping[str, str] = field(default_factory=dict)
    reviewed: Mapping[str, ReviewState] = field(default_factory=dict)

    def more(self, metric: Metric) -> int | None:
        """How many more than is usual; None where that is not known."""
        return self.usual.more(metric, self.numbers[metric.key].n)

    def asked(self, metric: Metric) -> Asked:
        """The number as it was asked for, to open its rows by."""
        return Asked(metric, self.on if metric.day else None)


class TodayModel(QObject):
    """`changed`: other numbers; what is usual at this hour is another each minute."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.day: Day | None = None
        columns = [*result_columns(workspace), review_column(workspace, lambda: self.day)]
        self.results: RowsModel[VisitRow] = RowsModel(columns, self)
        self.reviews = ReviewsModel(workspace, self)
        usual = UsualReader(workspace)
        self._read = MinuteRead(workspace, lambda: read_day(workspace, usual), self)
        self._read.loaded.connect(self._on_day)
        self._read.failed.connect(self.failed)

    def open(self) -> None:
        """The page is seen."""
        self._read.open()

    def rest(self) -> None:
        """The page is not seen."""
        self._read.rest()

    def reload(self) -> None:
        """Read the day anew."""
        self._read.reload()

    def _on_day(self) -> None:
        day = self._read.value
        assert day is not None
        self.day = day
        self.results.show(day.results, list(range(len(day.results.rows))))
        self.changed.emit()

    def approve(self, visit_id: str) -> bool:
        """Approve the result of a visit where it stands; False when there is nothing to judge."""
        submission = self.day.to_approve.get(visit_id) if self.day else None
        row = self.results.row_of(visit_id)
        if submission is None or row is None or not self.reviews.may_review:
            return False
        self.reviews.approve(submission, row.party_name)
        return True


def read_day(workspace: Workspace, usual: UsualReader | None = None) -> Day:
    """Read everything of the day. Runs on a worker."""
    store, reach, on = workspace.desk.store, workspace.reach, workspace.today
    start = workspace.midnight(on)
    ids = just_ended(store, start, reach=reach)
    found = {row.id: row for row in visit_rows(store, VisitWish(ids=frozenset(ids)), reach)}
    results = [found[i] for i in ids if i in found]
    return Day(
        on=on,
        numbers={
            **numbers(store, _OF_DAY, on, reach),
            **numbers(store, [UNASSIGNED], None, reach),
            **numbers(store, [PROMISE_AMOUNT], on, reach),
        },
        usual=(usual or UsualReader(workspace)).read(),
        results=prepared(results, lambda row: row.id, lambda row: row.searchable, {}),
        to_approve=waiting_of_visits(store, ids),
        reviewed=reviews_of_visits(store, ids),
    )


def review_column(workspace: Workspace, day: Callable[[], Day | None]) -> Column[VisitRow]:
    """The last column of the feed: the one act on what waits, else what was said of it."""
    translate, locale = QCoreApplication.translate, workspace.locale
    may_review = workspace.desk.may(Permission.REVIEW)

    def text(row: VisitRow) -> str:
        held = day()
        if held is None:
            return ""
        if row.id in held.to_approve and may_review:
            return translate("Today", "Approve")
        said = held.reviewed.get(row.id)
        return word(said, locale) if said else ""

    def tone(row: VisitRow) -> str:
        held = day()
        return "accent" if held and row.id in held.to_approve and may_review else "text_3"

    column = Columns[VisitRow](workspace)
    return column("review", translate("Today", "Review"), text, 90, tone=tone)


def result_columns(workspace: Workspace) -> list[Column[VisitRow]]:
    """The columns of «Resultados al llegar»."""
    translate, locale = QCoreApplication.translate, workspace.locale
    column = Columns[VisitRow](workspace)
    return [
        column(
            "time",
            translate("Today", "Time"),
            lambda r: r.ended_at,
            64,
            ColumnType.INSTANT,
            text=lambda r: workspace.hour(r.ended_at),
            tone=lambda r: "text_2",
        ),
        column(
            "who",
            translate("Today", "Holder"),
            lambda r: f"{r.party_name}, {place_words(r)}",
            330,
            stretch=1,
            is_name=True,
        ),
        column(
            "outcome",
            translate("Today", "Outcome"),
            lambda r: word(r.outcome or r.state, locale),
            110,
            text=lambda r: _outcome_words(r, locale),
            sort=lambda r: r.outcome,
            also=(Fact(ColumnType.TEXT, lacks_words, say("field.problem", None, locale)),),
        ),
        verdict_column(workspace, 190),
        column(
            "agent",
            translate("Today", "Agent"),
            lambda r: r.agent_name,
            150,
            is_name=True,
            tone=lambda r: "text_2",
        ),
    ]


def _outcome_words(row: VisitRow, locale: str) -> str:
    said = word(row.outcome or row.state, locale)
    return " · ".join(part for part in (said, lacks_words(row)) if part)
