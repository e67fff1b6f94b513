"""Live agents as one block of numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kobra_desktop.map.agents import COLUMNS, SEVERITY, LiveAgents
from kobra_desktop.map.spec import AgentMark
from kobra_domain.agent_state import Body, Freshness

MARK = AgentMark(
    "a", "Ana", 4.5, -74.0, Body.STOPPED, 370.0, 15, True, True, Freshness.OUTLINE, 8.0, 25.0
)


def _columns(live: LiveAgents) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.frombuffer(live.packed(), dtype="<f8").reshape(COLUMNS, -1)


def test_packs_column_after_column() -> None:
    live = LiveAgents()
    live.replace([MARK, replace(MARK, id="b", lat=5.0, bearing=None, is_doubtful=False)])
    columns = _columns(live)
    assert columns[0].tolist() == [4.5, 5.0]
    assert columns[2][0] == 10.0
    assert np.isnan(columns[2][1])
    assert columns[4].tolist() == [SEVERITY[Body.STOPPED]] * 2
    assert columns[5].tolist() == [3.0, 1.0]
    assert columns[6].tolist() == [2.0, 2.0]


def test_severity_follows_the_domain() -> None:
    worst_first = sorted(SEVERITY, key=lambda body: -SEVERITY[body])
    assert worst_first == list(Body)


def test_update_changes_only_the_named() -> None:
    live = LiveAgents()
    live.replace([MARK, replace(MARK, id="b")])
    assert live.update([replace(MARK, id="b", lat=9.0)]) == []
    assert _columns(live)[0].tolist() == [4.5, 9.0]


def test_unknown_agents_are_handed_back_and_added() -> None:
    live = LiveAgents()
    live.replace([MARK])
    new = replace(MARK, id="n", name="Nora")
    assert live.update([new]) == [new]
    live.add([new])
    assert live.ids == ["a", "n"]
    assert live.names == ["Ana", "Nora"]
    assert live.update([replace(new, lat=1.0)]) == []
    assert _columns(live)[0].tolist() == [4.5, 1.0]


def test_place_that_is_no_number_is_left_out() -> None:
    live = LiveAgents()
    live.replace([MARK, replace(MARK, id="x", lat=float("nan"))])
    assert live.ids == ["a"]
    live.update([replace(MARK, lon=float("inf"))])
    assert _columns(live)[1].tolist() == [-74.0]


def test_nobody_is_an_empty_block() -> None:
    assert LiveAgents().packed() == b""
