"""The state of Hoy: the day's numbers, the lawful windows of now, and what has just come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.rows import Column, Prepared, RowsModel, prepared
from kobra_desktop.models.visit_columns import place_words, verdict_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.outbox import HELD
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.portfolios import portfolio_rows
from kobra_desktop.store.queries.reviews import reviews_of_visits, waiting_of_visits
from kobra_desktop.store.queries.today import Today, just_ended, today
from kobra_desktop.store.queries.visits import VisitRow, VisitWish, visit_rows
from kobra_domain.contact import LawfulHours, rules_for
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission
from kobra_domain.visits import (
    RIGHT_PARTY_OUTCOMES,
    Outcome,
    ReviewState,
    Verdict,
    VisitState,
)
from kobra_domain.words import duration, hour, moment, word
from kobra_records.holidays import holidays_of

RELOAD_MS = 1_200
_ANSWERS = ("submission", "review")
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of a day that is not a list of its own.

    `before` are the numbers of the same weekday a week ago at this hour, None if nothing was
    planned then; `before_on` is its date. `to_approve`: the submission to be judged, by visit;
    `reviewed`: what was said of the others.
    """

    numbers: Today
    before: Today | None
    before_on: date
    windows: tuple[str, ...]
    held: int
    results: Prepared[VisitRow]
    to_approve: Mapping[str, str] = field(default_factory=dict)
    reviewed: Mapping[str, ReviewState] = field(default_factory=dict)


class TodayModel(QObject):
    """`changed`: other numbers. Windows count down each minute."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.day: Day | None = None
        columns = [*result_columns(workspace), review_column(workspace, lambda: self.day)]
        self.results: RowsModel[VisitRow] = RowsModel(columns, self)
        self.reviews = ReviewsModel(workspace, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RELOAD_MS)
        self._soon.timeout.connect(self.reload)
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE_MS)
        self._minutes.timeout.connect(self.reload)
        workspace.news.arrived.connect(self._on_news)
        workspace.scope.changed.connect(self.reload)

    def open(self) -> None:
        """The page is seen."""
        self.reload()
        self._minutes.start()

    def rest(self) -> None:
        """The page is not seen."""
        self._minutes.stop()

    def reload(self) -> None:
        """Read the day anew."""
        workspace = self.workspace
        background = workspace.background
        background.read(lambda: read_day(workspace), self._on_day, self.failed.emit, owner=self)

    def _on_day(self, day: Day) -> None:
        self.day = day
        self.results.show(day.results, list(range(len(day.results.rows))))
        self.changed.emit()

    def _on_news(self, news: ChangeSet) -> None:
        is_seen = self._minutes.isActive()
        if (
            is_seen
            and news.touches("visit", "portfolio", "outbox", *_ANSWERS)
            and not self._soon.isActive()
        ):
            self._soon.start()

    def approve(self, visit_id: str) -> bool:
        """Approve the result of a visit where it stands; False when there is nothing to judge."""
        submission = self.day.to_approve.get(visit_id) if self.day else None
        row = self.results.row_of(visit_id)
        if submission is None or row is None or not self.reviews.may_review:
            return False
        self.reviews.approve(submission, row.party_name)
        return True

    def _on_failed(self, problem: Known) -> None:
        self.failed.emit(problem)


def read_day(workspace: Workspace) -> Day:
    """Read everything of the day. Runs on a worker."""
    store, reach = workspace.desk.store, workspace.reach
    start = datetime.combine(workspace.today, time.min, workspace.zone).astimezone(UTC)
    ids = just_ended(store, start, reach=reach)
    found = {row.id: row for row in visit_rows(store, VisitWish(ids=frozenset(ids)), reach)}
    results = [found[i] for i in ids if i in found]
    before_on = workspace.today - timedelta(days=7)
    then = visit_rows(store, VisitWish(planned_from=before_on, planned_to=before_on), reach)
    return Day(
        numbers=today(store, workspace.today, reach),
        before=numbers_at(then, workspace.now - timedelta(days=7)),
        before_on=before_on,
        windows=tuple(windows_of([p.portfolio for p in portfolio_rows(store)], workspace)),
        held=len(op_rows(store, *HELD)),
        results=prepared(results, lambda row: row.id, lambda row: row.searchable, {}),
        to_approve=waiting_of_visits(store, ids),
        reviewed=reviews_of_visits(store, ids),
    )


def numbers_at(rows: list[VisitRow], at: datetime) -> Today | None:
    """The numbers of a past day as they stood at a moment, from its rows."""
    planned = [row for row in rows if row.state is not VisitState.CANCELLED]
    if not planned:
        return None
    done = [row for row in planned if row.ended_at is not None and row.ended_at <= at]
    return Today(
        planned=len(planned),
        done=len(done),
        at_address=sum(row.verdict is Verdict.AT_ADDRESS for row in done),
        right_party=sum(row.outcome in RIGHT_PARTY_OUTCOMES for row in done),
        promises=sum(row.outcome is Outcome.PROMISE for row in done),
    )


def windows_of(portfolios: list[Portfolio], workspace: Workspace) -> list[str]:
    """«CO until 19:00 (4 h 18 min left)» once for each country and zone that has portfolios."""
    places = {(p.country, p.creditor_type, p.time_zone) for p in portfolios if p.is_active}
    chosen = workspace.scope.scope.portfolio_id
    if chosen:
        places = {(p.country, p.creditor_type, p.time_zone) for p in portfolios if p.id == chosen}
    words = []
    for country, creditor, zone in sorted(places):
        hours = LawfulHours(
            rules=rules_for(country, creditor), zone=zone, holidays=holidays_of(country)
        )
        words.append(f"{country} {_window_words(hours, zone, workspace)}")
    return list(dict.fromkeys(words))


def _window_words(hours: LawfulHours, zone: str, workspace: Workspace) -> str:
    translate, now, locale = QCoreApplication.translate, workspace.now, workspace.locale
    if (held := hours.holding(now)) is not None:
        left = duration((held.end_at - now).total_seconds(), locale)
        text = translate("Today", "until {time} ({left} left)")
        return text.format(time=hour(held.end_at, zone), left=left)
    next_at = hours.next_at(now)
    if next_at is None:
        return translate("Today", "no lawful hours")
    return translate("Today", "closed, opens {time}").format(
        time=moment(next_at, zone, locale, now)
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

    return Column("review", translate("Today", "Review"), text, text, width=130, tone=tone)


def result_columns(workspace: Workspace) -> list[Column[VisitRow]]:
    """The columns of «Resultados al llegar»."""
    translate, locale = QCoreApplication.translate, workspace.locale
    return [
        Column(
            "time",
            translate("Today", "Time"),
            lambda r: workspace.hour(r.ended_at),
            lambda r: r.ended_at,
            width=64,
            tone=lambda r: "text_2",
        ),
        Column(
            "who",
            translate("Today", "Holder"),
            lambda r: f"{r.party_name}, {place_words(r)}",
            lambda r: r.party_name,
            width=330,
        ),
        Column(
            "outcome",
            translate("Today", "Outcome"),
            lambda r: word(r.outcome, locale) if r.outcome else word(r.state, locale),
            lambda r: r.outcome,
            width=200,
        ),
        Column(
            "verdict",
            translate("Today", "Location"),
            lambda r: verdict_words(r.verdict, r.distance_m, locale),
            lambda r: r.verdict,
            width=220,
            mark=lambda r: f"verdicts:{r.verdict.value}" if r.verdict else "",
        ),
        Column(
            "agent",
            translate("Today", "Agent"),
            lambda r: r.agent_name,
            lambda r: r.agent_name,
            width=150,
            tone=lambda r: "text_2",
        ),
    ]
