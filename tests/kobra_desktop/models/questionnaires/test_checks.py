"""A check of the whole form: what it tells on its way, and that it can be stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.questionnaires.checks import Checks, Step
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_records.files.worker import Worker
from tests.kobra_desktop.views.questionnaires.drafting import a_form, a_question


@pytest.fixture
def checks(qtbot: QtBot, background: Background) -> Iterator[Checks]:
    """Of a form with one error."""
    with Worker() as worker:
        editor = EditorModel(a_form(a_question("a", relevant="${nadie} = 1")))
        yield Checks(editor, background, worker)


def test_what_the_first_step_finds_is_told_before_the_second_ends(
    checks: Checks, qtbot: QtBot
) -> None:
    steps: list[tuple[Step | None, bool]] = []
    checks.busy_changed.connect(lambda: steps.append((checks.step, bool(checks._editor.problems))))
    with qtbot.waitSignal(checks.reviewed):
        checks.review()
    assert steps == [(Step.COMPILE, False), (Step.VALIDATE, True), (None, True)]


def test_a_check_that_was_stopped_answers_nobody_and_another_can_begin(
    checks: Checks, qtbot: QtBot
) -> None:
    answers: list[object] = []
    checks.reviewed.connect(answers.append)
    lawful = a_form(a_question("a"))  # else there is nothing to ask the validator
    checks._editor.try_act("x", lambda form: lawful)
    checks.review()
    qtbot.waitUntil(lambda: checks.step is Step.VALIDATE)
    checks.stop_review()
    assert not checks.is_reviewing
    with qtbot.waitSignal(checks.reviewed):
        checks.review()
    assert len(answers) == 1
