"""A report under way: it comes panel by panel, the newest question wins, and what nobody waits for
any more is given up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.reports.report import ReportModel
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.status import Link, StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.wanted import NotWanted
from kobra_desktop.sync.status import SyncStatus
from kobra_domain.metrics.declared import DONE
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.declared import REPORTS, ReportKind
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.report import Panel
from kobra_domain.reports.source import Source, whole
from tests.kobra_desktop.views.fixtures import background, workspace, world

__all__ = ["background", "workspace", "world"]


class Slow:
    """A report of two panels that waits before each until it is let; each question is counted."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.given_up: list[str] = []
        self.lets = threading.Semaphore(0)
        self.kind = ReportKind(key="hours", build=self.panels)

    def panels(self, source: Source, filters: Filters) -> Iterator[Panel]:
        """Each asks the source, as real ones do."""
        name = ",".join(filters.values(Dimension.AGENT))
        self.asked.append(name)
        try:
            for key in ("first", "second"):
                self.lets.acquire()
                whole(source, DONE, filters.condition(DONE, filters.span(source.today)))
                yield Panel(key=key, chart=None, notes=(name,))
        except NotWanted:
            self.given_up.append(name)
            raise


def of(name: str) -> Filters:
    """Filters that differ by a name."""
    return Filters(held={Dimension.AGENT: (name,)})


def named(model: ReportModel) -> str:
    """Which question is shown."""
    return "" if model.made is None else model.made.report.panels[0].notes[0]


@pytest.fixture
def slow() -> Iterator[Slow]:
    """Whatever waits is let in the end, so that no worker hangs."""
    made = Slow()
    yield made
    made.lets.release(100)


@pytest.fixture
def model(workspace: Workspace, slow: Slow) -> ReportModel:
    """Of a desk without a server."""
    status = StatusModel(workspace.zone)
    status.show(SyncStatus(link=Link.OFFLINE))
    made = ReportModel(workspace, status, slow.kind, workspace.news)
    status.setParent(made)
    return made


def wait(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    """Until it is so."""
    qtbot.waitUntil(is_so)


def test_a_report_comes_panel_by_panel(model: ReportModel, slow: Slow, qtbot: QtBot) -> None:
    model.open(of("a"))
    slow.lets.release()
    wait(qtbot, lambda: model.coming is not None)
    assert model.coming is not None
    assert [one.key for one in model.coming.panels] == ["first"]
    assert model.is_asking
    assert not named(model)
    slow.lets.release()
    wait(qtbot, lambda: not model.is_asking)
    assert named(model) == "a"
    assert model.made is not None
    assert len(model.made.report.panels) == 2


def test_the_newest_filters_win_and_nothing_piles_up(
    model: ReportModel, slow: Slow, qtbot: QtBot
) -> None:
    model.open(of("a"))
    wait(qtbot, lambda: slow.asked == ["a"])
    for n in range(40):  # as fast as a person can turn a wheel over a list of values
        model.open(of(f"b{n}"))
    model.open(of("z"))
    slow.lets.release(200)
    wait(qtbot, lambda: not model.is_asking)
    assert named(model) == "z"
    assert "a" in slow.given_up
    assert len(slow.asked) <= 4  # one a worker, and the last


def test_what_is_asked_again_while_it_is_under_way_is_asked_once(
    model: ReportModel, slow: Slow, qtbot: QtBot
) -> None:
    model.open(of("a"))
    model.open(of("a"))
    slow.lets.release(9)
    wait(qtbot, lambda: not model.is_asking)
    assert slow.asked == ["a"]


def test_what_is_seen_no_longer_is_given_up_and_counted_when_it_is_seen_again(
    model: ReportModel, slow: Slow, qtbot: QtBot
) -> None:
    model.open(of("a"))
    wait(qtbot, lambda: slow.asked == ["a"])
    model.rest()
    slow.lets.release(9)
    wait(qtbot, lambda: slow.given_up == ["a"])
    assert model.made is None
    assert not model.is_asking
    model.open(of("a"))
    wait(qtbot, lambda: named(model) == "a")


def test_who_cancels_has_what_was_shown_with_its_filters(
    model: ReportModel, slow: Slow, qtbot: QtBot
) -> None:
    assert not model.cancel()
    slow.lets.release(2)
    model.open(of("a"))
    assert not model.cancel()  # nothing is shown yet
    wait(qtbot, lambda: named(model) == "a")
    model.open(of("b"))
    wait(qtbot, lambda: slow.asked == ["a", "b"])
    assert model.cancel()
    assert not model.is_asking
    assert model.filters == of("a")
    slow.lets.release(9)
    wait(qtbot, lambda: slow.given_up == ["b"])
    assert named(model) == "a"


def test_another_scope_is_another_question_that_is_seen_to_be_asked(
    model: ReportModel, slow: Slow, workspace: Workspace, qtbot: QtBot
) -> None:
    slow.lets.release(2)
    model.open(of("a"))
    wait(qtbot, lambda: named(model) == "a")
    team = next(iter(workspace.scope.teams))
    workspace.scope.choose(Scope(team_id=team))
    assert model.is_asking
    slow.lets.release(9)
    wait(qtbot, lambda: not model.is_asking)


@pytest.mark.parametrize("key", [key for key, one in REPORTS.items() if not one.needs_server])
def test_what_came_is_what_is_shown(workspace: Workspace, qtbot: QtBot, key: str) -> None:
    status = StatusModel(workspace.zone)
    model = ReportModel(workspace, status, REPORTS[key], workspace.news)
    came: list[int] = []
    model.changed.connect(lambda: came.append(len(model.coming.panels) if model.coming else 0))
    model.open(REPORTS[key].opens or Filters())
    wait(qtbot, lambda: model.made is not None)
    assert model.made is not None
    assert came == [0, *range(1, len(model.made.report.panels) + 1), 0]
