"""The outbox's mails leave: in order, once by themselves, and whatever happens in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from field_api.database import Database
from field_api.holding import Holding
from field_api.mail.fates import Fate, Handed, Step
from field_api.mail.letters.office import Office
from field_api.mail.smtp import Patience
from field_api.outbox import add_deliveries, delivery_of
from field_api.results.outcome import settled
from field_api.results.queue import mark_end, recover, take
from field_api.results.sender import LEASE, LINES, Sender
from field_api.settings import Settings
from field_api.tables.jobs import leases
from field_api.tables.results import deliveries
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_records.ids import new_id
from tests.field_api.databases import free_port
from tests.field_api.mail.postbox import DROP, HANG, Postbox, postbox
from tests.field_api.servers import WEDNESDAY, Clock, wait_until

QUICK = Patience(2, 2, 2)
S = DeliveryState


@pytest.fixture(scope="module")
def shared() -> Iterator[Postbox]:
    with postbox() as box:
        yield box


@pytest.fixture
def box(shared: Postbox) -> Postbox:
    """A mail server of which nothing is asked yet."""
    for held in (shared.raw, shared.recipients, shared.answers):
        held.clear()
    shared.connections, shared.refused, shared.most = 0, {}, None
    return shared


@pytest.fixture
def clock() -> Clock:
    return Clock(WEDNESDAY)


def plain_office(settings: Settings) -> Office:
    return Office(settings=settings, key=b"key")


def delivery(number: int = 0, **changes: Any) -> Delivery:
    """A mail that waits."""
    content = msgspec.json.encode({"subject": f"Visita {number}", "text": "Hola"}).decode()
    made = Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.TEST,
        address=f"persona{number}@kobra.example",
        created_at=WEDNESDAY,
        next_at=WEDNESDAY,
        content=content,
    )
    return replace(made, **changes)


def put(database: Database, *made: Delivery, importance: int | None = None) -> None:
    """Let them wait, more or less important than their purpose makes them."""
    with database.begin() as connection:
        add_deliveries(connection, made)
        if importance is not None:
            mine = update(deliveries).where(deliveries.c.id.in_([one.id for one in made]))
            connection.execute(mine.values(importance=importance))


def one(database: Database, found: Delivery) -> Delivery:
    """As it is now."""
    with database.read() as connection:
        query = select(deliveries).where(deliveries.c.id == found.id)
        return delivery_of(connection.execute(query).one())


def left(database: Database) -> int:
    """How many still wait or are being sent."""
    with database.read() as connection:
        states = list(connection.scalars(select(deliveries.c.state)))
    return sum(state in {S.WAITING, S.SENDING} for state in states)


@contextmanager
def sending(
    database: Database,
    clock: Clock,
    settings: Settings | Callable[[], Settings],
    lines: int = LINES,
) -> Iterator[Sender]:
    """A process that sends, as long as the block lasts."""
    asked = settings if callable(settings) else lambda: settings
    holding = Holding(database, LEASE, clock, renew_s=0.2)
    sender = Sender(database, holding, asked, plain_office, patience=QUICK, lines=lines)
    holding.start()
    sender.start()
    try:
        yield sender
    finally:
        sender.stop()
        holding.stop()


def set_to(box: Postbox, clock: Clock, **more: Any) -> Settings:
    return Settings(smtp_url=box.url, mail_from="kobra@kobra.example", clock=clock, **more)


@pytest.mark.both_engines
def test_the_most_important_first_and_each_once(
    database: Database, box: Postbox, clock: Clock
) -> None:
    visits = [delivery(number) for number in range(20)]
    sos = delivery(99)
    put(database, *visits)
    put(database, sos, importance=0)
    put(database, delivery(50, channel=DeliveryChannel.WEBHOOK))
    put(database, delivery(51, next_at=WEDNESDAY + timedelta(hours=1)))
    with sending(database, clock, set_to(box, clock), lines=1):
        wait_until(lambda: left(database) == 2)
    assert box.recipients[0] == sos.address
    assert box.recipients[1:] == [one.address for one in visits]
    assert box.connections == 1
    sent = one(database, sos)
    assert (sent.state, sent.code, sent.tries, sent.sent_at) == (S.SENT, "smtp.taken", 1, WEDNESDAY)
    assert {mail["Message-ID"] for mail in box.mails} == {
        f"<{row.id}@kobra.example>" for row in (*visits, sos)
    }


@pytest.mark.both_engines
def test_several_lines_send_each_once(database: Database, box: Postbox, clock: Clock) -> None:
    visits = [delivery(number) for number in range(60)]
    put(database, *visits)
    with sending(database, clock, set_to(box, clock)):
        wait_until(lambda: left(database) == 0)
    assert sorted(box.recipients) == sorted(one.address for one in visits)
    assert 1 < box.connections < LINES  # the last one waits for an alert
    assert {one(database, mail).tries for mail in visits} == {1}


def test_an_alert_waits_for_no_line_that_hangs(
    database: Database, box: Postbox, clock: Clock
) -> None:
    box.answers["end"] = ["", *[HANG] * (LINES - 1)]
    put(database, *(delivery(number) for number in range(LINES)))
    alert = delivery(99)
    with sending(database, clock, set_to(box, clock)) as sender:
        wait_until(lambda: not box.answers["end"])
        put(database, alert, importance=DeliveryPurpose.ALERT.importance)
        sender.wake()
        wait_until(lambda: one(database, alert).state is S.SENT, 1.5)
        with database.read() as connection:
            states = list(connection.scalars(select(deliveries.c.state)))
    assert states.count(S.SENDING) == LINES - 1


def test_a_server_that_wants_one_line_only_is_well_and_gets_all(
    database: Database, box: Postbox, clock: Clock
) -> None:
    box.most = 1
    put(database, *(delivery(number) for number in range(60)))
    with sending(database, clock, set_to(box, clock)):
        wait_until(lambda: left(database) == 0)
    assert len(set(box.recipients)) == len(box.recipients) == 60


def test_a_mailbox_that_does_not_exist_ends_one_delivery_only(
    database: Database, box: Postbox, clock: Clock
) -> None:
    gone, there = delivery(1), delivery(2)
    box.refused = {gone.address: "550 no such user"}
    put(database, gone, there)
    with sending(database, clock, set_to(box, clock)):
        wait_until(lambda: left(database) == 0)
    failed = one(database, gone)
    assert (failed.state, failed.code, failed.detail) == (
        *(S.FAILED, "smtp.recipient"),
        "550 no such user",
    )
    assert one(database, there).state is S.SENT


def test_what_shall_come_later_is_tried_after_1_5_15_and_30_minutes_for_four_days(
    database: Database, box: Postbox, clock: Clock
) -> None:
    mail = delivery()
    box.answers["rcpt"] = ["450 later"] * 100
    put(database, mail)
    waits: list[int] = []
    with sending(database, clock, set_to(box, clock)) as sender:
        while (found := one(database, mail)).state is not S.FAILED:
            if found.state is S.WAITING and found.tries > len(waits):
                waits.append(round((found.next_at - clock()).total_seconds() / 60))
                clock.now = found.next_at
                sender.hurry()  # ten in a row are the server's doing, and it would wait
            time.sleep(0.002)
    assert waits[:6] == [1, 5, 15, 30, 60, 120]
    assert found.code == "smtp.given_up"
    assert timedelta(days=4) < clock() - WEDNESDAY < timedelta(days=4, hours=5)
    assert box.raw == []


def test_an_unknown_end_is_repeated_once_under_the_same_id_and_said(
    database: Database, box: Postbox, clock: Clock
) -> None:
    once, twice = delivery(1), delivery(2)
    box.answers["end"] = [DROP, DROP, "", DROP]
    put(database, once, twice)
    with sending(database, clock, set_to(box, clock), lines=1) as sender:
        wait_until(lambda: left(database) == 0)
        assert [one(database, m).state for m in (once, twice)] == [S.MAYBE_SENT] * 2
        clock.forward(minutes=2)
        sender.wake()
        wait_until(lambda: one(database, twice).code == "smtp.unknown_twice")
        clock.forward(days=1)
        sender.wake()
        put(database, after := delivery(3, next_at=clock()))
        wait_until(lambda: one(database, after).state is S.SENT)
    assert (one(database, once).state, one(database, once).code) == (S.SENT, "smtp.sent_again")
    assert one(database, twice).state is S.MAYBE_SENT
    ids = [str(mail["Message-ID"]) for mail in box.mails]
    assert sorted(map(ids.count, set(ids))) == [1, 2, 2]


def test_a_server_that_is_down_is_asked_by_one_mail_and_thousands_wait(
    database: Database, box: Postbox, clock: Clock
) -> None:
    put(database, *(delivery(number) for number in range(3_000)))
    settings = [replace(set_to(box, clock), smtp_url=f"smtp://127.0.0.1:{free_port()}")]
    tried = select(deliveries.c.id).where(deliveries.c.tries > 0)

    def asked() -> list[str]:
        with database.read() as connection:
            return list(connection.scalars(tried))

    with sending(database, clock, lambda: settings[0]) as sender:
        wait_until(lambda: len(asked()) == 1)
        for _ in range(3):
            sender.wake()
            time.sleep(0.02)
        with database.read() as connection:
            found = delivery_of(
                connection.execute(select(deliveries).where(deliveries.c.tries > 0)).one()
            )
        assert (found.state, found.code) == (S.WAITING, "smtp.connect")
        settings[0] = set_to(box, clock)  # set right: nobody waits for the pause to end
        sender.wake()
        wait_until(lambda: len(box.raw) > 100)
    count = len(box.raw)
    assert len(set(box.recipients)) == count
    assert box.recipients[0] == found.address  # it waits no longer than those behind it
    with database.read() as connection:
        states = list(connection.scalars(select(deliveries.c.state)))
    assert states.count(S.SENT) == count
    assert states.count(S.WAITING) == 3_000 - count


def test_whoever_asks_a_server_that_is_down_for_a_day_waits_no_longer_than_the_others() -> None:
    """Else what matters most, which asks, would leave hours after the rest."""
    refused = Handed(Fate.NO_SERVER, Step.CONNECT)
    pause = timedelta(minutes=30)
    for code in ("", "again"):
        asking = delivery(tries=20, code=code)
        assert settled(asking, refused, WEDNESDAY, pause).next_at == WEDNESDAY + pause
        later = settled(asking, Handed(Fate.LATER, Step.RECIPIENT, 450), WEDNESDAY, pause)
        assert later.next_at == WEDNESDAY + timedelta(hours=4)


def test_nothing_leaves_while_sending_is_paused_or_no_server_is_set(
    database: Database, box: Postbox, clock: Clock
) -> None:
    paused = replace(set_to(box, clock), mail_paused=True)
    settings = [paused]
    put(database, mail := delivery())
    others: tuple[dict[str, Any], ...] = (
        {"smtp_url": ""},
        {"smtp_url": "mail.example"},
        {"mail_from": "a@b, c@d"},
    )
    with sending(database, clock, lambda: settings[0]) as sender:
        for other in (*(replace(set_to(box, clock), **one) for one in others), paused):
            sender.wake()
            time.sleep(0.05)
            assert one(database, mail).tries == 0
            settings[0] = other
        settings[0] = set_to(box, clock)
        wait_until(lambda: one(database, mail).state is S.SENT)


def test_a_clock_that_ran_ahead_keeps_nothing_waiting(
    database: Database, box: Postbox, clock: Clock
) -> None:
    ahead = WEDNESDAY + timedelta(days=400)
    put(database, mail := delivery(created_at=ahead, next_at=ahead))
    with sending(database, clock, set_to(box, clock)):
        wait_until(lambda: one(database, mail).state is S.SENT)


@pytest.mark.both_engines
def test_two_processes_send_nothing_twice_also_when_one_was_only_slow(
    database: Database, database_url: str, box: Postbox, clock: Clock
) -> None:
    other = Database(database_url)
    put(database, *(delivery(number) for number in range(30)))
    try:
        with (
            sending(database, clock, set_to(box, clock)) as first,
            sending(other, clock, set_to(box, clock)),
        ):
            wait_until(lambda: len(box.raw) > 3)
            with database.begin() as connection:  # as if the first had been silent for too long
                connection.execute(update(leases).where(leases.c.name == LEASE).values(holder="x"))
                connection.execute(leases.delete().where(leases.c.name == LEASE))
            first.wake()
            wait_until(lambda: left(other) == 0)
    finally:
        other.close()
    assert sorted(box.recipients) == sorted({*box.recipients})
    assert len(box.recipients) == 30


@pytest.mark.both_engines
def test_what_another_has_taken_meanwhile_is_not_sent(database: Database) -> None:
    put(database, delivery())
    with database.begin() as connection:
        slow = take(connection, WEDNESDAY)
        assert slow is not None
    with database.begin() as connection:
        assert recover(connection, WEDNESDAY) == 1
        quick = take(connection, WEDNESDAY)
        assert quick is not None
        assert (quick.id, quick.tries) == (slow.id, 2)
    with database.begin() as connection:
        assert not mark_end(connection, slow)
        assert mark_end(connection, quick)
        assert recover(connection, WEDNESDAY) == 1
    assert one(database, quick).state is S.MAYBE_SENT


@pytest.mark.both_engines
def test_a_process_killed_before_the_dot_sends_again_and_after_it_says_perhaps(
    database: Database, database_url: str, clock: Clock
) -> None:
    """It hangs at the answer to the first, and at the last dot of the second."""
    with postbox() as box:
        for step, state in (("rcpt", S.WAITING), ("end", S.MAYBE_SENT)):
            mail = delivery(created_at=WEDNESDAY)
            put(database, mail)
            box.answers[step] = ["hang"]
            child = subprocess.Popen(
                [sys.executable, "-m", "tests.field_api.results.one_sender", database_url, box.url]
            )
            try:
                wait_until(partial(lambda step: not box.answers[step], step))
                os.kill(child.pid, signal.SIGKILL)
            finally:
                child.wait(20)
            assert one(database, mail).state is S.SENDING
            with database.begin() as connection:
                assert recover(connection, clock()) == 1
                connection.execute(leases.delete())
            assert one(database, mail).state is state
            with sending(database, clock, set_to(box, clock)) as sender:
                clock.forward(minutes=2)
                sender.wake()
                wait_until(partial(lambda mail: one(database, mail).state is S.SENT, mail))
    assert len(box.raw) == 3  # the one of which nobody knew, twice under one id
    assert len({str(mail["Message-ID"]) for mail in box.mails}) == 2
