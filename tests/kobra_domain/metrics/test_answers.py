"""What is answered of a number: what is not known is no figure, and money never one sum."""

from __future__ import annotations

from kobra_domain.metrics.answers import (
    Figure,
    GroupFigure,
    TotalFigure,
    figures,
    grouped,
    total_of,
)
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, CONTACT_RATE, DONE, KEPT_AMOUNT_RATE
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.tallies import Tally


def test_a_count_a_ratio_and_money() -> None:
    assert figures(DONE, Tally(3)) == (Figure(value=3, n=3),)
    [rate] = figures(CONTACT_RATE, Tally(10, 0))
    assert (rate.value, rate.low, round(rate.high or 0, 4)) == (0.0, 0.0, 0.2775)
    assert figures(CONTACT_RATE, Tally()) == (Figure(value=None, n=0),)
    assert figures(COLLECTED_AMOUNT, Tally()) == ()
    both = Tally(3, 1, {"MXN": 70, "COP": 0}, {"MXN": 35, "COP": 0})
    assert figures(KEPT_AMOUNT_RATE, both) == (
        Figure(value=None, n=3, amount_minor=0, currency="COP"),
        Figure(value=0.5, n=3, amount_minor=70, currency="MXN"),
    )


def test_groups_stand_in_the_order_of_their_values_and_those_without_rows_are_left_out() -> None:
    found: dict[tuple[Shown, ...], Tally] = {
        ("",): Tally(1),
        (10,): Tally(2),
        (9,): Tally(0),
        (2,): Tally(4),
    }
    assert grouped(DONE, [Dimension.HOUR], found) == (
        GroupFigure(group={"hour": 2}, value=4, n=4),
        GroupFigure(group={"hour": 10}, value=2, n=2),
        GroupFigure(group={"hour": ""}, value=1, n=1),
    )


def test_a_total_of_one_currency_of_several_and_of_none() -> None:
    one = Figure(value=7, n=2, amount_minor=7, currency="COP")
    assert total_of(COLLECTED_AMOUNT, Tally(2, 0, {"COP": 7})) == TotalFigure(
        value=7, n=2, amount_minor=7, currency="COP", currencies=(one,)
    )
    several = total_of(COLLECTED_AMOUNT, Tally(2, 0, {"COP": 7, "MXN": 1}))
    assert (several.value, several.n, len(several.currencies)) == (None, 2, 2)
    assert total_of(COLLECTED_AMOUNT, Tally()) == TotalFigure(value=0, n=0)
    assert total_of(KEPT_AMOUNT_RATE, Tally()) == TotalFigure(value=None, n=0)
    assert total_of(DONE, Tally(4)) == TotalFigure(value=4, n=4)
