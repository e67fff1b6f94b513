"""Agents as a sheet names them, beside those that are there: what would be made and changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kobra_domain.errors import Invalid
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.targets import Target
from kobra_domain.limits import check
from kobra_domain.people import Agent, ShiftSpan, Team


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """What one row says; what is empty is left as it is. `shift` None: no hours are said."""

    line: int
    code: str
    name: str
    team: str = ""
    phone: str = ""
    email: str = ""
    shift: tuple[ShiftSpan, ...] | None = None


@dataclass(frozen=True, slots=True)
class StaffStep:
    """One agent: as they were (None: new) and as they would be. `team` is its name."""

    line: int
    fate: Fate
    before: Agent | None
    after: Agent
    team: str = ""

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that are written."""
        if self.before is None:
            return {}
        fields = ("name", "team_id", "phone", "email", "shift")
        said = {name: getattr(self.after, name) for name in fields}
        return {name: now for name, now in said.items() if getattr(self.before, name) != now}


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """All of a sheet: agents in the sheet's order, teams that are made, rows that are not taken."""

    steps: tuple[StaffStep, ...]
    teams: tuple[Team, ...]
    refusals: tuple[Refusal, ...]

    def count(self, fate: Fate) -> int:
        """How many rows end so."""
        if fate is Fate.REFUSED:
            return len(self.refusals)
        return Counter(step.fate for step in self.steps)[fate]

    @property
    def written(self) -> tuple[StaffStep, ...]:
        """Those that are new or changed."""
        return tuple(step for step in self.steps if step.fate is not Fate.SAME)

    @property
    def without_hours(self) -> int:
        """How many new agents would be located day and night."""
        return sum(step.before is None and not step.after.shift for step in self.steps)


def plan_staff(
    lines: Iterable[StaffLine],
    agents: Iterable[Agent],
    teams: Sequence[Team],
    *,
    new_id: Callable[[], str],
    time_zone: str,
    shift: tuple[ShiftSpan, ...] = (),
) -> StaffPlan:
    """What the rows would do. Codes and names of teams are compared without case; of a code that
    comes twice the first row is taken. `time_zone` and `shift` are those of new agents whose row
    says no hours.
    """
    plan = _Planning({_key(one.code): one for one in agents}, teams, new_id)
    for one in lines:
        blank = Agent(id="", code=one.code, name=one.name, time_zone=time_zone, shift=shift)
        plan.add(one, blank)
    return StaffPlan(tuple(plan.steps), tuple(plan.made.values()), tuple(plan.refusals))


class _Planning:
    """The rows one after another."""

    def __init__(
        self, known: dict[str, Agent], teams: Sequence[Team], new_id: Callable[[], str]
    ) -> None:
        self._known, self._new_id = known, new_id
        self._teams = {_key(one.name): one for one in reversed(teams)}
        self._lines: dict[str, int] = {}
        self.steps: list[StaffStep] = []
        self.made: dict[str, Team] = {}
        self.refusals: list[Refusal] = []

    def add(self, said: StaffLine, blank: Agent) -> None:
        """Plan a row, or refuse it."""
        key = _key(said.code)
        if first := self._lines.get(key):
            params = {"line": first}
            code = Target.AGENT_CODE.value
            self.refusals.append(Refusal(said.line, code, RowCode.DUPLICATE, params))
            return
        texts = {Target.AGENT_CODE: said.code, Target.NAME: said.name, Target.TEAM: said.team}
        odd = [target for target, text in texts.items() if not text.isprintable()]
        if odd:  # signs that turn, hide or ring
            self.refusals.append(Refusal(said.line, odd[0].value, _ODD))
            return
        before = self._known.get(key)
        after = _said(before or replace(blank, id=self._new_id()), said)
        try:
            check(after)
            team = self._team(said.team) if said.team else None
        except Invalid as problem:
            column = str(problem.params.get("field", ""))
            self.refusals.append(Refusal(said.line, column, _WHY.get(column, _ODD)))
            return
        self._lines[key] = said.line
        if team is not None:
            after = replace(after, team_id=team.id)
        fate = Fate.NEW if before is None else Fate.SAME if after == before else Fate.CHANGED
        self.steps.append(StaffStep(said.line, fate, before, after, team.name if team else ""))

    def _team(self, name: str) -> Team:
        """The team of that name, a new one if there is none. Raises Invalid."""
        key = _key(name)
        if key not in self._teams:
            team = Team(id=self._new_id(), name=name)
            check(team)
            self._teams[key] = self.made[key] = team
        return self._teams[key]


_ODD = RowCode.UNREADABLE_TEXT
_WHY = {"phone": RowCode.NOT_PHONE}


def _said(agent: Agent, said: StaffLine) -> Agent:
    """The agent with what a row says of them; a phone number written otherwise is the same."""
    made = replace(
        agent,
        name=said.name,
        email=said.email or agent.email,
        shift=agent.shift if said.shift is None else said.shift,
    )
    if said.phone and (not agent.phone or _digits(said.phone) != _digits(agent.phone)):
        return replace(made, phone=said.phone)
    return made


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _key(text: str) -> str:
    return text.strip().casefold()
