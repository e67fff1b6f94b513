"""The verbs, by their own doors, and a server in another process that has them within seconds."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, update
from standardwebhooks.webhooks import Webhook as Oracle

from field_api.command_line import main
from field_api.doctor.mail_looks import look_at_mail
from field_api.outbox import find_delivery
from field_api.results.listing import page_of, resend
from field_api.settings import Settings
from field_api.tables.results import deliveries
from field_api.webhooks.endpoints import change_webhook, remove_webhook, switch_off
from kobra_domain.deliveries import Delivery, DeliveryState
from kobra_domain.errors import Invalid, UnlawfulMove
from kobra_domain.webhooks import WebhookOff, change_of
from tests.field_api.servers import wait_until
from tests.field_api.webhooks.conftest import Place
from tests.field_api.webhooks.receivers import Receiver


@pytest.fixture
def folder(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The verbs keep the key where the server does."""
    monkeypatch.setenv("KOBRA_DATA_FOLDER", str(place.folder))
    return place.folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    capsys.readouterr()
    assert main(words) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def test_an_endpoint_is_added_and_hears(
    place: Place,
    database_url: str,
    hook: Receiver,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = place.world.north.portfolio.name
    common = ("--database-url", database_url)
    add = ("webhook", "add", *common, "--portfolio", name, "--url", hook.url, "--allow-private")
    made = told(capsys, *add)
    assert isinstance(made, dict)
    assert set(made) == {"id", "secret"}
    Oracle(made["secret"])
    other = told(capsys, *add)
    assert isinstance(other, dict)
    assert other["id"] != made["id"]
    listed = told(capsys, "webhook", "list", *common)
    assert isinstance(listed, list)
    assert [one["url"] for one in listed] == [hook.url] * 2
    place.end_visit()
    place.fan()
    sender = place.sender()
    sender.start()
    try:
        wait_until(lambda: len(hook.got) == 2)
        since = (datetime.now(UTC) - timedelta(days=365)).isoformat()
        replayed = told(capsys, "webhook", "replay", *common, "--id", made["id"], "--since", since)
        assert replayed == {"id": made["id"], "count": 1}
        wait_until(lambda: len(hook.got) == 3)
        assert hook.ids[2] in hook.ids[:2]
    finally:
        sender.stop()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--portfolio", "Nadie", "--url", "https://bank.example/"), "Nadie"),
        (("--portfolio", "Microcrédito Norte", "--url", "ftp://bank.example/"), "https://"),
        (
            (
                *("--portfolio", "Microcrédito Norte", "--portfolio", "Microcrédito Sur"),
                *("--url", "https://bank.example/"),
            ),
            "",
        ),
    ],
)
def test_what_cannot_be_is_said(
    place: Place,
    database_url: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert main(("webhook", "add", "--database-url", database_url, *words)) == 2
    problem = capsys.readouterr().err
    assert said in problem
    assert "Traceback" not in problem


def test_in_the_clear_is_warned_of(
    place: Place, database_url: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = place.world.north.portfolio.name
    words = ("--portfolio", name, "--url", "http://bank.example/")
    assert main(("webhook", "add", "--database-url", database_url, *words)) == 0
    assert "https" in capsys.readouterr().err


@pytest.mark.parametrize(
    "since", ["yesterday", "2026-13-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"]
)
def test_no_moment_is_said(since: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(("webhook", "replay", "--id", "x", "--since", since))
    assert refused.value.code == 2
    assert since in capsys.readouterr().err


def test_what_is_sent_again_to_one_that_is_off_is_said_to_wait(
    place: Place, database_url: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = place.add("https://bank.example/")
    place.end_visit()
    with place.database.begin() as connection:
        switch_off(connection, made.id, WebhookOff.GONE, place.now)
    place.fan()
    capsys.readouterr()
    again = ("webhook", "replay", "--database-url", database_url, "--id", made.id)
    assert main((*again, "--since", "2026-01-01")) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"id": made.id, "count": 1}
    assert "Webhooks" in printed.err


def test_one_that_is_off_is_switched_on_and_hears_what_waited(
    place: Place,
    database_url: str,
    hook: Receiver,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = place.add(hook.url)
    place.end_visit()
    with place.database.begin() as connection:
        switch_off(connection, made.id, WebhookOff.GONE, place.now)
    place.fan()
    common = ("--database-url", database_url, "--id", made.id)
    told(capsys, "webhook", "replay", *common, "--since", "2026-01-01")
    assert waiting(place) == [(DeliveryState.WAITING, "webhook.asleep")]
    later = Settings(data_folder=folder, clock=lambda: place.now + timedelta(days=9))
    assert "sending.good" in [one.code for one in look_at_mail(later, place.database)]
    with place.sender_at_work():
        assert told(capsys, "webhook", "on", *common) == {"id": made.id, "is_on": True}
        wait_until(lambda: len(hook.got) == 1)
    assert place.hook(made.id).off_reason is None
    assert told(capsys, "webhook", "off", *common) == {"id": made.id, "is_on": False}
    assert place.hook(made.id).off_reason is WebhookOff.PERSON


def test_what_is_sent_again_by_hand_says_that_it_waits_for_the_switch(place: Place) -> None:
    made = place.add("https://bank.example/")
    place.end_visit()
    place.fan()
    with place.database.begin() as connection:
        connection.execute(update(deliveries).values(state=DeliveryState.FAILED))
        switch_off(connection, made.id, WebhookOff.PERSON, place.now)
        [found] = page_of(connection, state=None, channel=None, before=None, limit=9)
        with pytest.raises(UnlawfulMove, match="delivery_forgotten"):
            resend(connection, found, place.now)
        again = resend(connection, whole(connection, found.id), place.now)
        assert (again.state, again.code) == (DeliveryState.WAITING, "webhook.asleep")
    with place.database.begin() as connection:
        remove_webhook(connection, made.id)
        with pytest.raises(UnlawfulMove, match="removed"):
            resend(connection, whole(connection, found.id), place.now)


def test_whoever_switches_an_address_off_and_on_is_not_asked_for_another(place: Place) -> None:
    """One that the command line took without https stays as it is."""
    made = place.add("http://bank.example/", allows_private=False)
    for is_on in (False, True):
        wish = change_of(place.hook(made.id), is_on=is_on)
        with place.database.begin() as connection:
            change_webhook(connection, made.id, wish, place.now)
    wish = change_of(place.hook(made.id), url="http://other.example/")
    with place.database.begin() as connection, pytest.raises(Invalid, match="url_not_https"):
        change_webhook(connection, made.id, wish, place.now)


def whole(connection: Connection, delivery_id: str) -> Delivery:
    found = find_delivery(connection, delivery_id)
    assert found is not None
    return found


def waiting(place: Place) -> list[tuple[DeliveryState, str]]:
    with place.database.read() as connection:
        found = page_of(connection, state=None, channel=None, before=None, limit=9)
    return [(one.state, one.code) for one in found]
