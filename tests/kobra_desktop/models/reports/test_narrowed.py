"""What the server is asked is within the scope that all pages are narrowed to."""

from __future__ import annotations

import pytest

from kobra_desktop.models.reports.report import narrowed
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import BEYOND, Against, Filters

D = Dimension
NORTH = Reach(team_ids=frozenset({"n"}))
ANDES = Reach(team_ids=frozenset({"n"}), portfolio_ids=frozenset({"a"}))


@pytest.mark.parametrize(
    ("held", "reach", "asked"),
    [
        ({D.TEAM: ("s",)}, EVERYTHING, {D.TEAM: ("s",)}),
        ({}, NORTH, {D.TEAM: ("n",)}),
        ({D.TEAM: ("n", "s")}, NORTH, {D.TEAM: ("n",)}),
        ({D.TEAM: ("s",)}, NORTH, {D.TEAM: (BEYOND,)}),
        ({D.AGENT: ("x",)}, ANDES, {D.AGENT: ("x",), D.TEAM: ("n",), D.PORTFOLIO: ("a",)}),
    ],
)
def test_filters_stay_within_the_scope(
    held: dict[Dimension, tuple[str, ...]], reach: Reach, asked: dict[Dimension, tuple[str, ...]]
) -> None:
    assert narrowed(Filters(held=held), reach).held == asked


def test_a_team_beyond_the_scope_is_not_compared_with() -> None:
    other = Filters(against=Against.TEAM, against_team="s")
    assert narrowed(other, EVERYTHING) == other
    assert narrowed(other, NORTH) == Filters(held={D.TEAM: ("n",)})
    assert narrowed(Filters(against=Against.YEAR_BEFORE), NORTH).against is Against.YEAR_BEFORE
    own = Filters(against=Against.TEAM, against_team="n")
    assert narrowed(own, NORTH).against_team == "n"
