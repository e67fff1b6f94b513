"""Figures as the sentences of reports say them."""

from __future__ import annotations

import pytest

from kobra_domain.reports.saying import money_words, share_words, sure_words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.41, "41 %"), (0.004, "0,4 %"), (0.00001, "0,1 %"), (0.9999, "99,9 %"),
     (0.0, "0 %"), (1.0, "100 %"), (0.99, "99 %")],
)  # fmt: skip
def test_what_is_not_all_is_not_said_to_be(share: float, words: str) -> None:
    assert share_words(share, "es") == words


def test_how_sure_and_how_much() -> None:
    assert sure_words(75, 200, "en") == {"share": "38%", "low": "31%", "high": "44%"}
    assert sure_words(7_900, 7_985, "es") == {"share": "98,9 %", "low": "98,7 %", "high": "99,1 %"}
    assert sure_words(0, 500, "es") == {"share": "0 %", "low": "0 %", "high": "0,8 %"}
    assert share_words(0.004, "en") == "0.4%"
    assert money_words(8_573_555_700, "COP", "es") == "85,7 M COP"
