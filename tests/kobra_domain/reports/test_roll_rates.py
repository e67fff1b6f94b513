"""Where the money of each bucket went: each row is all of what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.buckets import bucket_word
from kobra_domain.portfolios import BUCKETS, AccountState
from kobra_domain.reports.roll_rates import Move, Standing, move_of, roll_matrix, roll_rates

S = AccountState
STANDINGS = st.builds(Standing, st.integers(0, 5), st.integers(0, 10**12), st.sampled_from(S))
MONTHS = st.dictionaries(st.sampled_from("abcdefgh"), STANDINGS)


@pytest.mark.parametrize(
    ("was", "now", "move"),
    [
        (Standing(2, 100), Standing(2, 100), Move.STAYED),
        (Standing(0, 100), Standing(0, 90), Move.STAYED),
        (Standing(2, 100), Standing(3, 120), Move.WORSE),
        (Standing(0, 100), Standing(1, 100), Move.WORSE),
        (Standing(3, 100), Standing(1, 100), Move.BETTER),
        (Standing(3, 100), Standing(0, 100), Move.CURED),
        (Standing(3, 100), Standing(3, 0, S.PAID), Move.PAID),
        (Standing(3, 100), Standing(3, 0, S.CLOSED), Move.PAID),
        (Standing(3, 100), Standing(3, 100, S.WITHDRAWN), Move.WITHDRAWN),
        (Standing(3, 100), None, Move.WITHDRAWN),
    ],
)
def test_what_became_of_an_account(was: Standing, now: Standing | None, move: Move) -> None:
    held = (None, None) if now is None else (now.bucket, now.state)
    assert move_of(was.bucket, *held) is move


@given(MONTHS, MONTHS)
def test_each_row_of_the_matrix_is_a_hundred_percent(
    before: dict[str, Standing], after: dict[str, Standing]
) -> None:
    found = roll_rates(before, after)
    chart = roll_matrix(found, BUCKETS, "COP", "es")
    for row in chart.cells:
        assert sum(cell.value or 0.0 for cell in row) == pytest.approx(1.0)
    held = sum(one.balance_minor for one in before.values() if one.state is S.ACTIVE)
    assert sum(chart.weights) == held
    assert chart.title


def test_the_answer_and_what_grew_apart() -> None:
    before = {"a": Standing(2, 600_00), "b": Standing(2, 400_00), "c": Standing(0, 900_00)}
    after = {"a": Standing(3, 650_00), "b": Standing(2, 0, S.PAID), "c": Standing(1, 900_00)}
    chart = roll_matrix(roll_rates(before, after), BUCKETS, "COP", "en")
    assert chart.title == "Of what was overdue 40% got better and 60% worse"
    assert "grew by" in chart.subtitle
    assert chart.rows == (bucket_word(0, BUCKETS, "en"), "8–30")
    still = roll_matrix(
        roll_rates({"c": Standing(0, 9)}, {"c": Standing(0, 9)}), BUCKETS, "COP", "es"
    )
    assert still.title == "Nada estaba vencido al empezar el mes"
    assert still.subtitle == "Por saldo al empezar el mes"
    assert roll_matrix(roll_rates({}, {}), BUCKETS, "COP", "es").rows == ()
