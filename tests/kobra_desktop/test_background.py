"""Work leaves the GUI thread and comes back to it; nothing that fails there is lost unseen."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kobra_desktop.background import Background, Pulse, Relay, Throttle
from kobra_desktop.errors import KobraError
from kobra_domain.errors import Invalid

Bugs = list[BaseException]


@pytest.fixture
def bugs() -> Bugs:
    """What went to the crash road."""
    return []


@pytest.fixture
def background(qtbot: QtBot, bugs: Bugs) -> Iterator[Background]:
    """A background, closed at the end."""
    made = Background(bugs.append)
    yield made
    assert made.close()


def test_work_is_done_elsewhere_and_told_here(background: Background, qtbot: QtBot) -> None:
    here = threading.get_ident()
    told: list[tuple[int, int]] = []
    for lane in (background.read, background.write, background.network):
        lane(threading.get_ident, lambda t: told.append((t, threading.get_ident())), owner=None)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert all(worker != here and teller == here for worker, teller in told)


def test_writes_keep_their_order(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    for n in range(50):
        background.write(partial(int, n), told.append, owner=None)
    qtbot.waitUntil(lambda: len(told) == 50)
    assert told == list(range(50))


@pytest.mark.parametrize("problem", [KobraError("known"), Invalid("missing", field="x")])
def test_a_known_error_comes_to_the_caller(
    background: Background, qtbot: QtBot, bugs: Bugs, problem: Exception
) -> None:
    told: list[Exception] = []
    background.read(lambda: _raise(problem), _never, told.append, owner=None)
    qtbot.waitUntil(lambda: told == [problem])
    with qtbot.waitSignal(background.problem) as caught:
        background.read(lambda: _raise(problem), _never, owner=None)
    assert caught.args == [problem]
    assert bugs == []


def test_a_bug_goes_to_the_crash_road(background: Background, qtbot: QtBot, bugs: Bugs) -> None:
    background.read(lambda: 1 // 0, _never, _never, owner=None)
    qtbot.waitUntil(lambda: len(bugs) == 1)
    assert isinstance(bugs[0], ZeroDivisionError)


def test_who_is_gone_is_not_told(background: Background, qtbot: QtBot) -> None:
    owner, go_on, told = QObject(), threading.Event(), list[str]()
    background.read(lambda: go_on.wait(10), lambda _: told.append("gone"), owner=owner)
    delete(owner)
    go_on.set()
    background.read(lambda: "later", told.append, owner=None)
    qtbot.waitUntil(lambda: told == ["later"])


def test_a_loop_runs_until_it_is_stopped(background: Background, qtbot: QtBot) -> None:
    turns: list[bool] = []

    def loop(pulse: Pulse) -> None:
        while not pulse.stopped():
            turns.append(pulse.wait(30))

    pulse = background.keep_running(loop)
    pulse.poke()
    qtbot.waitUntil(lambda: turns == [True])


def test_closing_does_not_wait_for_what_hangs(qtbot: QtBot, bugs: Bugs) -> None:
    background, let_go = Background(bugs.append), threading.Event()
    begun = threading.Event()

    def hang() -> bool:
        begun.set()
        return let_go.wait(20)

    background.network(hang, _never, owner=None)
    assert begun.wait(10)
    assert not background.close(0.05)
    let_go.set()


def test_closing_ends_the_writes_that_wait_and_takes_no_more(bugs: Bugs, qtbot: QtBot) -> None:
    background, let_go, begun = Background(bugs.append), threading.Event(), threading.Event()
    written: list[int] = []

    def slow() -> None:
        begun.set()
        assert let_go.wait(10)

    background.write(slow, _never, owner=None)
    assert begun.wait(10)
    for n in range(3):
        background.write(partial(written.append, n), _never, owner=None)
    assert not background.close(0.01)
    background.write(partial(written.append, 9), _never, owner=None)
    let_go.set()
    assert background.close()
    assert written == [0, 1, 2]


def test_a_relay_carries_to_the_gui_thread(qtbot: QtBot) -> None:
    relay, heard = Relay(), list[tuple[object, int]]()
    relay.arrived.connect(lambda value: heard.append((value, threading.get_ident())))
    thread = threading.Thread(target=relay.send, args=("news",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: heard == [("news", threading.get_ident())])


def test_a_burst_is_its_first_and_its_last(qtbot: QtBot) -> None:
    told: list[int] = []
    throttle: Throttle = Throttle(told.append, 30)
    for n in range(100):
        throttle.call(n)
    assert told == [0]
    qtbot.waitUntil(lambda: told == [0, 99])


def _raise(problem: Exception) -> None:
    raise problem


def _never(_value: object) -> None:
    raise AssertionError("must not be called")


class _Held:
    """Tells on which thread it went."""

    def __init__(self, went: list[threading.Thread]) -> None:
        self._went = went

    def __del__(self) -> None:
        self._went.append(threading.current_thread())

    def read(self) -> int:
        return 1

    def done(self, value: int) -> None:
        del value


def test_what_a_job_was_made_of_goes_on_the_gui_thread(
    background: Background, qtbot: QtBot
) -> None:
    """Nobody else holds it: on a worker, a widget in it would be destroyed there."""
    went: list[threading.Thread] = []
    for _ in range(200):
        held = _Held(went)
        background.read(held.read, held.done, owner=None)
        del held
    qtbot.waitUntil(lambda: len(went) == 200)
    assert set(went) == {threading.main_thread()}


def test_an_answer_that_comes_after_the_end_is_dropped(
    background: Background, qtbot: QtBot, bugs: Bugs
) -> None:
    """It was on its way when everything closed."""
    is_told = threading.Event()
    background.write(lambda: 1, _never, owner=None)
    background.write(is_told.set, _never, owner=None)  # the one worker has told the first by then
    assert is_told.wait(5)
    assert background.close()
    with qtbot.captureExceptions() as caught:
        qtbot.wait(0)
    assert not caught
    assert not bugs
