"""The page about the metrics says what is declared."""

from __future__ import annotations

from tools.metrics_page import PAGE, page


def test_the_page_of_metrics_is_current() -> None:
    """Else: `python -m tools.metrics_page`."""
    assert PAGE.read_text(encoding="utf-8") == page()
