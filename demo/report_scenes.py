"""The scenes of Reportes: each report of the city, once it is counted."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from demo import my_report_scenes, sharing_scenes
from demo.scene import Scene, acted, in_turn
from kobra_desktop.views.reports.goals import GoalsDialog
from kobra_desktop.views.reports.page import GOALS_OF, ReportsPage
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.sos import SosBar
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.window import MainWindow
from kobra_domain.reports.filters import Against, Filters, Period, said

MOST_WINDOWS = 9
EMPTY = ("hours", GOALS_OF, "agents", "promises")
QWIDGETSIZE_MAX = 16_777_215
LONG = (GOALS_OF, "agents", "promises", "compliance")


def scenes(window: MainWindow, files: Path) -> Iterator[Scene]:
    """Reportes, without the calls for help over it, which have pictures of their own."""
    bars = window.findChildren(SosBar)
    for bar in bars:
        bar.setMaximumHeight(0)
    window.open_page("reports")
    if isinstance(window.page, ReportsPage):
        yield from _reports(window, window.page)
        yield from my_report_scenes.scenes(window)
    for bar in bars:
        bar.setMaximumHeight(QWIDGETSIZE_MAX)


def _reports(window: MainWindow, page: ReportsPage) -> Iterator[Scene]:
    """Every tab, the hours compared with the period before, what is set from one, and how days
    look on which nothing was.
    """
    for key in page.tab_keys:
        page.tabs.choose(key)
        yield Scene(f"reports-{key}", window, partial(is_counted, page.tab))
        if key in LONG:
            yield from _further_down(window, page, key)
        if key == GOALS_OF:
            yield _goals(page)
    page.tabs.choose("hours")
    yield Scene(
        "reports-hours-zones",
        window,
        in_turn(
            partial(is_counted, page.tab),
            partial(is_at, page.tab, "zones_map"),
            partial(is_mapped, page.tab),
        ),
    )
    yield Scene("reports-hours-table", window, partial(is_at, page.tab, "zones"))
    compared = Filters(period=Period.LAST_30, measure="rpc_rate", against=Against.PERIOD_BEFORE)
    window.open_page("reports", {"tab": "hours", "filters": said(compared)})
    steps = partial(is_counted, page.tab), partial(is_at, page.tab, "compared")
    yield Scene("reports-hours-compared", window, in_turn(*steps))
    yield from sharing_scenes.scenes(window, page)
    for key in EMPTY:
        window.open_page("reports", {"tab": key, "filters": said(_a_sunday(page))})
        top = partial(page.tab.area.verticalScrollBar().setValue, 0)
        there = in_turn(partial(is_counted, page.tab), acted(top))
        yield Scene(f"reports-{key}-nothing", window, there)


def _a_sunday(page: ReportsPage) -> Filters:
    """A day on which nobody works."""
    today = page.tab.model.workspace.today
    day = today - timedelta(days=today.isoweekday())
    return Filters(period=Period.CUSTOM, from_on=day, to_on=day + timedelta(days=1))


def _further_down(window: MainWindow, page: ReportsPage, key: str) -> Iterator[Scene]:
    """A report that is longer than a window, a window at a time."""
    bar = page.tab.area.verticalScrollBar()
    for number in range(2, MOST_WINDOWS + 1):
        if bar.value() == bar.maximum():
            return
        bar.setValue(bar.value() + bar.pageStep())
        yield Scene(f"reports-{key}-{number}", window)


def _goals(page: ReportsPage) -> Scene:
    def dialog() -> GoalsDialog | None:
        return next((one for one in page.findChildren(GoalsDialog) if one.isVisible()), None)

    def end() -> None:
        if (found := dialog()) is not None:
            found.reject()

    buttons = page.tab.findChildren(Button)
    words = QCoreApplication.translate("Goals", "Goals…")
    opens = next(one for one in buttons if one.text().strip() == words)
    there = in_turn(acted(opens.click), lambda: dialog() is not None)
    return Scene("reports-goals", page, there, end, over=dialog)


def is_counted(tab: ReportTab) -> bool:
    """Whether it shows what was asked for last."""
    model = tab.model
    return model.made is not None and not model.is_asking


def is_at(tab: ReportTab, key: str) -> bool:
    """Whether a panel is in sight."""
    card = next(one for one in tab.cards if one.panel.key == key)
    tab.area.ensureWidgetVisible(card, 0, 40)
    return not card.visibleRegion().isEmpty()


def is_mapped(tab: ReportTab) -> bool:
    """Whether the map has drawn something over its ground."""
    zones = next(one.map for one in tab.cards if one.map is not None)
    if zones.map is None or zones.map.view is None:
        return False
    image = zones.grab().toImage()
    row = image.height() // 2
    return len({image.pixel(x, row) for x in range(0, image.width(), 7)}) > 3
