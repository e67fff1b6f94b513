"""A day on PostgreSQL over real HTTP, SMTP and webhooks, with a kill between each pair of steps: at
least once, nothing lost, and a repeat carries the same id.

Costs a start of the server for each step; smaller it would not be the real way.
"""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import delete, select

from field_api import command_line
from field_api.database import Database
from field_api.mail.follows import save_follow
from field_api.phones.form_keys import new_key
from field_api.tables.jobs import leases
from field_api.tables.results import deliveries, events
from kobra_domain.deliveries import DeliveryState
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.visits import Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.databases import free_port
from tests.field_api.mail.postbox import Postbox, postbox
from tests.field_api.servers import WEDNESDAY, wait_until
from tests.field_api.submissions.phone import Phone, form, photo, promise_of, publish
from tests.field_api.webhooks.receivers import Receiver, receiver
from tests.field_api.world import TODAY, Side, World, write

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.parametrize("engine", ["postgresql"]),
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal"),
]
BEFORE, AFTER = "before", "after"
# Where the server dies, in the order in which a result goes its way.
STEPS = (
    ("field_api.submissions.receiving:keep_raw", AFTER),  # its bytes lie there, nothing is noted
    ("field_api.change_log.events:new_id", AFTER),  # the visit has ended, and is not committed
    ("field_api.submissions.receiving:Receiving._taken", AFTER),  # committed, the phone unanswered
    ("field_api.results.fanning:add_deliveries", AFTER),  # in the outbox, not committed
    ("field_api.results.fanner:fan_out", AFTER),  # in the outbox, nobody woken
    ("field_api.results.sender:take", AFTER),  # taken, not committed
    ("field_api.results.sender:letter_of", BEFORE),  # taken
    ("field_api.mail.smtp:MailLine._offer", AFTER),  # the server waits for the content
    ("field_api.results.sender:mark_end", AFTER),  # about to be sent, not committed
    ("field_api.results.sender:Sender._mark_end", AFTER),  # about to be sent
    ("field_api.mail.smtp:MailLine.hand_over", AFTER),  # sent, not noted
    ("field_api.results.sender:settle", AFTER),  # noted, not committed
    ("field_api.webhooks.sender:take", AFTER),
    ("field_api.webhooks.sender:attempt", BEFORE),
    ("field_api.webhooks.sender:attempt", AFTER),
    ("field_api.webhooks.sender:settle", AFTER),
)
_LEFT = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.MAYBE_SENT)


@dataclass
class Day:
    """The ground that outlives each server."""

    url: str
    folder: Path
    database: Database
    box: Postbox
    hook: Receiver
    port: int
    servers: "subprocess.Popen[str]"

    @property
    def clock(self) -> Path:
        """What the servers take their time from."""
        return self.folder / "clock"

    def set_clock(self, minutes: float) -> None:
        """It is so many minutes after the day's begin."""
        self.clock.write_text((WEDNESDAY + timedelta(minutes=minutes)).isoformat())

    @contextmanager
    def server(self, place: str = "", when: str = "") -> Iterator[Callable[[], bool]]:
        """A server, and whether it is there yet or gone already. Whoever had the leases is dead,
        and they have run out. One that was to die somewhere has, at the end of the block.
        """
        with self.database.begin() as connection:
            connection.execute(delete(leases))
        assert self.servers.stdin is not None
        assert self.servers.stdout is not None
        wish: dict[str, object] = {"place": place, "when": when, "url": self.url}
        wish |= {"folder": str(self.folder), "port": self.port, "smtp": self.box.url}
        self.servers.stdin.write(f"{json.dumps(wish)}\n")
        self.servers.stdin.flush()
        child = int(self.servers.stdout.readline())
        try:
            yield lambda: self.is_up or not _is_alive(child)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        if not place:
            os.kill(child, signal.SIGTERM)
        assert int(self.servers.stdout.readline()) == (-signal.SIGKILL if place else 0), place

    @property
    def is_up(self) -> bool:
        """Whether a server answers."""
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/ready", timeout=10).ok
        except requests.RequestException:
            return False

    @property
    def is_told(self) -> bool:
        """Whether nothing is left to be told or sent."""
        d, e = deliveries.c, events.c
        with self.database.read() as connection:
            fresh = connection.scalar(select(e.id).where(e.fanned_at.is_(None)).limit(1))
            left = d.state.in_(_LEFT) & (d.code != "smtp.unknown_twice")
            return fresh is None and not connection.scalars(select(d.id).where(left)).first()


@pytest.fixture
def day(
    database_url: str, database: Database, world: World, tmp_path: Path
) -> Iterator[tuple[Day, World]]:
    command = [sys.executable, "-m", "tests.field_api.results.doomed"]
    pipe = subprocess.PIPE
    with (
        postbox() as box,
        receiver() as hook,
        (tmp_path / "log").open("ab") as log,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=log, text=True) as servers,
    ):
        made = Day(database_url, tmp_path, database, box, hook, free_port(), servers)
        made.set_clock(0)
        yield made, world
        assert servers.stdin
        servers.stdin.close()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _posted(phone: Phone, xml: bytes) -> bool:
    """Whether the phone may forget its form."""
    try:
        return phone.post(xml, {"fachada.jpg": photo()}).status_code in (201, 202)
    except requests.RequestException:
        return False


def test_each_result_is_told_whatever_dies_between_two_steps(
    day: tuple[Day, World], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ground, world = day
    monkeypatch.setenv("KOBRA_DATA_FOLDER", str(ground.folder / "data"))
    where = ("--database-url", ground.url, "--portfolio", world.north.portfolio.name)
    with ground.database.begin() as connection:
        save_follow(
            connection,
            Follow(
                id=new_id(),
                email="jefa@kobra.example",
                mode=FollowMode.EACH,
                portfolio_ids=(world.north.portfolio.id,),
            ),
            WEDNESDAY,
        )
    assert (
        command_line.main(["webhook", "add", *where, "--url", ground.hook.url, "--allow-private"])
        == 0
    )
    visits = []
    for _ in STEPS:  # each of another person: nobody is visited twice a day
        side = world.north.another()
        visits.append(_visit(side))
        write(ground.database, *side.of_person(), visits[-1])
    publish(ground.database)
    with ground.database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    phone = Phone(f"http://127.0.0.1:{ground.port}", key)
    waiting: list[bytes] = []
    for number, ((place, when), visit) in enumerate(zip(STEPS, visits, strict=True)):
        ground.set_clock(2.0 * number)
        waiting.append(form(promise_of(visit)))
        with ground.server(place, when) as is_there:
            wait_until(is_there)
            waiting = [one for one in waiting if not _posted(phone, one)]
    _to_the_end(ground, phone, waiting)
    _nothing_lost(ground, [visit.id for visit in visits])


def _visit(side: Side) -> Visit:
    return side.visit(
        agent_id=side.agent.id,
        planned_on=TODAY,
        state=VisitState.ON_PHONE,
        assigned_at=WEDNESDAY,
        on_phone_at=WEDNESDAY,
    )


def _to_the_end(day: Day, phone: Phone, waiting: list[bytes]) -> None:
    minutes = 60.0
    day.set_clock(minutes)
    with day.server():
        wait_until(lambda: day.is_up)
        assert all(_posted(phone, one) for one in waiting)
        for _ in range(20):
            minutes += 6
            day.set_clock(minutes)
            try:
                wait_until(lambda: day.is_told, 3)
            except AssertionError:
                continue
            return
    raise AssertionError((day.folder / "log").read_text()[-4_000:])


def _nothing_lost(day: Day, visits: list[str]) -> None:
    d, e = deliveries.c, events.c
    with day.database.read() as connection:
        told = connection.execute(select(e.visit_id, e.kind)).all()
        sent = connection.execute(select(d.id, d.channel, d.visit_id, d.state)).all()
    # Each end and each promise is told of once, however often the phone sent its form.
    assert Counter(one.visit_id for one in told) == dict.fromkeys(visits, 2)
    assert {one.state for one in sent} <= {DeliveryState.SENT, DeliveryState.MAYBE_SENT}
    ids = [str(mail["Message-ID"]) for mail in day.box.mails]
    for channel in ("mail", "webhook"):
        assert {one.visit_id for one in sent if one.channel == channel} == set(visits)
    assert len({one.id for one in sent if one.channel == "mail"}) == len(set(ids))
    assert {one.id for one in sent if one.channel == "webhook"} == set(day.hook.ids)
    assert len(ids) > len(set(ids))  # what may have been sent was said once more
    bodies = [json.loads(one.body) for one in day.hook.got]
    assert Counter(one["type"] for one in bodies).keys() == {"visit.completed", "promise.made"}
    assert {one["data"]["visit_id"] for one in bodies} == set(visits)
