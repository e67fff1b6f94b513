"""The visit that is open: read anew with the news, its trail asked for and only then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.reviews import review
from kobra_desktop.models.held import held_line
from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.store.queries.held import op_rows
from kobra_domain.deliveries import (
    DeliveryChannel,
    DeliveryPurpose,
    DeliveryState,
    VisitDelivery,
)
from kobra_domain.submissions import ReviewAct, Submission
from kobra_domain.visits import ReviewState
from tests.kobra_desktop.views.field_map.city import TellingWorld, telling
from tests.kobra_desktop.views.visits.answered import Answered, answer


@pytest.fixture
def world(tmp_path: Path) -> Iterator[TellingWorld]:
    """The small world without a server."""
    made = TellingWorld(tmp_path)
    yield made
    made.replica.close()


@pytest.fixture
def answered(world: TellingWorld) -> Answered:
    """What phones sent."""
    return answer(world, has_photos=False)


def opened(model: ResultModel, one: Submission, qtbot: QtBot) -> None:
    """Show it and wait."""
    model.show(submission_id=one.id)
    qtbot.waitUntil(lambda: model.facts is not None)


def walk(world: TellingWorld, one: Submission) -> None:
    """An hour of fixes around the arrival."""
    assert one.fix is not None
    assert one.agent_id is not None
    start = one.fix.at.timestamp()
    times = start + np.arange(-1_800, 1_800, 30.0)
    lats, lons = np.full(len(times), 4.6), np.full(len(times), -74.08)
    world.walks[one.agent_id] = np.column_stack([times, lats, lons])


def trails(server: HTTPServer) -> list[str]:
    """The trails that were asked for."""
    return [asked.path for asked, _ in server.log if "/trails/" in asked.path]


def test_what_left_about_a_visit_stands_among_what_happened(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    one = answered.submissions[2]
    assert one.received_at is not None
    left_at = one.received_at + timedelta(seconds=4)
    kind: Any = {"channel": DeliveryChannel.MAIL, "purpose": DeliveryPurpose.EACH}
    world.left = [VisitDelivery(**kind, state=DeliveryState.SENT, count=3, at=left_at)]
    with telling(world):
        model = ResultModel(world.workspace(background, Relay()))
        opened(model, one, qtbot)

        def told() -> list[str]:
            return [event.words for event in model.facts.events] if model.facts else []

        qtbot.waitUntil(lambda: "Resultado de visita · Correo · Enviado (3)" in told())
        model.reload()  # what was heard stays when news come
        qtbot.waitUntil(lambda: not model._found._is_busy)
        assert "Resultado de visita · Correo · Enviado (3)" in told()
        assert not model.is_left_unknown


def test_without_a_connection_what_left_is_said_to_be_unknown(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    model = ResultModel(world.workspace(background, Relay()))
    opened(model, answered.submissions[2], qtbot)
    qtbot.waitUntil(lambda: model.is_left_unknown)
    assert model.facts is not None
    assert model.facts.events


def test_the_trail_is_a_quarter_of_an_hour_around_the_arrival(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    """Nobody asks the server until a person does; then it goes with the next visit too."""
    one, other = answered.submissions[2], answered.submissions[3]
    walk(world, one)
    walk(world, other)
    with telling(world) as server:
        model = ResultModel(world.workspace(background, Relay()))
        opened(model, one, qtbot)
        assert not trails(server)
        model.want_trail(True)
        qtbot.waitUntil(lambda: model.trail is not None)
        assert model.trail is not None
        assert one.fix is not None
        away = np.abs(model.trail.times - one.fix.at.timestamp())
        assert away.max() <= timedelta(minutes=15).total_seconds()
        opened(model, other, qtbot)
        qtbot.waitUntil(lambda: len(trails(server)) == 2)


def test_without_a_connection_the_trail_says_so(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    """Everything else is there."""
    model = ResultModel(world.workspace(background, Relay()))
    opened(model, answered.submissions[2], qtbot)
    model.want_trail(True)
    qtbot.waitUntil(lambda: model.trail_problem is not None)
    assert model.trail_needs_server
    assert model.facts is not None


def test_an_answer_sent_again_stands_first_and_the_old_one_is_kept(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    """Opened by its visit, the new one is shown; the queue has only that one."""
    old = answered.submissions[2]
    new = replace(
        old, id=world.new_id(), instance_id="uuid:again", replaces=old.instance_id,
        received_at=old.received_at + timedelta(hours=1),
    )  # fmt: skip
    world.pull(new)
    workspace = world.workspace(background, Relay())
    model, queue = ResultModel(workspace), ReviewsModel(workspace)
    assert old.visit_id is not None
    model.show(visit_id=old.visit_id)
    qtbot.waitUntil(lambda: model.facts is not None)
    assert model.submission_id == new.id
    assert model.facts is not None
    assert [i for i, _ in model.facts.others] == [old.id]
    opened(model, old, qtbot)
    assert any("later" in note for note in model.facts.notes)
    queue.open()
    qtbot.waitUntil(lambda: queue.list.is_loaded)
    assert new.id in queue.ids
    assert old.id not in queue.ids


def test_the_queue_goes_on_after_what_was_judged(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    """To the one that stood behind it, also when others came meanwhile; news of others count."""
    workspace = world.workspace(background, Relay())
    queue = ReviewsModel(workspace)
    queue.open()
    qtbot.waitUntil(lambda: queue.count > 0)
    ids = queue.ids
    review(workspace.desk, ids[4], ReviewAct.APPROVE)
    qtbot.waitUntil(lambda: queue.count == len(ids) - 1)
    assert queue.near(ids[4], 1) == ids[5]
    assert queue.near(ids[4], -1) == ids[3]
    assert queue.near(ids[-1], 1) == ids[0]
    assert queue.upcoming(ids[0], 2) == ids[1:3]
    assert queue.position_words(ids[4]) == f"{len(ids) - 1} to review"


def test_what_changes_here_is_shown(
    world: TellingWorld, answered: Answered, background: Background, qtbot: QtBot
) -> None:
    """An act at this desk, before the server has heard of it."""
    workspace = world.workspace(background, Relay())
    model = ResultModel(workspace)
    one = answered.submissions[2]
    opened(model, one, qtbot)
    review(workspace.desk, one.id, ReviewAct.OBSERVE, comment="foto poco clara")

    def is_shown() -> bool:
        shown = model.facts.submission if model.facts else None
        return shown is not None and shown.review is ReviewState.HAS_ISSUES

    qtbot.waitUntil(is_shown)
    assert model.facts is not None
    assert model.facts.is_waiting
    assert model.facts.reviews[0].comment == "foto poco clara"


def test_what_waits_of_a_review_reads_as_words(
    world: TellingWorld, answered: Answered, background: Background
) -> None:
    """Whose visit, what act, by whom: no id and no code."""
    workspace = world.workspace(background, Relay())
    one = answered.submissions[2]
    review(workspace.desk, one.id, ReviewAct.REJECT, comment="otra casa")
    made, moved = [held_line(row, workspace) for row in op_rows(workspace.desk.store)]
    said = {side.field: side.mine for side in made.sides}
    assert said["act"] == "Rechazar"
    assert said["by"] == workspace.desk.who.name
    assert said["submission_id"] == "Respuesta"
    assert [(side.seen, side.mine) for side in moved.sides] == [("Por revisar", "Rechazada")]
    for line in (made, moved):
        assert "Quiroga Vega, Lucía" in line.title
        assert "." not in line.act
