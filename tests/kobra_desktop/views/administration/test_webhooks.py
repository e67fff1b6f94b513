"""Webhooks: made with their secret shown once, tested, looked into, sent again, over a real server
and a real receiver.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from sqlalchemy import select, update

from field_api.change_log.record import record_all
from field_api.results.fanning import fan_out
from field_api.tables.results import deliveries
from field_api.tables.webhooks import webhooks
from field_api.webhooks.endpoints import change_webhook
from field_api.webhooks.sender import WebhookSender
from field_api.webhooks.telling import tell_webhooks
from kobra_desktop.views.administration.webhook_form import (
    SecretShownDialog,
    SendAgainDialog,
    WebhookDialog,
)
from kobra_desktop.views.administration.webhook_help import ReceiverDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_domain.deliveries import DeliveryState
from kobra_domain.events import EventKind
from kobra_domain.visits import Outcome, Visit, VisitState
from kobra_domain.webhooks import change_of
from kobra_domain.words import say
from tests.field_api.webhooks.receivers import Receiver, receiver
from tests.kobra_desktop.views.administration.conftest import Desk

URL = "https://cobranza.banco.example/kobra"


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as up:
        yield up


@pytest.fixture
def sender(desk: Desk) -> Iterator[WebhookSender]:
    """The server's own, which its tests start by hand."""
    server = desk.office.server
    made: WebhookSender = server.app.state.webhooks
    made.start()
    yield made
    made.stop()


def opened(desk: Desk) -> Any:
    server = desk.office.server
    while fan_out(server.database, server.clock(), ()):
        pass  # what the field had before
    tab = desk.open("sending", "webhooks")
    desk.until(lambda: tab.model.is_loaded)
    return tab


def lines(tab: Any) -> list[Any]:
    model = tab.model.list.model
    return [model.row_at(line) for line in range(model.rowCount())]


def said(widget: Any) -> str:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    texts = [one.toPlainText() for one in widget.findChildren(QPlainTextEdit)]
    return "\n".join(labels + texts)


def made(desk: Desk, tab: Any, url: str = URL) -> str:
    """A new endpoint of the first institution; answers its secret."""
    tab.create_new()
    dialog = desk.dialog(WebhookDialog)
    desk.until(lambda: dialog._owners)
    owner = dialog._owners[0]
    dialog.institution.put(owner.id)
    dialog.url.put(url)
    dialog.portfolios.put([owner.portfolios[0][0]])
    dialog.submit()
    shown = desk.dialog(SecretShownDialog)
    secret: str = shown.secret.text()
    shown.accept()
    desk.until(lambda: len(lines(tab)) == 1)
    return secret


def reach(desk: Desk, hook: Receiver) -> None:
    """As the command line's --allow-private has it."""
    with desk.office.server.database.begin() as connection:
        connection.execute(update(webhooks).values(url=hook.url, allows_private=True))


def choose(desk: Desk, tab: Any) -> Any:
    [line] = lines(tab)
    tab.choose(line.id)
    desk.until(lambda: tab.panel.isVisible())
    return line


def end_visit(desk: Desk, portfolio_id: str) -> Visit:
    server = desk.office.server
    visits = [one for one in desk.office.world.entities if isinstance(one, Visit)]
    before = next(one for one in visits if one.portfolio_id == portfolio_id)
    after = replace(
        before,
        state=VisitState.COMPLETED,
        outcome=Outcome.PROMISE,
        ended_at=server.clock(),
        distance_m=float(len(visits)),
    )
    with server.database.begin() as connection:
        record_all(connection, [(after, before)], at=server.clock())
    fan_out(server.database, server.clock(), (tell_webhooks,))
    return after


def all_sent(desk: Desk) -> bool:
    with desk.office.server.database.read() as connection:
        found = set(connection.scalars(select(deliveries.c.state)))
    return found == {DeliveryState.SENT}


def test_a_new_one_shows_its_secret_once(desk: Desk) -> None:
    tab = opened(desk)
    desk.until(lambda: "No institution" in said(tab))
    secret = made(desk, tab)
    assert secret.startswith("whsec_")
    line = choose(desk, tab)
    assert (line.state, line.webhook.url) == ("new", URL)
    assert len(line.webhook.kinds) == 7
    assert secret not in said(tab)
    tab.panel.buttons["secret"].click()
    desk.dialog(Question).act.click()
    shown = desk.dialog(SecretShownDialog)
    assert shown.secret.text() != secret
    assert "24 hours" in said(shown)
    shown.accept()


def test_what_another_changed_meanwhile_is_said_and_what_was_typed_stays(desk: Desk) -> None:
    tab = opened(desk)
    made(desk, tab)
    line = choose(desk, tab)
    tab.panel.buttons["edit"].click()
    dialog = desk.dialog(WebhookDialog)
    desk.until(lambda: dialog._owners)
    with desk.office.server.database.begin() as connection:
        wish = change_of(line.webhook, url="https://other.example/", is_on=False)
        change_webhook(connection, line.id, wish, desk.office.server.clock())
    ours = "https://ours.example/hook"
    dialog.url.put(ours)
    dialog.submit()
    desk.until(lambda: "alguien lo cambió mientras tanto" in said(dialog))
    assert dialog.url.value == ours
    desk.until(lambda: lines(tab)[0].webhook.url == "https://other.example/")
    dialog.submit()
    desk.until(lambda: lines(tab)[0].webhook.url == ours)
    assert not lines(tab)[0].webhook.is_on  # what was not touched stands


def test_what_is_wrong_is_said_where_it_was_typed(desk: Desk) -> None:
    tab = opened(desk)
    tab.create_new()
    dialog = desk.dialog(WebhookDialog)
    desk.until(lambda: dialog._owners)
    dialog.institution.put(dialog._owners[0].id)
    dialog.url.put("http://banco.example/")
    dialog.submit()
    assert dialog.portfolios._problem.text()
    assert dialog.portfolios.y() == dialog.kinds.y()
    dialog.portfolios.put([dialog._owners[0].portfolios[0][0]])
    dialog.submit()
    desk.until(lambda: "https://" in dialog.url._problem.text())
    dialog.done(0)


def test_it_is_tested_and_its_answer_seen(desk: Desk, hook: Receiver) -> None:
    tab = opened(desk)
    made(desk, tab)
    choose(desk, tab)
    tab.panel.buttons["test"].click()
    assert not tab.panel.buttons["test"].isEnabled()
    desk.until(lambda: say("webhook.dns", {"detail": ""}, "es") in said(tab.panel))
    reach(desk, hook)
    hook.status, hook.body = 200, b"bienvenido"
    tab.panel.buttons["test"].click()
    desk.until(lambda: "bienvenido" in said(tab.panel))
    desk.until(lambda: "Confirmed" in said(tab.panel))
    assert json.loads(hook.got[0].body)["type"] == "webhook.test"


def test_the_log_shows_request_and_answer_and_sends_again(
    desk: Desk, hook: Receiver, sender: WebhookSender
) -> None:
    tab = opened(desk)
    made(desk, tab)
    reach(desk, hook)
    [line] = lines(tab)
    visit = end_visit(desk, line.webhook.portfolio_ids[0])
    sender.wake()
    desk.until(lambda: all_sent(desk))
    tab.refresh.click()
    desk.until(lambda: lines(tab)[0].state == "ok")
    choose(desk, tab)
    tab.panel.buttons["log"].click()
    log = tab.log
    desk.until(lambda: log.model.is_loaded and log.model.list.model.rowCount() == 1)
    found = log.model.list.model.row_at(0)
    assert (found.event, found.answer) == ("Visita realizada", "Confirmed (204)")
    log.box.choose(found.id)
    desk.until(lambda: visit.id in said(log.panel))
    assert "webhook-signature" in said(log.panel)
    log.panel.again.click()
    desk.until(lambda: len(hook.got) == 2)
    assert hook.ids[0] == hook.ids[1]
    desk.until(lambda: desk.said[-1] == "To be sent again: 1")
    # Back: first the panel closes, then the log.
    assert tab.escape()
    assert tab.escape()
    assert tab.stack.currentIndex() == 0
    assert not tab.escape() or not tab.panel.isVisible()


def test_what_was_not_confirmed_since_monday_is_sent_again(
    desk: Desk, hook: Receiver, sender: WebhookSender
) -> None:
    tab = opened(desk)
    made(desk, tab)
    reach(desk, hook)
    tab.refresh.click()
    desk.until(lambda: lines(tab)[0].webhook.url == hook.url)
    line = choose(desk, tab)
    tab.panel.buttons["switch"].click()
    desk.until(lambda: lines(tab)[0].state == "off")
    visit = end_visit(desk, line.webhook.portfolio_ids[0])
    tab.panel.buttons["switch"].click()
    desk.until(lambda: lines(tab)[0].state == "new")
    tab.panel.buttons["again"].click()
    dialog = desk.dialog(SendAgainDialog)
    assert dialog.since.value.astimezone(desk.office.workspace.zone).weekday() == 0
    dialog.submit()
    # What it had not heard of before it was there is sent too.
    desk.until(lambda: any(visit.id in one.body.decode() for one in hook.got))


def test_it_is_changed_and_removed(desk: Desk) -> None:
    tab = opened(desk)
    made(desk, tab)
    choose(desk, tab)
    tab.panel.buttons["edit"].click()
    dialog = desk.dialog(WebhookDialog)
    desk.until(lambda: dialog._owners)
    dialog.kinds.put([EventKind.PROMISE_MADE])
    dialog.submit()
    desk.until(lambda: lines(tab)[0].webhook.kinds == (EventKind.PROMISE_MADE,))
    tab.panel.buttons["remove"].click()
    desk.dialog(Question).act.click()
    desk.until(lambda: not lines(tab))
    audit = desk.open("audit")
    desk.until(lambda: any(one.act == "Removed a webhook" for one in lines(audit)))


def test_without_connection_it_is_said_and_nothing_can_be_done(desk: Desk) -> None:
    tab = opened(desk)
    made(desk, tab)
    choose(desk, tab)
    desk.office.go_offline()
    desk.until(lambda: not tab.panel.buttons["test"].isEnabled())
    assert "Without connection" in tab.kept.told.text()


def test_the_help_shows_a_receiver(desk: Desk) -> None:
    tab = opened(desk)
    tab.help.click()
    dialog = desk.dialog(ReceiverDialog)
    assert "hmac.compare_digest" in dialog.code.toPlainText()
    dialog.accept()
