"""An endpoint of the small field's north, and what it takes to tell it things."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.results.fanning import fan_out
from field_api.webhooks.endpoints import add_webhook, row_of, webhook_of
from field_api.webhooks.posting import Poster
from field_api.webhooks.sender import WebhookSender
from field_api.webhooks.telling import tell_webhooks
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from kobra_domain.webhooks import NewWebhook, Webhook, WebhookSecret
from tests.field_api.servers import WEDNESDAY, Clock
from tests.field_api.webhooks.receivers import Receiver, receiver
from tests.field_api.world import World, build_world


@dataclass
class Place:
    """A database with the small field, a folder for its key, and a clock."""

    database: Database
    folder: Path
    world: World
    clock: Clock = field(default_factory=lambda: Clock(WEDNESDAY + timedelta(hours=1)))

    @property
    def now(self) -> datetime:
        """The moment of the test."""
        return self.clock()

    def add(self, url: str, *, allows_private: bool = True, **more: Any) -> WebhookSecret:
        """A new endpoint of the north."""
        north = self.world.north
        wish = NewWebhook(
            institution_id=north.institution.id,
            url=url,
            **{"portfolio_ids": (north.portfolio.id,), **more},
        )
        with self.database.begin() as connection:
            return add_webhook(
                connection,
                self.folder,
                wish,
                self.now,
                allows_private=allows_private,
                needs_https=False,
            )

    def hook(self, webhook_id: str) -> Webhook:
        """The endpoint as it stands."""
        with self.database.read() as connection:
            return webhook_of(row_of(connection, webhook_id))

    def end_visit(self, visit: Visit | None = None, **changes: Any) -> Visit:
        """A visit of the north ends (again)."""
        north = self.world.north
        ended = {
            "state": VisitState.COMPLETED,
            "agent_id": north.agent.id,
            "outcome": Outcome.PROMISE,
            "verdict": Verdict.AT_ADDRESS,
            "distance_m": 14.0,
            "ended_at": self.now,
        }
        after = replace(visit or north.visit(), **{**ended, **changes})
        with self.database.begin() as connection:
            record_all(connection, [(after, visit)], at=self.now)
        return after

    def fan(self) -> None:
        """Hand what happened to the endpoints."""
        while fan_out(self.database, self.now, (tell_webhooks,)):
            pass

    def sender(self, **more: Any) -> WebhookSender:
        """One that has not begun."""
        given = {"poster": Poster(timeout_s=0.4), "tick_s": 0.01, **more}
        return WebhookSender(self.database, self.folder, self.clock, **given)

    @contextmanager
    def sender_at_work(self) -> Iterator[WebhookSender]:
        """One that posts until the block ends."""
        made = self.sender()
        made.start()
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Place:
    return Place(database, tmp_path / "data", build_world(database))


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as up:
        yield up


@pytest.fixture
def sender(place: Place) -> Iterator[WebhookSender]:
    """One that posts as long as the test lasts."""
    with place.sender_at_work() as made:
        yield made
