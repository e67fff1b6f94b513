"""Reports by mail against real mail servers that fail: what each reader's line says of it, and that
whoever can be reached is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from field_api.mail.smtp import Patience
from field_api.reports.sending import ReportSender
from kobra_domain.deliveries import DeliveryState
from tests.field_api.mail.postbox import HANG, postbox
from tests.field_api.reports.test_links import visits
from tests.field_api.reports.test_schedules import (
    PLAIN,
    _left,
    go_on,
    mailing,
    put,
    states,
    told,
    waiting,
)
from tests.field_api.servers import Client, Running, wait_until
from tests.field_api.world import World, write

SignIn = Callable[[str], Client]
OTHER = "otro@entidad.example"


@pytest.fixture
def sender(server: Running) -> Iterator[ReportSender]:
    made = ReportSender(server.database, server.settings)
    yield made
    made.ended()


def readers(client: Client) -> dict[str, tuple[str, str]]:
    [one] = told(client)
    return {reader["email"]: (reader["state"], reader["code"]) for reader in one["readers"]}


def test_of_two_one_refused_the_other_gets_it(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    put(sign_in("supervisor"), PLAIN, OTHER)
    with postbox() as box:
        box.refused = {PLAIN: "550 no such mailbox"}
        go_on(sender, server, days=1)
        with mailing(server, box.url):
            wait_until(lambda: not _left(server.database))
        assert box.recipients == [OTHER]
    go_on(sender, server, minutes=1)
    mine = sign_in("supervisor")
    assert readers(mine) == {PLAIN: ("failed", "smtp.recipient"), OTHER: ("sent", "smtp.taken")}
    [one] = told(mine)
    assert (one["state"], one["problem_detail"]) == ("failing", PLAIN)


def test_whoever_cannot_be_reached_now_is_tried_again(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    put(sign_in("supervisor"))
    with postbox() as box:
        box.answers["rcpt"] = ["450 greylisted"]
        go_on(sender, server, days=1)
        with mailing(server, box.url):
            wait_until(lambda: waiting(server.database)[PLAIN].detail == "450 greylisted")
            go_on(sender, server, minutes=1)
            mine = sign_in("supervisor")
            assert told(mine)[0]["state"] == "well"  # nothing has failed yet
            assert readers(mine) == {PLAIN: ("waiting", "smtp.recipient")}
            server.clock.forward(minutes=20)
            wait_until(lambda: bool(box.raw))
            wait_until(lambda: not _left(server.database))
    assert readers(sign_in("supervisor")) == {PLAIN: ("sent", "smtp.taken")}


def test_what_a_server_does_not_take_whole_is_said_with_what_helps(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    """The PDF is larger than its SIZE; the link alone goes."""
    write(server.database, *visits(world.north, 6, 2))
    schedule = put(sign_in("supervisor"), form="pdf")
    with postbox(data_size_limit=16_000) as box:
        go_on(sender, server, days=1)
        with mailing(server, box.url):
            wait_until(lambda: not _left(server.database))
            go_on(sender, server, minutes=1)
            mine = sign_in("supervisor")
            [one] = told(mine)
            assert (one["problem"], one["problem_detail"]) == ("report_mail.too_large", PLAIN)
            assert box.raw == []
            put(mine, schedule_id=schedule, form="link")
            go_on(sender, server, days=1)
            wait_until(lambda: bool(box.raw))
            wait_until(lambda: not _left(server.database))
    go_on(sender, server, minutes=1)
    assert told(sign_in("supervisor"))[0]["state"] == "well"


def test_a_server_that_hangs_at_the_end_leaves_it_unsure_and_no_alert(
    server: Running, world: World, sign_in: SignIn, sender: ReportSender
) -> None:
    put(sign_in("supervisor"))
    with postbox() as box:
        box.answers["end"] = [HANG]
        go_on(sender, server, days=1)
        with mailing(server, box.url, Patience(2, 2, 0.3)):
            wait_until(lambda: waiting(server.database)[PLAIN].state is DeliveryState.MAYBE_SENT)
    go_on(sender, server, minutes=1)
    [(state, _)] = readers(sign_in("supervisor")).values()
    assert state == "maybe_sent"
    assert states(server.database) == []
