"""What keeps results from leaving is said in Jornada, over a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands import deliveries as acts
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.today.sending import Sending
from kobra_desktop.models.today.sources import work_sources
from kobra_desktop.sync.status import Link
from kobra_desktop.views.alerts.queue import WorkQueue
from kobra_desktop.views.theme import Look
from kobra_domain.alerts import AlertKind
from tests.kobra_desktop.views.administration.office import Founded, Office, office
from tests.kobra_desktop.views.administration.sending_things import put_deliveries


@pytest.fixture
def made(tmp_path: Path, background: Background, founded: Founded) -> Iterator[Office]:
    """An administrator's desktop."""
    with office(tmp_path, background, founded, "en") as found:
        yield found
        assert background.close(10)


@pytest.fixture
def sending(made: Office) -> Iterator[Sending]:
    """The source of an administrator, seen."""
    [found] = [one for one in work_sources(made.workspace, made.status) if isinstance(one, Sending)]
    yield found
    found.rest()


def words(source: Sending) -> list[str]:
    """What asks."""
    return [line.words for line in source.lines]


def test_a_pause_is_said_and_leads_to_where_it_is_ended(
    made: Office, sending: Sending, qtbot: QtBot
) -> None:
    put_deliveries(made)
    acts.pause(made.workspace.desk, True)
    sending.open()
    qtbot.waitUntil(lambda: words(sending) == ["All sending is paused"])
    [line] = sending.lines
    assert line.detail == "Neither mails nor webhooks leave; 1 wait."
    assert line.acts[0].opens == (
        "administration", {"tab": "sending", "lists": {"part": "deliveries"}}
    )  # fmt: skip
    acts.pause(made.workspace.desk, False)
    sending.open()  # as whoever comes back from Envíos
    qtbot.waitUntil(lambda: words(sending) == ["No mail leaves"])  # there is no mail server yet
    assert "There is no mail server yet" in sending.lines[0].detail


def test_it_stands_right_below_the_calls_for_help(
    made: Office, look: Look, sending: Sending, qtbot: QtBot
) -> None:
    """Of the next call nobody would hear by mail."""
    acts.pause(made.workspace.desk, True)
    alerts = AlertsModel(made.workspace)
    queue = WorkQueue(look, alerts, [sending])
    qtbot.addWidget(queue)
    alerts.open()
    sending.open()
    qtbot.waitUntil(lambda: "sending" in queue.rows and len(queue.rows) > 2)
    kinds = [one.kind for one in alerts.causes]
    assert list(queue.rows).index("sending") == kinds.count(AlertKind.SOS) == 1
    alerts.rest()


def test_where_nothing_waits_nothing_is_said(sending: Sending, qtbot: QtBot) -> None:
    sending.open()
    qtbot.waitUntil(lambda: sending._standing is not None)
    assert sending.lines == ()


def test_without_the_server_it_is_silent_and_asks_again_with_it(
    made: Office, sending: Sending, qtbot: QtBot
) -> None:
    acts.pause(made.workspace.desk, True)
    sending.open()
    qtbot.waitUntil(lambda: bool(sending.lines))
    with qtbot.waitSignal(sending.changed):
        made.go_offline()
    assert sending.lines == ()
    made.status.show(replace(made.status.status, link=Link.ONLINE))
    qtbot.waitUntil(lambda: bool(sending.lines))


def test_who_is_no_administrator_is_not_told(made: Office, background: Background) -> None:
    sara = made.world.workspace(background, Relay(), who=made.world.users[1])
    assert not [one for one in work_sources(sara, made.status) if isinstance(one, Sending)]
