"""Agents that a file names, by their codes: they lie in no portfolio and are few, so they go the
way of any other edit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, find
from field_api.imports.rows import RowRefused, Slots, Tale, rows_of
from field_api.imports.setting import PlanSetting
from field_api.imports.stage import Stage
from field_api.imports.stored import (
    entity_of_stored,
    fields_of,
    place_of,
    stored_columns,
    stored_row,
)
from field_api.tables.replicated import folded
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.targets import Target
from kobra_domain.people import Agent, Team
from kobra_records.files.portfolio_files.rows import Taken
from kobra_records.ids import new_id

T = Target
TEAMS = "teams"  # what the stage says of teams that come: their ids by their names
AGENT = {name: place_of("agent", name) for name in fields_of("agent")}
_CODE, _NAME, _TEAM = AGENT["code"], AGENT["name"], AGENT["team_id"]


class StaffRows:
    """Plans the rows of a file of agents."""

    def __init__(
        self,
        connection: Connection,
        stage: Stage,
        setting: PlanSetting,
        slots: Sequence[Slot],
        tale: Tale,
    ) -> None:
        self._stage, self._tale, self._setting = stage, tale, setting
        at = Slots(slots)
        self._at_code, self._at_name = at.at(T.AGENT_CODE), at.at(T.NAME)
        self._at_team, self._at_shift = at.at(T.TEAM), at.at(T.SHIFT)
        self._at_phone, self._at_mail = at.at(T.PHONE), at.at(T.EMAIL)
        found = connection.execute(select(*stored_columns("agent"))).all()
        self._known = {folded(row[_CODE]): tuple(row) for row in found}
        self._teams = {one.name.casefold(): one.id for one in entities(connection, Team)}
        self._new_teams: dict[str, str] = {}

    def plan(self, taken: Taken) -> Iterator[tuple[int, RowRefused]]:
        """Plan the rows of a block."""
        new: list[Any] = []
        changed: list[Any] = []
        for row in rows_of(taken):
            known = self._known.get(folded(row[self._at_code]))
            values = list(known[:-1]) if known else self._blank(row[self._at_code])
            for place, value in self._said(row):
                values[place] = value
            fate = Fate.SAME
            if known is None:
                new.append((row[0], *values))
                fate = Fate.NEW
            elif tuple(values) != known[:-1]:
                changed.append((row[0], known[-1], known[:-1], values))
                fate = Fate.CHANGED
            self._known[folded(row[self._at_code])] = (*values, known[-1] if known else 0)
            self._tale.end(row[0], fate, row[self._at_code], values[_NAME])
        self._stage.add_new("agent", new)
        self._stage.add_changed("agent", changed)
        self._stage.say(TEAMS, self._new_teams)
        yield from ()

    def _blank(self, code: str) -> list[Any]:
        zone = self._setting.portfolio.time_zone
        return list(stored_row(Agent(id=new_id(), code=code, name="", time_zone=zone), "agent"))

    def _said(self, row: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        if row[self._at_name]:
            yield _NAME, row[self._at_name]
        if self._at_phone and row[self._at_phone]:
            yield AGENT["phone"], row[self._at_phone][0]
        if self._at_mail and row[self._at_mail]:
            yield AGENT["email"], row[self._at_mail][0]
        if self._at_shift and row[self._at_shift]:
            week = Agent(id="", code="", name="", shift=row[self._at_shift])
            yield AGENT["shift"], stored_row(week, "agent")[AGENT["shift"]]
        team = row[self._at_team] if self._at_team else None
        if team:
            if team.casefold() not in self._teams:
                self._teams[team.casefold()] = self._new_teams[team] = new_id()
            yield _TEAM, self._teams[team.casefold()]


def staff_edits(stage: Stage) -> list[Edit]:
    """What a plan of agents writes, teams first."""
    teams = stage.said(TEAMS) or {}
    edits: list[Edit] = [(Team(id=id_, name=name), None) for name, id_ in teams.items()]
    for row in stage.select("SELECT * FROM new_agent"):
        edits.append((entity_of_stored("agent", row[1:]), None))
    edits += [
        (entity_of_stored("agent", now), entity_of_stored("agent", was))
        for _, was, now in stage.pairs("agent")
    ]
    return edits


def staff_back(connection: Connection, stage: Stage) -> list[Edit]:
    """What takes a plan of agents back: those whom nobody has changed since are as they were; who
    came is switched off, because phones and visits may know them.
    """
    edits: list[Edit] = []
    for after, before in staff_edits(stage):
        if not isinstance(after, Agent) or find(connection, Agent, after.id) != after:
            continue
        if isinstance(before, Agent):
            edits.append((before, after))
        else:
            edits.append((replace(after, is_active=False), after))
    return edits
