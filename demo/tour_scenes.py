"""The pictures of README and of the tour: a working morning on which nobody calls for help any
more, each page with something chosen on it.
"""

from collections.abc import Callable, Iterator
from functools import partial

from demo.report_scenes import is_counted
from demo.scene import Scene, acted, in_turn
from demo.scenes import somebody_under_way
from kobra_desktop.map.view import MapView
from kobra_desktop.models.alerts import ATTENDED, OPEN, AlertsModel
from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.alerts import AlertKind


def scenes(window: MainWindow) -> Iterator[Scene]:
    """In the order of the tour."""
    if not isinstance(window, KobraWindow):
        return
    window.open_page("today")
    yield Scene("tour-today", window, _calm(window))
    window.open_page("map")
    if isinstance(window.page, MapPage):
        yield Scene("tour-map", window, _chosen(window, window.page))
    window.open_page("visits")
    yield Scene("tour-visits", window)
    window.open_page("portfolio")
    yield Scene("tour-portfolio", window)
    window.open_page("reports", {"tab": "hours"})
    if isinstance(window.page, ReportsPage):
        yield Scene("tour-reports", window, partial(is_counted, window.page.tab))
    window.open_page("alerts")
    yield Scene("tour-alerts", window)


def _calm(window: KobraWindow) -> Callable[[], bool]:
    """Somebody called for help, as in each demonstration, and has been attended."""
    model = window.findChild(AlertsModel)
    assert model is not None

    def calls(tab: str) -> list[str]:
        return [one.id for one in model.lines(tab) if one.kind is AlertKind.SOS]

    def attended() -> bool:
        if calls(OPEN):
            model.attend(calls(OPEN), "Ya hay quien acompaña")
        return bool(calls(ATTENDED)) and not calls(OPEN)

    return in_turn(attended, lambda: not window.sos.isVisible(), acted(window.toast.hide))


def _chosen(window: MainWindow, page: MapPage) -> Callable[[], bool]:
    """Everybody in sight, and somebody's card beside them."""
    maps = window.page.findChildren(MapView)

    def choose() -> bool:
        agent = somebody_under_way(page)
        if agent is not None:
            page.live.choose_from_list(agent.id)
        return agent is not None

    are_there = lambda: any(one.agents_shown for one in maps)  # noqa: E731
    return in_turn(are_there, choose, page.live.card.isVisible)
