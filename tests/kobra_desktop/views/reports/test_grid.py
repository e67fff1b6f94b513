"""Where the cards of a report stand."""

import pytest

from kobra_desktop.views.reports.grid import COLUMNS, Asked, laid_out

NUMBER, HALF, WHOLE = COLUMNS // 4, COLUMNS // 2, COLUMNS


@pytest.mark.parametrize(
    ("asked", "placed"),
    [
        ([], []),
        ([Asked(NUMBER)] * 4, [(0, 0, 3), (0, 3, 3), (0, 6, 3), (0, 9, 3)]),
        ([Asked(NUMBER)] * 3, [(0, 0, 4), (0, 4, 4), (0, 8, 4)]),
        ([Asked(NUMBER), Asked(HALF, 300)], [(0, 0, 4), (0, 4, 8)]),
        ([Asked(HALF, 300), Asked(WHOLE, 300)], [(0, 0, 12), (1, 0, 12)]),
        ([Asked(HALF, 300), Asked(HALF, 400)], [(0, 0, 6), (0, 6, 6)]),
    ],
    ids=["none", "numbers", "three", "number-and-half", "alone", "two"],
)
def test_each_line_is_filled(asked: list[Asked], placed: list[tuple[int, int, int]]) -> None:
    assert laid_out(asked) == placed


def test_what_is_much_higher_has_a_line_of_its_own() -> None:
    cards = [Asked(HALF, 300), Asked(HALF, 700), Asked(HALF, 700)]
    assert laid_out(cards) == [(0, 0, 12), (1, 0, 6), (1, 6, 6)]
