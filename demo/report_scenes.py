"""The scenes of Reportes: each report of the city, once it is counted."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from demo.scene import Scene
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.window import MainWindow
from kobra_domain.reports.filters import Against, Filters, Period, said


def scenes(window: MainWindow, files: Path) -> Iterator[Scene]:
    """Every tab, and the hours compared with the period before."""
    window.open_page("reports")
    page = window.page
    if not isinstance(page, ReportsPage):
        return
    for key in page.tab_keys:
        page.tabs.choose(key)
        yield Scene(f"reports-{key}", window, partial(is_counted, page.tab))
    compared = Filters(period=Period.LAST_30, measure="rpc_rate", against=Against.PERIOD_BEFORE)
    window.open_page("reports", {"tab": "hours", "filters": said(compared)})
    yield Scene("reports-hours-compared", window, partial(is_counted, page.tab))


def is_counted(tab: ReportTab) -> bool:
    """Whether it shows what was asked for last."""
    model = tab.model
    return model.made is not None and not model.is_asking
