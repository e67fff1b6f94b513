"""The agents who have not reported yet, as a list: whom to call, and how long it has been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.administration.agent_columns import agent_words
from kobra_desktop.models.administration.week import day_text
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key, name_key_or_last
from kobra_desktop.store.queries.agents import AgentRow, agent_rows
from kobra_domain.shift import local_day
from kobra_domain.silence import Silence, Silent, silent
from kobra_domain.words import age
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SilentRow:
    """An agent, what is missing of them, and what their shift of the day is."""

    of: AgentRow
    silent: Silent
    shift: str


def silent_rows(workspace: Workspace) -> list[SilentRow]:
    """Those who have not reported, who never did first; runs on a worker."""
    made = []
    for row in agent_rows(workspace.desk.store, workspace.today):
        found = silence_of(row, workspace.now)
        if found is not None:
            today = local_day(row.agent.time_zone, workspace.now)
            always = translate("Silence", "Always")
            shift = day_text(row.agent.shift, today.weekday()) if row.agent.shift else always
            made.append(SilentRow(row, found, shift))
    return made


def silence_of(row: AgentRow, now: datetime) -> Silent | None:
    """What is missing of an agent."""
    return silent(row.agent, row.latest.heard_at if row.latest else None, now)


class SilenceModel(QObject):
    """The list follows the news."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        whys = why_words()
        listing: Listing[SilentRow] = Listing(
            name="silent_agents",
            load=lambda: silent_rows(workspace),
            identity=lambda one: one.of.agent.id,
            words=lambda one: agent_words(one.of),
            columns=_columns(workspace),
            qualities=(
                Quality(
                    "why",
                    translate("Silence", "What is missing"),
                    lambda one: one.silent.why.value,
                    lambda: [(why.value, words) for why, words in whys.items()],
                ),
            ),
        )
        self.list = LiveList(workspace, listing, View(sort_key="why"), self)


def why_words() -> dict[Silence, str]:
    """Each reason in words."""
    return {
        Silence.NEVER: translate("Silence", "Never reported"),
        Silence.NOT_TODAY: translate("Silence", "Not today, in shift"),
        Silence.WITHOUT_PHONE: translate("Silence", "Phone not enrolled"),
    }


def _columns(workspace: Workspace) -> list[Column[SilentRow]]:
    column, locale = Columns[SilentRow](workspace), workspace.locale
    whys, rank = why_words(), {why: n for n, why in enumerate(why_words())}

    def since(one: SilentRow) -> str:
        if one.silent.since is None:
            return ""
        return age((workspace.now - one.silent.since).total_seconds(), locale)

    return [
        column(
            "code",
            translate("Silence", "Code"),
            lambda one: one.of.agent.code,
            80,
            ColumnType.CODE,
        ),
        column(
            "name",
            translate("Silence", "Name"),
            lambda one: one.of.agent.name,
            150,
            stretch=2,
            is_name=True,
            sort=lambda one: name_key(one.of.agent.name),
        ),
        column(
            "team",
            translate("Silence", "Team"),
            lambda one: one.of.team_name,
            110,
            stretch=1,
            sort=lambda one: name_key_or_last(one.of.team_name),
        ),
        column("number", translate("Silence", "Number"), lambda one: one.of.agent.phone, 140),
        column("shift", translate("Silence", "Shift today"), lambda one: one.shift, 130, stretch=1),
        column(
            "why",
            translate("Silence", "What is missing"),
            lambda one: whys[one.silent.why],
            150,
            stretch=1,
            sort=lambda one: (rank[one.silent.why], name_key(one.of.agent.name)),
            tone=lambda _: "warn_fg",
        ),
        column(
            "since",
            translate("Silence", "Since"),
            lambda one: one.silent.since,
            120,
            ColumnType.INSTANT,
            text=since,
        ),
    ]
