"""What the bar over every page says of alerts."""

from pytestqt.qtbot import QtBot

from kobra_desktop.models.counts import figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.top_bar import TopBar


def test_eleven_alerts_of_which_one_calls_for_help_are_not_eleven_calls(
    qtbot: QtBot, look: Look
) -> None:
    bar = TopBar(look, "Ana Ruiz")
    qtbot.addWidget(bar)
    bar.set_alerts(11, sos=1)
    assert bar.bell.text().strip() == f"{figure(1)} SOS"
    spoken = f"Calls for help: {figure(1)}. Open alerts: {figure(11)}"
    assert (bar.bell.accessibleName(), bar.bell.toolTip()) == (spoken, spoken)
    bar.set_alerts(3, sos=0)
    assert bar.bell.text().strip() == figure(3)
    assert bar.bell.accessibleName() == f"Open alerts: {figure(3)}"
    bar.set_alerts(0, sos=0)
    assert bar.bell.text() == ""
