"""What the server is asked is within the scope that all pages are narrowed to."""

from __future__ import annotations

import pytest

from kobra_desktop.models.reports.report import narrowed
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import Filters

D = Dimension
NORTH = Reach(team_ids=frozenset({"n"}))
ANDES = Reach(team_ids=frozenset({"n"}), portfolio_ids=frozenset({"a"}))


@pytest.mark.parametrize(
    ("held", "reach", "asked"),
    [
        ({D.TEAM: ("s",)}, EVERYTHING, {D.TEAM: ("s",)}),
        ({}, NORTH, {D.TEAM: ("n",)}),
        ({D.TEAM: ("n", "s")}, NORTH, {D.TEAM: ("n",)}),
        ({D.TEAM: ("s",)}, NORTH, {D.TEAM: ("n",)}),
        ({D.AGENT: ("x",)}, ANDES, {D.AGENT: ("x",), D.TEAM: ("n",), D.PORTFOLIO: ("a",)}),
    ],
)
def test_filters_stay_within_the_scope(
    held: dict[Dimension, tuple[str, ...]], reach: Reach, asked: dict[Dimension, tuple[str, ...]]
) -> None:
    assert narrowed(Filters(held=held), reach).held == asked
