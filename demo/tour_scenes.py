"""The pictures of README and of the tour: a working morning on which nobody calls for help any
more, with nothing over the pages.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtWidgets import QApplication

from demo.report_scenes import is_counted
from demo.scene import Scene, in_turn
from demo.scenes import somebody_under_way
from kobra_desktop.models.alerts import ATTENDED, OPEN, AlertsModel
from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.window import MainWindow
from kobra_domain.agent_state import Body
from kobra_domain.alerts import AlertKind

NEWS = timedelta(minutes=10)
REST = 40  # looks of the photographer: what is known is drawn, however slow the machine


def scenes(window: MainWindow) -> Iterator[Scene]:
    """The map, which is drawn while one waits for calm, then the others in their order."""
    if not isinstance(window, KobraWindow):
        return
    yield _scene(window, "map", _calm(window), _chosen(window), _drawn(window))
    yield _scene(window, "today")
    yield _scene(window, "visits")
    yield _scene(window, "portfolio")
    yield _scene(window, "reports", _counted(window))
    yield _scene(window, "alerts")


def _scene(window: KobraWindow, key: str, *steps: Callable[[], bool]) -> Scene:
    def opened() -> bool:
        window.open_page(key)
        return True

    def bared() -> bool:
        """No ring around what the keyboard is at, no notice in a corner."""
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        window.teller.card.hide()
        window.toast.hide()
        return True

    return Scene(f"tour-{key}", window, in_turn(opened, *steps, _loaded(window), bared))


def _loaded(window: KobraWindow) -> Callable[[], bool]:
    """Nothing in sight still loads, for a while."""
    left = [REST]

    def is_loaded() -> bool:
        parts = window.page.findChildren(PageState)
        if any(one.is_loading for one in parts if one.isVisible()):
            left[0] = REST
        left[0] -= 1
        return left[0] <= 0

    return is_loaded


def _calm(window: KobraWindow) -> Callable[[], bool]:
    """Somebody has called for help, as in each demonstration, and has been attended."""
    model, begun = window.findChild(AlertsModel), window.workspace.now
    assert model is not None

    def calls(tab: str) -> list[str]:
        return [
            one.id
            for one in model.lines(tab)
            if one.kind is AlertKind.SOS and one.row.alert.raised_at > begun - NEWS
        ]

    def is_calm() -> bool:
        if calls(OPEN):
            model.attend(calls(OPEN), "Ya hay quien acompaña")
        return bool(calls(ATTENDED)) and not calls(OPEN) and not window.sos.isVisible()

    return is_calm


def _drawn(window: KobraWindow) -> Callable[[], bool]:
    """Nobody is shown as one who calls."""

    def is_drawn() -> bool:
        page = window.page
        agents = page.models.field.shown_agents if isinstance(page, MapPage) else ()
        return not any(one.state.body is Body.SOS for one in agents)

    return is_drawn


def _chosen(window: KobraWindow) -> Callable[[], bool]:
    """Everybody in sight, and somebody's card beside them."""

    def choose() -> bool:
        page = window.page
        agent = somebody_under_way(page) if isinstance(page, MapPage) else None
        if agent is None or not isinstance(page, MapPage) or not page.stage.is_ready:
            return False
        page.live.choose_from_list(agent.id)
        return page.live.card.isVisible()

    return choose


def _counted(window: KobraWindow) -> Callable[[], bool]:
    def is_there() -> bool:
        page = window.page
        return isinstance(page, ReportsPage) and is_counted(page.tab)

    return is_there
