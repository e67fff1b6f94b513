"""Which looks found something."""

from __future__ import annotations

from random import Random

from kobra_domain.statistics.discoveries import discoveries


def test_the_example_of_the_paper() -> None:
    """The fifteen comparisons of Benjamini and Hochberg (1995), at 5 %: the first four."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
               0.4262, 0.5719, 0.6528, 0.7590, 1.0000]  # fmt: skip
    assert discoveries(chances, 0.05) == {0, 1, 2, 3}
    assert discoveries([]) == frozenset()


def test_of_168_looks_at_chance_alone_mostly_none_is_a_finding() -> None:
    chance = Random(11)
    found = [len(discoveries([chance.random() for _ in range(168)])) for _ in range(200)]
    assert sum(n > 0 for n in found) < 40  # a tenth of them is expected
