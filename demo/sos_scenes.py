"""The card of a call for help: the open one, which is attended then, or the last that was."""

from collections.abc import Iterator

from demo.scene import Scene
from kobra_desktop.models.alerts import ATTENDED, OPEN, AlertLine, AlertsModel
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.alerts.sos_section import SosSection
from kobra_desktop.views.window import MainWindow
from kobra_domain.alerts import AlertKind


def scenes(window: MainWindow) -> Iterator[Scene]:
    """Of the page of alerts."""
    if "alerts" not in window.keys:
        return
    window.open_page("alerts")
    page = window.page
    if not isinstance(page, AlertsPage):
        return

    model = page.findChild(AlertsModel)
    if model is None:
        return

    def is_there() -> bool:
        call = _call(model)
        if call is None:
            return False
        if page.findChild(SosSection) is None:
            page.restore({"tab": call.tab, "chosen": call.id})
        card = page.findChild(SosSection)
        return card is not None and card.isVisible()

    def end() -> None:
        """Attended, so that its bar lies over no later picture."""
        page.escape()
        calls = [one.id for one in model.lines(OPEN) if one.kind is AlertKind.SOS]
        if calls:
            model.attend(calls, "Ya hay quien acompaña")

    yield Scene("alerts-sos", window, is_there, end)


def _call(model: AlertsModel) -> AlertLine | None:
    for tab in (OPEN, ATTENDED):
        calls = [one for one in model.lines(tab) if one.kind is AlertKind.SOS]
        if calls:
            return max(calls, key=lambda one: one.row.alert.raised_at)
    return None
