"""The scenes of Mis reportes: none yet, one that is put together, looked at, and the list."""

from collections.abc import Iterator

from demo.scene import Scene
from kobra_desktop.views.reports.mine.designer import Designer
from kobra_desktop.views.reports.mine.listed import MyList
from kobra_desktop.views.reports.mine.opened import Opened
from kobra_desktop.views.reports.mine.tab import KEY, MyReports
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.window import MainWindow
from kobra_domain.reports.custom.bases import READY
from kobra_domain.reports.custom.things import Block, Shape

BLOCKS = (
    Block(shape=Shape.BAR, measures=("done", "contacts"), dimensions=("team",)),
    Block(shape=Shape.PIVOT, measures=("contact_rate",), dimensions=("team", "week"), is_wide=True),
    Block(shape=Shape.HEAT, measures=("contact_rate",), is_wide=True),
    Block(shape=Shape.NUMBER, measures=("promise_amount",)),
    Block(shape=Shape.MAP, measures=("contact_rate",)),
    Block(
        shape=Shape.TABLE,
        measures=("done", "contact_rate", "ptp_rate"),
        dimensions=("zone", "team"),
        is_wide=True,
    ),
)


def scenes(window: MainWindow) -> Iterator[Scene]:
    """From an empty list to a report that is looked at."""
    window.open_page("reports", {"tab": KEY})
    page = window.page
    if not isinstance(page, ReportsPage) or page.mine is None:
        return
    mine = page.mine
    yield Scene("my-reports-none", window, lambda: mine.model.is_loaded)
    for key in READY:
        mine.show_ready(key)
        yield Scene(f"reports-{key}", window, lambda: _is_drawn(mine))
    mine.create_new()
    yield Scene("my-reports-new", window, lambda: _is_drawn(mine))
    made = mine.front
    assert isinstance(made, Designer)
    for block in BLOCKS:
        made.design.add(block)
    made.design.choose(1)
    made.filters.setChecked(True)
    yield Scene("my-reports-designer", window, lambda: _is_drawn(mine))
    made.filters.setChecked(False)
    made.save.click()
    yield Scene(
        "my-reports-opened", window, lambda: isinstance(mine.front, Opened) and _is_drawn(mine)
    )
    bar = mine.front.tab.area.verticalScrollBar() if isinstance(mine.front, Opened) else None
    for number in (2, 3, 4):
        if bar is not None and bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
            yield Scene(f"my-reports-opened-{number}", window)
    mine.show_list()
    yield Scene("my-reports-list", window, lambda: isinstance(mine.front, MyList))


def _is_drawn(mine: MyReports) -> bool:
    front = mine.front
    if isinstance(front, MyList):
        return False
    tab: ReportTab = front.tab
    return tab.model.made is not None and not tab.model.is_asking and bool(tab.cards)
