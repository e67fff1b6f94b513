"""The page for whoever prepares a portfolio's file says what the program reads."""

from __future__ import annotations

from tools.portfolio_page import PAGE, page


def test_the_tables_of_the_page_are_current() -> None:
    """Else: `python -m tools.portfolio_page`."""
    held = PAGE.read_text(encoding="utf-8")
    assert held.count("<!-- made: ") == 4
    assert page(held) == held
