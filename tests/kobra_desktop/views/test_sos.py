"""A call for help stands on every page with its number, and sounds until somebody attends it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kobra_desktop.background import Relay
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.sos import sos_facts
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.queries.sos import CallFacts
from kobra_desktop.store.tables import RECORDS
from kobra_desktop.views import outside
from kobra_desktop.views.alerts import panel
from kobra_desktop.views.alerts.sos_section import NearRow, SosSection
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_domain.agent_state import Body, Freshness, read_state
from kobra_domain.alerts import Alert, AlertAct, AlertState, AlertStep
from kobra_domain.escalation import Near
from kobra_domain.people import Role
from kobra_records.ids import new_id
from kobra_records.sql.tables import entity_of
from tests.kobra_desktop.views.test_clipping import clipped
from tests.kobra_desktop.views.world import NOW, World


def _texts(window: KobraWindow) -> str:
    return " ".join(label.text() for label in window.sos.findChildren(QLabel))


def _press(window: KobraWindow, words: str) -> None:
    for button in window.sos.findChildren(QPushButton):
        if words in button.text():
            button.click()


def test_it_stands_on_every_page_until_it_is_attended(
    qtbot: QtBot, window: KobraWindow, world: World
) -> None:
    bar = window.sos
    qtbot.waitUntil(bar.isVisible)
    agent = world.agents[0]
    for key in window.keys:
        if key != "map":
            window.open_page(key)
            assert bar.isVisible()
    assert agent.name in _texts(window)
    assert agent.phone in _texts(window)
    assert bar.alarm.is_sounding
    assert [b.text().strip("\u2009") for b in bar.findChildren(QPushButton)] == [
        "Call",
        "See",
        "Attend",
    ]
    _press(window, "Attend")
    asked = window.findChild(ReasonDialog)
    assert asked is not None
    assert bar.alarm.is_sounding
    asked.given.emit("Help is on its way")
    qtbot.waitUntil(bar.isHidden)
    assert not bar.alarm.is_sounding


def test_the_place_is_the_street_that_is_known_there(
    qtbot: QtBot, window: KobraWindow, world: World
) -> None:
    address = next(one for one in world.entities if type(one).__name__ == "Address")
    sos = replace(world.alerts[0], lat=address.lat, lon=address.lon)  # type: ignore[union-attr]
    world.pull(sos)
    qtbot.waitUntil(lambda: address.street in _texts(window))  # type: ignore[union-attr]


def test_it_is_silent_for_who_may_not_attend(
    qtbot: QtBot, look: Look, world: World, request: pytest.FixtureRequest
) -> None:
    viewer = next(user for user in world.users if user.role is Role.VIEWER)
    workspace = world.workspace(request.getfixturevalue("background"), Relay(), who=viewer)
    made = KobraWindow(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.sos.isVisible)
    assert not made.sos.alarm.is_sounding
    assert "Attend" not in " ".join(b.text() for b in made.sos.findChildren(QPushButton))


def test_the_marker_of_who_calls_never_fades(world: World) -> None:
    agent, silent = world.agents[0], replace(world.latest[0], heard_at=NOW.replace(hour=1))
    called = read_state(agent, silent, [world.alerts[0]], NOW)
    assert (called.body, called.freshness) == (Body.SOS, Freshness.FRESH)
    assert read_state(agent, silent, [], NOW).freshness is Freshness.OUTLINE


def test_how_long_ago_goes_on_in_the_line_that_stands(
    qtbot: QtBot, window: KobraWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = window.sos
    qtbot.waitUntil(bar.isVisible)
    button = bar.findChildren(QPushButton)[0]
    workspace = bar._model.alerts.workspace
    later = workspace.now + timedelta(hours=7)
    monkeypatch.setattr(type(workspace), "now", property(lambda _: later))
    words = bar._model.calls[0].cause.detail
    assert words not in _texts(window)
    assert bar._clock.isActive()
    bar._clock.timeout.emit()
    assert words in _texts(window)
    assert bar.findChildren(QPushButton)[0] is button


def _step(world: World, who: str, minute: int) -> AlertStep:
    sos = world.alerts[0]
    at = NOW.replace(minute=minute)
    told = {"act": AlertAct.TOLD, "who": who, "email": "eva@x.example", "team_id": sos.team_id}
    return AlertStep(id=new_id(), alert_id=sos.id, at=at, **told)  # type: ignore[arg-type]


def test_who_is_near_and_what_was_done_stand_in_the_line(
    qtbot: QtBot, window: KobraWindow, world: World
) -> None:
    bar = window.sos
    qtbot.waitUntil(bar.isVisible)
    sos, mate = world.alerts[0], world.agents[4]
    place = next(one for one in world.latest if one.agent_id == mate.id)
    world.pull(replace(sos, lat=place.lat, lon=place.lon))
    world.pull(_step(world, "Eva Lara", 1))
    qtbot.waitUntil(lambda: mate.name in _texts(window))
    qtbot.waitUntil(lambda: "Se avisó a Eva Lara" in _texts(window))
    assert "≈\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}min" in _texts(window)


def test_who_called_or_looked_is_written_down_once(
    qtbot: QtBot, window: KobraWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(outside, "call", lambda _look, _over, number: called.append(number))
    bar, store = window.sos, world.replica
    qtbot.waitUntil(bar.isVisible)

    def acts() -> list[AlertAct]:
        with store.reading() as connection:
            query = select(RECORDS["alert_step"]).order_by(RECORDS["alert_step"].c.at)
            return [entity_of(AlertStep, row).act for row in connection.execute(query)]

    _press(window, "Call")
    qtbot.waitUntil(lambda: acts() == [AlertAct.CALLED])
    _press(window, "Call")
    _press(window, "See")
    qtbot.waitUntil(lambda: acts() == [AlertAct.CALLED, AlertAct.SEEN])
    assert called == [world.agents[0].phone] * 2


def test_a_call_from_the_card_is_written_down_too(
    qtbot: QtBot, window: KobraWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "call", lambda *_: None)
    window.open_page("alerts", {"chosen": world.alerts[0].id})
    shown = window.page.findChild(panel.AlertPanel)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.findChild(SosSection) is not None)
    next(b for b in shown.findChildren(QPushButton) if "Call" in b.text()).click()

    def acts() -> list[AlertAct]:
        with world.replica.reading() as connection:
            found = connection.execute(select(RECORDS["alert_step"]))
            return [entity_of(AlertStep, row).act for row in found]

    qtbot.waitUntil(lambda: acts() == [AlertAct.CALLED])


def test_the_card_says_where_who_is_near_and_who_did_what(
    qtbot: QtBot, window: KobraWindow, world: World
) -> None:
    sos = world.alerts[0]
    world.pull(_step(world, "Eva Lara", 1))
    window.open_page("alerts", {"chosen": sos.id})
    page = window.page
    qtbot.waitUntil(lambda: page.findChild(SosSection) is not None)
    card = page.findChild(SosSection)
    assert card is not None

    def texts() -> str:
        return " ".join(one.text() for one in card.findChildren(QLabel))

    qtbot.waitUntil(lambda: "Se avisó a Eva Lara" in texts())
    assert f"{world.agents[0].name} pidió ayuda" in texts()
    world.pull(_step(world, "Iván Soto", 2))
    qtbot.waitUntil(lambda: "Se avisó a Iván Soto" in texts())


def test_what_is_typed_stays_while_the_call_is_told_again(
    qtbot: QtBot, window: KobraWindow, world: World
) -> None:
    """Each minute it is older, and a phone may ask again: the acts are the same ones."""
    sos = world.alerts[0]
    window.open_page("alerts", {"chosen": sos.id})
    shown = window.page.findChild(panel.AlertPanel)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.findChild(SosSection) is not None)
    field = shown.note_field
    field.setText("Ya va la patrulla")
    attend = next(b for b in shown.findChildren(QPushButton) if "Attend" in b.text())
    QTest.mousePress(attend, Qt.MouseButton.LeftButton)
    world.pull(replace(sos, count=7, last_at=NOW))
    qtbot.waitUntil(lambda: "7" in {one.text() for one in shown.findChildren(QLabel)})
    assert shown.note_field is field
    QTest.mouseRelease(attend, Qt.MouseButton.LeftButton)

    def attended() -> Alert:
        with world.replica.reading() as connection:
            found = rows.one(connection, "alert", sos.id)
        assert isinstance(found, Alert)
        return found

    qtbot.waitUntil(lambda: attended().state is AlertState.ATTENDED)
    assert attended().note == "Ya va la patrulla"


def test_who_is_near_keeps_the_button_to_call_them_while_they_move(
    qtbot: QtBot, look: Look, workspace: Workspace, world: World
) -> None:
    alerts = AlertsModel(workspace)
    alerts.open()
    qtbot.waitUntil(lambda: alerts.list.is_loaded)
    line = alerts.line_of(world.alerts[0].id)
    assert line is not None
    card = SosSection(look, workspace, line)
    qtbot.addWidget(card)
    facts = sos_facts(workspace)
    near = Near(agent=world.agents[1], distance_m=800.0, driving_min=6, walking_min=14)
    facts.value = {line.id: CallFacts(near=(near,))}
    facts.loaded.emit()
    [ring] = card.findChildren(QPushButton)
    closer = replace(near, distance_m=300.0, driving_min=2, walking_min=5)
    facts.value = {line.id: CallFacts(near=(closer,))}
    facts.loaded.emit()
    assert card.findChildren(QPushButton) == [ring]
    assert any("300 m" in one.text() for one in card.findChildren(QLabel))


@pytest.mark.parametrize(("scale", "width"), [(1.5, 1366), (1.5, 1024), (1.0, 1024)])
def test_nothing_of_it_is_cut(
    qtbot: QtBot, window: KobraWindow, world: World, look: Look, scale: float, width: int
) -> None:
    """Who, where, who is near and what was done: on more lines where there is no room for one."""
    sos = replace(world.alerts[0], lat=4.6512345, lon=-74.0512345)
    world.pull(sos)
    look.apply(ThemeChoice.LIGHT, scale)
    window.resize(width, 700)
    bar = window.sos

    def is_whole() -> bool:
        seen = [one for one in bar.findChildren(QLabel) if one.isVisible() and one.text()]
        return len(seen) > 2 and not clipped(bar) and not any(map(_is_cut, seen))

    qtbot.waitUntil(is_whole)


def _is_cut(one: QLabel) -> bool:
    return isinstance(one, ElidedLabel) and (
        one.fontMetrics().horizontalAdvance(one.text()) > one.contentsRect().width()
    )


def test_a_long_name_is_wrapped_beside_the_number(look: Look, qtbot: QtBot, world: World) -> None:
    agent = replace(world.agents[0], name="Sandra Milena Buitrago Guzmán de los Ríos")
    made = NearRow(look, agent)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < look.pixels(260)
