"""What a demonstration is made from: a few numbers, from which both the data that is put into the
database and the phones that speak afterwards follow.
"""

import hmac
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from field_api.simulator import world
from field_api.simulator.city import City, build_city
from field_api.simulator.day import AgentDay, Days
from field_api.simulator.people import build_world
from field_api.simulator.readings import Habits
from field_api.simulator.rounds import Rounds
from field_api.simulator.world import Scale, World
from kobra_domain.people import Agent
from kobra_domain.shift import Span

DRAMA_AFTER = timedelta(seconds=15)
HISTORY_HABITS = Habits(moving_interval_s=30.0, still_interval_s=240.0)
HISTORY_PAUSES_S = (400.0, 1_500.0)


@dataclass(frozen=True)
class Script:
    """Seeds, sizes, and the moment at which the demonstration begins (UTC).

    `days` of visits and `trail_days` of positions lie before it. `has_drama`: the cast has its
    troubles around the beginning. Equal scripts give equal worlds, days and ids. With a
    `phone_key` the phones are enrolled long since, by tokens made from it: keep it to yourself.
    """

    now: datetime
    seed: int = 7
    city_seed: int = 1
    agents: int = 24
    parties: int = 3_400
    days: int = 90
    trail_days: int = 90
    has_drama: bool = True
    phone_key: str = field(default="", repr=False)

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps({**asdict(self), "now": self.now.isoformat()})

    def phone_token(self, code: str) -> str:
        """The token of an agent's phone; only with a `phone_key`."""
        return hmac.new(self.phone_key.encode(), code.encode(), "sha256").hexdigest()

    def form_key(self, code: str) -> str:
        """The key of the app that fills in forms on an agent's phone; only with a `phone_key`."""
        return hmac.new(self.phone_key.encode(), f"forms {code}".encode(), "sha256").hexdigest()

    @cached_property
    def city(self) -> City:
        """The city; a few seconds the first time."""
        return build_city(self.city_seed)

    def lend_city(self, city: City) -> None:
        """Use a city of the script's seed that was built before."""
        self.__dict__["city"] = city

    @cached_property
    def world(self) -> World:
        """Everybody in it."""
        scale = Scale(agents=self.agents, parties=self.parties)
        return build_world(self.city, self.seed, self.now, scale)

    @cached_property
    def days_of_agents(self) -> Days:
        """The maker of days."""
        return Days(Rounds(self.world))

    def today(self, agent: Agent) -> AgentDay | None:
        """The agent's day in which the demonstration begins."""
        drama_at = self.now + DRAMA_AFTER if self.has_drama else None
        return self.days_of_agents.day(
            agent,
            self.world.today,
            span=self._special_span(),
            drama_at=drama_at,
            has_visits=not world.is_holiday(self.world.today),
        )

    def past(self, agent: Agent, day: date) -> AgentDay | None:
        """One of the agent's days before, in ordinary hours; None where nobody worked."""
        if world.is_holiday(day):
            return None
        return self.days_of_agents.day(
            _ordinary(agent), day, habits=HISTORY_HABITS, pauses_s=HISTORY_PAUSES_S
        )

    def later(self, agent: Agent, after: date) -> AgentDay | None:
        """The agent's next working day after a date, for demonstrations that run on."""
        return self.days_of_agents.day(_ordinary(agent), next_working_day(after))

    def past_days(self, count: int) -> list[date]:
        """So many dates before today, oldest first."""
        return [self.world.today - timedelta(days=back) for back in range(count, 0, -1)]

    def _special_span(self) -> Span | None:
        if not self.world.is_special_hours:
            return None
        return world.special_span(self.now)


def _ordinary(agent: Agent) -> Agent:
    """The agent with the hours of every other week."""
    return replace(agent, shift=world.shift(), breaks=world.breaks())


def read_script(path: Path) -> Script:
    """The script that `to_json` wrote. Raises ValueError for anything else."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        known = {name: values[name] for name in Script.__dataclass_fields__ if name in values}
        return Script(**{**known, "now": datetime.fromisoformat(known["now"]).astimezone(UTC)})
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        raise ValueError(f"{path} is not a script of the simulator") from problem


def next_working_day(today: date) -> date:
    """The next date that is neither Sunday nor holiday."""
    day = today + timedelta(days=1)
    while day.weekday() == 6 or world.is_holiday(day):
        day += timedelta(days=1)
    return day
