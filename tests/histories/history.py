"""One random history: people at their desktops, a server, bad ways between them, sudden ends and
wrong clocks; then quiet, and a look.
"""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from field_api.database import Database
from kobra_desktop.api.http import FieldApi, Tokens
from kobra_desktop.store import pages
from tests.field_api.servers import NOW, Clock, running
from tests.histories import oracle
from tests.histories.ground import PEOPLE, Ground, an_id
from tests.histories.person import Person
from tests.histories.roads import DirectRoad, HttpRoad, Road, RoadName
from tests.histories.seen import Witness
from tests.histories.steps import Steps
from tests.system.fault_proxy import fault_proxy

STEPS = 40
MOST_ROUNDS = 8
NOTES = ("", "a", "b", "c")


class Failed(AssertionError):
    """What was found, and how it came to it."""


@dataclass
class History:
    """The parts of one, and what happened so far."""

    seed: int
    ground: Ground
    road: RoadName
    chance: Random = field(init=False)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.server_clock = Clock(NOW)
        self.skew = dict.fromkeys(PEOPLE, timedelta(0))

    def run(self) -> None:
        """Raises Failed."""
        folder = Path(tempfile.mkdtemp(prefix="kobra-history-"))
        witness = Witness()
        with ExitStack() as stack:
            stack.callback(shutil.rmtree, folder)
            url = stack.enter_context(self.ground.copied(folder))
            stack.enter_context(witness.watches())
            stack.enter_context(self._begun(url, folder))
            steps = Steps(
                chance=self.chance,
                city=self.ground.city,
                people=self.people,
                database=self.database,
                clock=self.server_clock,
                skew=self.skew,
                told=self.told,
            )
            for _ in range(STEPS):
                steps.any()
            self._quiet()
            found = [
                *oracle.overwritten(witness, self.people.values()),
                *oracle.lost(self.database, self.people.values()),
                *oracle.different(self.database, self.people.values()),
            ]
        if found:
            raise Failed("\n".join([*found, "", *self.told, "", f"again: {self.again}"]))

    @property
    def again(self) -> str:
        """How to run it once more."""
        words = f"--seed {self.seed} --engine {self.ground.engine} --road {self.road}"
        return f"python dev.py test --histories 1 {words}"

    @contextmanager
    def _begun(self, url: str, folder: Path) -> Iterator[None]:
        roads: dict[str, Road] = {}
        with ExitStack() as stack:
            if self.road == "direct":
                self.database = Database(url)
                stack.callback(self.database.close)
                for who in PEOPLE:
                    user_id = self.ground.city.users[who].id
                    roads[who] = DirectRoad(self.database, user_id, self.server_clock)
            else:
                server = stack.enter_context(running(url, folder, self.server_clock))
                self.database = server.database
                for who in PEOPLE:
                    proxy = stack.enter_context(fault_proxy(server.base))
                    roads[who] = HttpRoad(self._client(proxy.address, who), proxy)
                    stack.callback(roads[who].api.close)
            self.people = {who: self._person(who, folder, roads[who]) for who in PEOPLE}
            for person in self.people.values():
                stack.callback(person.close)
            yield

    def _client(self, address: str, who: str) -> FieldApi:
        tokens = Tokens(self.ground.tokens[who], "none")
        guard = threading.Lock()
        return FieldApi(address, guard=guard, on_tokens=lambda pair: None, tokens=tokens)

    def _person(self, who: str, folder: Path, road: Road) -> Person:
        def clock() -> datetime:
            return self.server_clock() + self.skew[who]

        user = self.ground.city.users[who]
        path = self.ground.replica(who, folder)
        return Person(who, user, path, road, clock, lambda: an_id(self.chance))

    def _quiet(self) -> None:
        for person in self.people.values():
            person.road.heal()
            self.skew[person.name] = timedelta(0)
        was: object = None
        for _ in range(MOST_ROUNDS):
            for person in self.people.values():
                person.syncs(person.run)
            now = [pages.cursor(one.replica) for one in self.people.values()]
            if now == was:
                return
            was = now
