"""«Recuperación» from a source: what came in, against what was to come, and what became of what was
given out. Each currency has its own panels.
"""

from __future__ import annotations

from collections.abc import Iterator

from kobra_domain.reports.books import Cash
from kobra_domain.reports.collected import collected_panels
from kobra_domain.reports.efforts import efforts_panel
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.given_out import given_out_panels
from kobra_domain.reports.purses import purses_of
from kobra_domain.reports.report import Panel
from kobra_domain.reports.source import Source
from kobra_domain.words import say


def recovery_panels(source: Source, filters: Filters) -> Iterator[Panel]:
    """The panels of the report; what needs the server is one sentence without it."""
    assert isinstance(source, Cash)
    purses = purses_of(source, filters)
    if not purses:
        yield _sentence("collected", "report.recovery.no_portfolio", source.locale)
        return
    for purse in purses:
        yield from collected_panels(purse)
        if source.books is not None:
            yield from given_out_panels(purse, source.books)
        yield from efforts_panel(purse)
    if source.books is None:
        yield _sentence("given_out", "report.recovery.needs_server", source.locale)


def _sentence(key: str, code: str, locale: str) -> Panel:
    return Panel(key=key, chart=None, notes=(say(code, None, locale),), is_wide=True)
