"""The trial's model over a process that speaks as the trial does: the real one is tried in
tests/system.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.models.first_run.trial import TrialModel, TrialStep
from tests.kobra_desktop.views.fixtures import background

__all__ = ["background"]

_HEAD = "import json, sys\ntell = lambda **said: print(json.dumps(said), flush=True)\n"
_LIVES = _HEAD + "print('10:00  words for a terminal'); tell(step='city'); tell(step='shown')\n"
_LIVES += "tell(step='of a later version'); sys.stdin.read()\n"
_REFUSES = _HEAD + "tell(problem='trial_no_room', free_mb=3, needed_mb=400); sys.exit(1)\n"
_CRASHES = _HEAD + "import os; tell(step='past'); os.abort()\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the trial lies."""
    return tmp_path / "trial"


def model(folder: Path, background: Background, code: str) -> TrialModel:
    return TrialModel(folder, background, (sys.executable, "-c", code))


def said(made: TrialModel) -> str:
    return "" if made.problem is None else made.problem.code


@pytest.fixture
def living(folder: Path, background: Background, qtbot: QtBot) -> Iterator[TrialModel]:
    """One whose window is shown."""
    made = model(folder, background, _LIVES)
    made.start("es", "light")
    qtbot.waitUntil(lambda: made.step is TrialStep.SHOWN)
    yield made
    made.close()


def test_it_is_shown_and_removed(living: TrialModel, qtbot: QtBot) -> None:
    assert living.share == 1.0
    living.start("es", "light")  # a second one is not begun
    steps: list[TrialStep] = []
    living.changed.connect(lambda: steps.append(living.step))
    living.remove()
    living.remove()
    assert steps == [TrialStep.ENDING]
    qtbot.waitUntil(lambda: not living.is_running)
    assert living.problem is None


def test_the_program_ends_and_it_with_it(living: TrialModel) -> None:
    process = living._process
    assert process is not None
    living.close()
    assert process.processId() == 0


@pytest.mark.parametrize(
    ("code", "problem"),
    [(_REFUSES, "trial_no_room"), (_CRASHES, "trial_failed")],
    ids=["refused", "crashed"],
)
def test_what_went_wrong_is_kept_to_be_said(
    folder: Path, background: Background, qtbot: QtBot, code: str, problem: str
) -> None:
    made = model(folder, background, code)
    made.start("es", "light")
    qtbot.waitUntil(lambda: not made.is_running)
    assert said(made) == problem
    made.start("es", "light")  # it can be tried again
    assert said(made) == ""
    made.close()


def test_a_program_that_is_not_there(folder: Path, background: Background, qtbot: QtBot) -> None:
    made = TrialModel(folder, background, (str(folder / "absent"),))
    made.start("es", "light")
    qtbot.waitUntil(lambda: not made.is_running)
    assert said(made) == "trial_failed"
