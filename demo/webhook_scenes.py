"""The scenes of webhooks: an endpoint chosen and tested, its log with one attempt, a new one."""

from collections.abc import Callable, Iterator
from typing import Any

from demo.scene import Scene, acted, in_turn
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.administration.webhook_form import WebhookDialog
from kobra_desktop.views.administration.webhooks import WebhooksTab
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.window import MainWindow


def scenes(window: MainWindow, page: AdministrationPage) -> Iterator[Scene]:
    """All of them."""
    page.restore({"tab": "sending", "lists": {"part": "webhooks"}})
    found = page.findChildren(WebhooksTab)
    if not found:
        return
    tab = found[0]
    yield Scene("webhooks-chosen", window, _tested(tab))
    yield Scene("webhooks-log", window, _logged(tab), lambda: (tab.escape(), tab.escape()))
    tab.create_new()
    form = tab.findChildren(WebhookDialog)[-1]
    yield Scene("webhooks-new", window, form.isVisible, lambda: form.done(0), lambda: form)


def _tested(tab: WebhooksTab) -> Callable[[], bool]:
    return in_turn(
        lambda: _count(tab.box) > 0,
        lambda: acted(tab.choose, _first(tab.box))(),
        tab.panel.isVisible,
        lambda: acted(tab.panel.buttons["test"].click)(),
        lambda: tab.panel.buttons["test"].isEnabled(),
    )


def _logged(tab: WebhooksTab) -> Callable[[], bool]:
    return in_turn(
        lambda: acted(tab.open_log, _first(tab.box))(),
        lambda: tab.log.model.is_loaded and _count(tab.log.box) > 0,
        lambda: acted(tab.log.box.choose, _told(tab.log.box))(),
        lambda: tab.log.panel.again is not None and tab.log.panel.isVisible(),
    )


def _told(box: ListBox) -> str:
    """An attempt that tells of a visit, else the newest."""
    found = [_rows(box).row_at(line) for line in range(_count(box))]
    return str(next((one for one in found if one.tried.visit_id), found[0]).id)


def _rows(box: ListBox) -> RowsModel[Any]:
    model = box.table.model()
    assert isinstance(model, RowsModel)
    return model


def _count(box: ListBox) -> int:
    return _rows(box).rowCount()


def _first(box: ListBox) -> str:
    return str(_rows(box).row_at(0).id)
