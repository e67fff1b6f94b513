"""From a visit's end to the endpoint: at least once, under one id, whatever the endpoint does."""

import json
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook as Oracle

from field_api.change_log.rows import entities
from field_api.outbox.forgetting import forget_told
from field_api.tables.results import deliveries
from field_api.tables.webhooks import webhook_tries
from field_api.webhooks.endpoints import change_webhook, remove_webhook, renew_secret
from field_api.webhooks.log import begin_test
from field_api.webhooks.posting import Poster
from field_api.webhooks.sender import WebhookSender
from field_api.webhooks.telling import replay
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.deliveries import DeliveryChannel, DeliveryState
from kobra_domain.webhooks import ReplayWish, WebhookOff, change_of
from tests.field_api.servers import wait_until
from tests.field_api.webhooks.conftest import Place
from tests.field_api.webhooks.receivers import Receiver, receiver

pytestmark = pytest.mark.both_engines


def states(place: Place) -> list[DeliveryState]:
    with place.database.read() as connection:
        asked = select(deliveries.c.state).where(deliveries.c.channel == DeliveryChannel.WEBHOOK)
        return list(connection.scalars(asked.order_by(deliveries.c.id)))


def next_at(place: Place) -> datetime:
    with place.database.read() as connection:
        found: datetime = connection.scalars(select(deliveries.c.next_at)).one()
    return found


def tried(place: Place) -> int:
    with place.database.read() as connection:
        return len(connection.execute(select(webhook_tries)).all())


def verified(received: Receiver, secret: str) -> dict[str, object]:
    """The last body, its signature checked by the library (whose clock is that of now)."""
    got = received.got[-1]
    at = datetime.fromtimestamp(int(got.headers["webhook-timestamp"]), UTC)
    signed = Oracle(secret).sign(got.id, at, got.body.decode())
    assert signed in got.headers["webhook-signature"].split(" ")
    found: dict[str, object] = json.loads(got.body)
    return found


def test_a_visit_ends_and_the_endpoint_is_told(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    made = place.add(hook.url)
    visit = place.end_visit()
    place.fan()
    sender.wake()
    wait_until(lambda: states(place) == [DeliveryState.SENT])
    body = verified(hook, made.secret)
    assert body["type"] == "visit.completed"
    data = body["data"]
    assert isinstance(data, dict)
    assert {
        "visit_id": visit.id,
        "agent_code": "AG-01",
        "account_numbers": [place.world.north.account.number],
        "state": "completed",
        "outcome": "promise",
        "verdict": "at_address",
        "distance_m": 14.0,
        "sequence": 1,
    }.items() <= data.items()
    assert datetime.fromisoformat(data["ended_at"]) == place.now
    assert data["version"] > 0
    assert "holder_name" not in data
    assert hook.got[0].headers["content-type"] == "application/json"
    told = place.hook(made.id)
    assert (told.last_status, told.last_ok_at, told.failing_since) == (204, place.now, None)


def test_only_a_failed_one_is_tried_again_and_carries_its_id(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    hook.status = 500
    made = place.add(hook.url)
    visit = place.end_visit()
    place.fan()
    wait_until(lambda: tried(place) == 1)
    wait_until(lambda: states(place) == [DeliveryState.WAITING])
    assert timedelta(seconds=5) <= next_at(place) - place.now <= timedelta(seconds=5.5)
    hook.status = 204
    place.clock.forward(seconds=6)
    sender.wake()
    wait_until(lambda: states(place) == [DeliveryState.SENT])
    first, second = hook.got
    assert first.id == second.id
    assert first.body == second.body
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    verified(hook, made.secret)
    # An ending that is corrected is another event of the visit.
    place.end_visit(visit, distance_m=20.0)
    place.fan()
    wait_until(lambda: len(hook.got) == 3)
    assert json.loads(hook.got[2].body)["data"]["sequence"] == 2


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 500])
def test_only_two_hundred_is_a_success(
    place: Place, hook: Receiver, sender: WebhookSender, status: int
) -> None:
    with receiver() as other:
        hook.status, hook.headers = status, {"Location": other.url}
        place.add(hook.url)
        place.end_visit()
        place.fan()
        wait_until(lambda: tried(place) == 1)
        assert states(place) == [DeliveryState.WAITING]
        assert other.got == []


def test_what_is_asked_for_is_waited_for_by_all(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    hook.status, hook.headers = 429, {"Retry-After": "3600"}
    made = place.add(hook.url)
    place.end_visit()
    place.end_visit()
    place.fan()
    wait_until(lambda: tried(place) == 1)
    wait_until(lambda: DeliveryState.SENDING not in states(place))
    assert place.hook(made.id).rests_until == place.now + timedelta(hours=1)
    hook.status = 204
    place.clock.forward(minutes=59)
    sender.wake()
    assert len(hook.got) == 1
    place.clock.forward(minutes=2)
    sender.wake()
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 2)
    assert place.hook(made.id).rests_until is None


def test_gone_switches_it_off_and_says_so(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    hook.status = 410
    made = place.add(hook.url)
    place.end_visit()
    place.end_visit()
    place.fan()
    wait_until(lambda: not place.hook(made.id).is_on)
    assert place.hook(made.id).off_reason is WebhookOff.GONE
    assert sorted(states(place)) == [DeliveryState.FAILED, DeliveryState.UNSENT]
    with place.database.read() as connection:
        [alert] = entities(connection, Alert)
        asked = select(deliveries).where(deliveries.c.channel == DeliveryChannel.MAIL)
        [mail] = connection.execute(asked).all()
    assert (alert.kind, alert.detail) == (AlertKind.WEBHOOK_OFF, "gone 127.0.0.1")
    assert mail.address == place.world.email("admin")
    said = json.loads(mail.content)
    assert len(said["subject"]) <= 60
    assert place.world.north.institution.name in said["text"]
    place.end_visit()
    place.fan()
    assert len(states(place)) == 2
    # Switched on again, what it did not hear is told to it on demand.
    hook.status = 204
    with place.database.begin() as connection:
        change_webhook(connection, made.id, change_of(place.hook(made.id), is_on=True), place.now)
        wish = ReplayWish(since=place.now - timedelta(days=1), is_unconfirmed=True)
        assert replay(connection, made.id, wish, place.now) == 3
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 3)
    assert len(set(hook.ids)) == 3


def test_five_days_of_failing_only_switch_it_off(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    hook.status = 500
    made = place.add(hook.url)
    place.end_visit()
    place.fan()
    wait_until(lambda: tried(place) == 1)
    place.clock.forward(days=4)
    sender.wake()
    wait_until(lambda: tried(place) == 2)
    assert place.hook(made.id).is_on
    place.clock.forward(days=1, minutes=1)
    sender.wake()
    wait_until(lambda: not place.hook(made.id).is_on)
    assert place.hook(made.id).off_reason is WebhookOff.FAILING


def test_after_ten_tries_it_is_given_up_and_shown(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    hook.status = 500
    place.add(hook.url)
    place.end_visit()
    place.fan()
    for number in range(1, 11):
        wait_until(lambda: tried(place) == len(hook.got) == number)  # noqa: B023
        place.clock.now = max(place.now, next_at(place)) + timedelta(hours=2)
        sender.wake()
    assert states(place) == [DeliveryState.FAILED]
    assert set(hook.ids) == {hook.ids[0]}


def test_one_that_hangs_holds_nobody_else(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    with receiver() as hanging:
        hanging.gate = threading.Event()
        slow = place.add(hanging.url)
        place.add(hook.url)
        for _ in range(3):
            place.end_visit()
        place.fan()
        wait_until(lambda: len(hook.got) == 3)
        wait_until(lambda: place.hook(slow.id).last_code == "webhook.timeout")
        assert len(hanging.got) == 1
        assert place.hook(slow.id).rests_until is not None


def test_a_name_of_this_machine_is_not_posted_to(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    made = place.add(hook.url.replace("127.0.0.1", "localhost"), allows_private=False)
    place.end_visit()
    place.fan()
    wait_until(lambda: place.hook(made.id).last_code == "webhook.private_address")
    assert hook.got == []


def test_a_stop_in_the_middle_loses_nothing(place: Place, hook: Receiver) -> None:
    hook.gate = threading.Event()
    place.add(hook.url)
    place.end_visit()
    place.fan()
    first = place.sender(poster=Poster(timeout_s=30))
    first.start()
    wait_until(lambda: len(hook.got) == 1)
    first.stop()
    assert states(place) == [DeliveryState.WAITING]
    assert tried(place) == 0
    hook.gate.set()
    second = place.sender()
    second.start()
    wait_until(lambda: states(place) == [DeliveryState.SENT])
    second.stop()
    assert len(hook.got) == 2
    assert len(set(hook.ids)) == 1


def test_a_process_that_was_killed_is_followed_by_another(place: Place, hook: Receiver) -> None:
    """It had marked a delivery as being made, and never came back."""
    place.add(hook.url)
    place.end_visit()
    place.fan()
    with place.database.begin() as connection:
        connection.execute(update(deliveries).values(state=DeliveryState.SENDING, tries=1))
    second = place.sender()
    second.start()
    wait_until(lambda: states(place) == [DeliveryState.SENT])
    second.stop()


def test_of_two_processes_one_posts(place: Place, hook: Receiver) -> None:
    place.add(hook.url)
    both = [place.sender(), place.sender()]
    for one in both:
        one.start()
    for _ in range(5):
        place.end_visit()
    place.fan()
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 5)
    for one in both:
        one.stop()
    assert len(hook.got) == 5


def test_paused_nothing_leaves(place: Place, hook: Receiver) -> None:
    is_paused = [True]
    one = place.sender(is_paused=lambda: is_paused[0])
    place.add(hook.url)
    place.end_visit()
    place.fan()
    one.start()
    wait_until(lambda: one._term == 1)  # it has looked
    one.wake()
    assert hook.got == []
    is_paused[0] = False
    wait_until(lambda: states(place) == [DeliveryState.SENT])
    one.stop()


def test_a_secret_that_is_replaced_signs_for_a_day(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    old = place.add(hook.url)
    with place.database.begin() as connection:
        new = renew_secret(connection, place.folder, old.id, place.now)

    def told() -> None:
        before = len(hook.got)
        place.end_visit()
        place.fan()
        sender.wake()
        wait_until(lambda: len(hook.got) == before + 1)

    told()
    verified(hook, old.secret)
    verified(hook, new.secret)
    place.clock.forward(hours=25)
    told()
    verified(hook, new.secret)
    with pytest.raises(AssertionError):
        verified(hook, old.secret)


def test_the_same_address_twice_is_two_endpoints(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    one, other = place.add(hook.url), place.add(hook.url)
    place.end_visit()
    place.fan()
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 2)
    assert one.secret != other.secret
    assert len(set(hook.ids)) == 2
    with place.database.begin() as connection:
        remove_webhook(connection, one.id)
    place.end_visit()
    place.fan()
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 3)


def test_a_clock_set_back_or_wrong_by_years_holds_nothing_for_ever(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    hook.status = 503
    made = place.add(hook.url)
    place.clock.forward(days=3_650)
    place.end_visit()
    place.fan()
    wait_until(lambda: place.hook(made.id).rests_until is not None)
    hook.status = 204
    place.clock.forward(days=-3_650)
    sender.wake()
    wait_until(lambda: states(place) == [DeliveryState.SENT])


def test_replayed_all_that_happened_since_whether_it_was_confirmed_or_not(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    place.end_visit()  # before there was an endpoint, and nobody was asked about it yet
    place.clock.forward(hours=1)
    made = place.add(hook.url)
    place.end_visit()
    place.fan()
    wait_until(lambda: states(place) == [DeliveryState.SENT])

    def again(**wish: object) -> int:
        with place.database.begin() as connection:
            return replay(connection, made.id, ReplayWish(**wish), place.now)  # type: ignore[arg-type]

    assert again(since=place.now - timedelta(days=1), is_unconfirmed=True) == 1
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 2)
    assert again(since=place.now - timedelta(minutes=1)) == 1
    wait_until(lambda: len(hook.got) == 3)
    assert hook.ids[0] == hook.ids[2]
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 2)
    assert again(delivery_ids=(hook.ids[1],)) == 1
    wait_until(lambda: len(hook.got) == 4)
    assert hook.ids[1] == hook.ids[3]


def test_of_a_person_who_goes_nothing_stays_in_the_log(
    place: Place, hook: Receiver, sender: WebhookSender
) -> None:
    place.add(hook.url)
    visit, other = place.end_visit(), place.end_visit()
    place.fan()
    wait_until(lambda: states(place) == [DeliveryState.SENT] * 2)
    with place.database.begin() as connection:
        forget_told(connection, [visit.id])
        left = connection.scalars(select(webhook_tries.c.delivery_id)).all()
        told = connection.execute(select(deliveries.c.id, deliveries.c.visit_id)).all()
    assert [tuple(one) for one in told] == [(left[0], other.id)]


def test_an_example_whose_process_died_is_posted_by_the_next(place: Place, hook: Receiver) -> None:
    made = place.add(hook.url)
    with place.database.begin() as connection:
        begin_test(connection, place.folder, made.id, place.now)
    with place.sender_at_work() as one:  # somebody may still wait for it
        wait_until(lambda: one._term == 1)
    assert states(place) == [DeliveryState.SENDING]
    place.clock.forward(minutes=3)
    with place.sender_at_work():
        wait_until(lambda: states(place) == [DeliveryState.SENT])


def test_what_is_behind_one_that_failed_is_not_counted_as_tried(
    place: Place, hook: Receiver
) -> None:
    hook.status = 503
    place.add(hook.url)
    for _ in range(4):
        place.end_visit()
    place.fan()
    with place.sender_at_work():
        wait_until(lambda: tried(place) == 1)
        wait_until(lambda: DeliveryState.SENDING not in states(place))
    assert len(hook.got) == 1
    with place.database.read() as connection:
        assert sorted(connection.scalars(select(deliveries.c.tries))) == [0, 0, 0, 1]
    # Whoever failed is asked by one post; the others follow once that is confirmed.
    hook.status = 204
    place.clock.forward(minutes=10)
    with place.sender_at_work():
        wait_until(lambda: states(place) == [DeliveryState.SENT] * 4)
    assert Counter(hook.ids).most_common(1)[0][1] == 2
    assert len(set(hook.ids)) == 4


def test_a_pause_stops_between_two_posts(place: Place, hook: Receiver) -> None:
    hook.gate = threading.Event()
    place.add(hook.url)
    for _ in range(3):
        place.end_visit()
    place.fan()
    paused = threading.Event()
    sender = place.sender(is_paused=paused.is_set, poster=Poster(timeout_s=20))
    sender.start()
    wait_until(lambda: len(hook.got) == 1)
    paused.set()
    hook.gate.set()
    wait_until(lambda: tried(place) == 1)
    wait_until(lambda: DeliveryState.SENDING not in states(place))
    sender.stop()
    assert Counter(states(place)) == {DeliveryState.SENT: 1, DeliveryState.WAITING: 2}
    assert len(hook.got) == 1
