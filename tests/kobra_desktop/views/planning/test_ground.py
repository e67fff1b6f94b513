"""The map of Planear on the real page: what is drawn there, the lasso's chip, and giving its catch
away.
"""

from __future__ import annotations

import json

from pytestqt.qtbot import QtBot

from kobra_desktop.map.view import MapView
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.planning.tab import PlanTab
from kobra_desktop.views.planning.who import WhoDialog
from tests.kobra_desktop.views.walk import visible_dialog

EVERYWHERE = ((-80.0, -179.0), (-80.0, 179.0), (80.0, 179.0), (80.0, -179.0))


def probe(view: MapView, qtbot: QtBot) -> dict[str, object]:
    told: list[str] = []
    view._host.page.runJavaScript("JSON.stringify(KobraMap.probe())", 0, told.append)
    qtbot.waitUntil(lambda: bool(told))
    found: dict[str, object] = json.loads(told[0] or "{}")
    return found


def test_the_lasso_catches_lights_and_gives_away(
    window: KobraWindow, tab: PlanTab, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: tab.map.map is not None)
    the_map = tab.map.map
    assert the_map is not None
    qtbot.waitUntil(lambda: probe(the_map, qtbot).get("routes") not in (None, []))
    tab.map.lasso.click()
    qtbot.waitUntil(lambda: probe(the_map, qtbot)["drawing"] is True)
    the_map.lassoed.emit(EVERYWHERE, False)
    assert not tab.map.lasso.isChecked()
    chosen = tab.model.chosen
    assert len(chosen) > 10
    assert tab.map.catch.isVisible()
    assert str(len(chosen)) in tab.map.told.text()
    qtbot.waitUntil(lambda: probe(the_map, qtbot)["chosen"] == len(chosen))
    tab.map.assign.click()
    dialog = visible_dialog(window)
    assert isinstance(dialog, WhoDialog)
    qtbot.waitUntil(lambda: dialog.list.count() > 1)
    dialog.reject()
    tab.map.let_go.click()
    assert tab.model.chosen == ()
    assert not tab.map.catch.isVisible()
