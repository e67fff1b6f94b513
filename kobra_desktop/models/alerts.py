"""Alerts as a work queue: open, attended and muted ones in words, grouped by cause in order of
danger; their acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.alerts import attend, mute
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.counts import counts
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, Fact, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.alerts import AlertRow, alert_rows
from kobra_domain.alerts import NEVER_MUTED, AlertKind, AlertState
from kobra_domain.scope import Permission
from kobra_domain.words import age, alert_sentence, moment, say, word
from kobra_records.files.exports.table import ColumnType

OPEN, MUTED, ATTENDED = "open", "muted", "attended"
_DANGER = {kind: n for n, kind in enumerate(AlertKind)}
KEPT_DAYS = 30


def is_of_file(kind: AlertKind) -> bool:
    """Whether it is about a portfolio's file, and about no agent."""
    return kind in (AlertKind.IMPORT_HELD, AlertKind.IMPORT_MISSING)


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert in words. `tab` is where it stands: open, muted or attended."""

    row: AlertRow
    tab: str
    kind_words: str
    sentence: str

    @property
    def id(self) -> str:
        """The alert's."""
        return self.row.alert.id

    @property
    def kind(self) -> AlertKind:
        """The cause."""
        return self.row.alert.kind

    @property
    def is_mutable(self) -> bool:
        """Whether it may be silenced."""
        return self.kind not in NEVER_MUTED


@dataclass(frozen=True, slots=True)
class Cause:
    """One line of «Requiere tu atención»: an SOS alone, others together by cause. `words` say
    who, `detail` what and for how long.
    """

    kind: AlertKind
    lines: tuple[AlertLine, ...]
    words: str
    detail: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The alerts of the line."""
        return tuple(line.id for line in self.lines)

    @property
    def key(self) -> str:
        """What the line is about, whatever is known of it."""
        return self.ids[0] if self.kind is AlertKind.SOS else self.kind.value

    @property
    def danger(self) -> int:
        """Its place among causes: a call for help has 0."""
        return _DANGER[self.kind]


class AlertsModel(QObject):
    """One list of all alerts stands behind the bell, Hoy and the page; `causes` groups what is
    open.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = Acts(workspace, self)
        self.list: LiveList[AlertLine] = workspace.shared("alerts", lambda: alert_list(workspace))

    @property
    def may_attend(self) -> bool:
        """Whether the user may attend and mute."""
        return self.workspace.desk.may(Permission.ATTEND_ALERTS)

    def open(self) -> None:
        """Something shows it."""
        self.list.open(self)

    def rest(self) -> None:
        """It is not shown any more."""
        self.list.rest(self)

    def lines(self, tab: str) -> list[AlertLine]:
        """All of a tab, whatever the search."""
        return [line for line in self.list.held.rows if line.tab == tab]

    @property
    def causes(self) -> list[Cause]:
        """What is open, as a work queue."""
        return causes_of(self.lines(OPEN), self.workspace)

    def line_of(self, alert_id: str) -> AlertLine | None:
        """An alert by its id."""
        return self.list.row(alert_id)

    def attend(self, ids: Sequence[str], note: str = "") -> None:
        """Somebody has answered."""
        desk, seen = self.workspace.desk, self._seen(ids)
        self.acts.run(
            lambda: attend(desk, alert_ids=ids, note=note, seen=seen),
            lambda done: counts.attended(len(done.ids)),
        )

    def mute(self, ids: Sequence[str], until: datetime | None) -> None:
        """Silence for a while; None: no longer."""
        desk, seen = self.workspace.desk, self._seen(ids)

        def words(count: int) -> str:
            if until is None:
                return counts.heard(count)
            text = counts.muted(count)
            return text.format(time=self.workspace.hour(until))

        self.acts.run(
            lambda: mute(desk, alert_ids=ids, until=until, seen=seen),
            lambda done: words(len(done.ids)),
        )

    def _seen(self, ids: Sequence[str]) -> dict[str, object]:
        lines = map(self.list.row, ids)
        return {line.id: line.row.alert for line in lines if line is not None}

    def in_an_hour(self) -> datetime:
        """When «1 h» ends."""
        return self.workspace.now + timedelta(hours=1)

    def end_of_today(self) -> datetime:
        """When «today» ends where the user is."""
        return self.workspace.midnight(self.workspace.today + timedelta(days=1))


def alert_list(workspace: Workspace) -> LiveList[AlertLine]:
    """All alerts of the last days; what is open stands on top."""

    def load() -> list[AlertLine]:
        since = workspace.now - timedelta(days=KEPT_DAYS)
        found = alert_rows(workspace.desk.store, since=since, reach=workspace.reach)
        return [alert_line(row, workspace.now, workspace.locale) for row in found]

    kinds = [(kind.value, word(kind, workspace.locale)) for kind in AlertKind]
    cause = QCoreApplication.translate("Alerts", "Cause")
    day = QCoreApplication.translate("Alerts", "Day")

    def raised_on(line: AlertLine) -> date:
        return line.row.alert.raised_at.astimezone(workspace.zone).date()

    listing: Listing[AlertLine] = Listing(
        name="alerts",
        load=load,
        identity=lambda line: line.id,
        words=lambda line: plain(
            f"{line.row.agent_name} {line.row.party_name} {line.kind_words} {line.sentence}"
        ),
        columns=alert_columns(workspace),
        qualities=(
            Quality("tab", "", lambda line: line.tab),
            Quality("kind", cause, lambda line: line.kind.value, lambda: kinds),
            day_quality("day", day, raised_on, workspace, past_days),
        ),
    )
    view = View(accepted={"tab": frozenset({OPEN})}, sort_key="kind")
    return LiveList(workspace, listing, view)


def alert_line(row: AlertRow, now: datetime, locale: str) -> AlertLine:
    """An alert at a moment, in words."""
    alert = row.alert
    if alert.state is not AlertState.OPEN:
        tab = ATTENDED
    else:
        tab = MUTED if alert.muted_until_at and alert.muted_until_at > now else OPEN
    return AlertLine(
        row=row,
        tab=tab,
        kind_words=word(alert.kind, locale),
        sentence=alert_sentence(alert.kind, alert.detail, locale),
    )


def causes_of(lines: Sequence[AlertLine], workspace: Workspace) -> list[Cause]:
    """Grouped by cause, ordered by danger; an SOS is never grouped away."""
    groups: dict[tuple[int, str], list[AlertLine]] = {}
    for line in lines:
        alone = line.id if line.kind is AlertKind.SOS else ""
        groups.setdefault((_DANGER[line.kind], alone), []).append(line)
    made = []
    for key in sorted(groups):
        members = sorted(groups[key], key=lambda line: line.row.alert.raised_at)
        made.append(_cause(members, workspace))
    return made


def _cause(members: list[AlertLine], workspace: Workspace) -> Cause:
    first = members[0]
    if len(members) == 1:
        old = age((workspace.now - first.row.alert.raised_at).total_seconds(), workspace.locale)
        words = first.row.agent_name or first.row.party_name or first.kind_words
        return Cause(first.kind, (first,), words, f"{first.sentence} · {old}")
    translate = QCoreApplication.translate
    since = translate("Alerts", "since {time}").format(
        time=workspace.hour(first.row.alert.raised_at)
    )
    kind = first.kind_words[:1].lower() + first.kind_words[1:]
    return Cause(first.kind, tuple(members), f"{_whose(members)}: {kind}", since)


def _whose(members: list[AlertLine]) -> str:
    """How many agents, or the only one; visits where no agent is meant."""
    agents = {line.row.alert.agent_id for line in members}
    if agents == {None}:
        return counts.visits(len(members))
    return counts.agents(len(agents - {None})) if len(agents) > 1 else members[0].row.agent_name


def alert_columns(workspace: Workspace) -> list[Column[AlertLine]]:
    """The columns of the page's table."""
    translate, column = QCoreApplication.translate, Columns[AlertLine](workspace)
    what_happened = translate("Alerts", "What happened")
    return [
        column(
            "kind",
            what_happened,
            lambda a: a.kind_words,
            200,
            text=lambda a: a.sentence,  # which names the cause: beside it that would be said twice
            sort=lambda a: (_DANGER[a.kind], -a.row.alert.raised_at.timestamp()),
            also=(
                Fact(ColumnType.TEXT, lambda a: a.sentence, translate("Alerts", "What happened")),
            ),
            heading=translate("Alerts", "Cause"),
            tone=lambda a: "error_fg" if a.kind is AlertKind.SOS else "",
            stretch=2,
        ),
        column("who", translate("Alerts", "Agent"), lambda a: a.row.agent_name, 150, is_name=True),
        column(
            "since",
            translate("Alerts", "Since"),
            lambda a: a.row.alert.raised_at,
            110,
            ColumnType.INSTANT,
        ),
        column(
            "count",
            translate("Alerts", "Times"),
            lambda a: a.row.alert.count,
            60,
            ColumnType.NUMBER,
            is_shown=False,  # nearly always once
        ),
        column("team", translate("Alerts", "Team"), lambda a: a.row.team_name, 100),
        _answer(workspace),
    ]


def _answer(workspace: Workspace) -> Column[AlertLine]:
    translate, locale = QCoreApplication.translate, workspace.locale

    def what(line: AlertLine) -> str:
        if line.tab == MUTED:
            return translate("Alerts", "Muted")
        if line.row.alert.state is AlertState.OVER:
            return translate("Alerts", "Went away by itself")
        return line.row.attended_by_name if line.row.alert.attended_at else ""

    def at(line: AlertLine) -> datetime | None:
        is_answered = line.tab != MUTED and line.row.alert.state is not AlertState.OVER
        return line.row.alert.attended_at if is_answered else None

    return Columns[AlertLine](workspace)(
        "answer",
        translate("Alerts", "Answer"),
        what,
        100,
        text=lambda a: answer_words(a, workspace),
        sort=lambda a: a.row.alert.attended_at,
        also=(
            Fact(ColumnType.INSTANT, at, say("field.attended_at", None, locale)),
            Fact(
                ColumnType.TEXT,
                lambda a: a.row.alert.note if at(a) else None,
                say("field.note", None, locale),
            ),
            Fact(
                ColumnType.INSTANT,
                lambda a: a.row.alert.muted_until_at if a.tab == MUTED else None,
                say("field.muted_until_at", None, locale),
            ),
        ),
        stretch=2,
    )


def answer_words(line: AlertLine, workspace: Workspace) -> str:
    """Who attended it and when, with the note; or until when it is muted."""
    alert, translate = line.row.alert, QCoreApplication.translate
    zone = workspace.zone.key
    if line.tab == MUTED and alert.muted_until_at is not None:
        until = moment(alert.muted_until_at, zone, workspace.locale, workspace.now)
        return translate("Alerts", "Muted until {time}").format(time=until)
    if alert.state is AlertState.OVER:
        return translate("Alerts", "Went away by itself")
    if alert.attended_at is None:
        return ""
    at = moment(alert.attended_at, zone, workspace.locale, workspace.now)
    parts = (line.row.attended_by_name, at, alert.note)
    return " · ".join(part for part in parts if part)
