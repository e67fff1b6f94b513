"""Mapa with its real map: one selection, filters, follow, the ages of the card, the tabs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views import outside
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_domain.positions import MockReason
from kobra_domain.visits import VisitState
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.field_map.hand import MapHand
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import NOW, TODAY

LEFT = Qt.MouseButton.LeftButton


def test_agents_in_shift_are_on_the_map_and_the_others_only_in_the_list(
    hand: MapHand, world: TellingWorld
) -> None:
    hand.until(lambda page: page["agents"] == 5)  # of six, one is out of shift
    assert hand.page.models.field.agents.list.model.rowCount() == len(world.agents)


def test_a_line_that_is_clicked_is_chosen_on_the_map_and_has_its_card(
    hand: MapHand, world: TellingWorld
) -> None:
    agent = world.agents[1]
    hand.click_agent(agent.id)
    hand.until(lambda page: page["selected"] == agent.id)
    card = hand.page.live.card
    assert card.isVisible()
    assert card.title.text() == agent.name


def test_the_card_says_what_is_not_known_and_accuses_nobody(
    hand: MapHand, world: TellingWorld
) -> None:
    agent = world.agents[0]
    hand.click_agent(agent.id)
    known = replace(
        world.latest[0],
        heard_at=NOW + timedelta(seconds=1),
        accuracy_m=0.0,
        mock=MockReason.NOWHERE,
        doubt_at=NOW,
        doubt_lat=0.004,
        doubt_lon=0.004,
        clock_error_s=72_000.0,
        clock_seen_at=NOW,
    )
    hand.page.models.field.workspace.heard.send([known])
    card = hand.page.live.card

    def said() -> str:
        return "\n".join(one.text() for one in card.findChildren(QLabel))

    hand.qtbot.waitUntil(lambda: "adelantado 20 h" in said())
    assert "el teléfono no sabe dónde está" in said()
    assert "accuracy not known" in said()
    assert "last position that can be trusted" in said()


def test_a_mark_that_is_clicked_is_chosen_in_the_list(hand: MapHand, world: TellingWorld) -> None:
    agent = world.agents[0].id
    hand.page.stage.map.selected.emit(agent)
    assert hand.page.live.side.agents.chosen_id == agent
    assert hand.page.live.card.agent_id == agent
    hand.page.stage.map.selected.emit("")
    assert not hand.page.live.card.isVisible()


def test_a_visit_that_is_clicked_shows_its_list_and_panel(hand: MapHand) -> None:
    visit = next(iter(hand.page.models.field.shown_visits))
    hand.page.stage.map.selected.emit(visit.id)
    assert hand.page.live.side.kind == "visits"
    hand.qtbot.waitUntil(lambda: hand.page.live.visit.isVisible())
    assert hand.page.live.visit.title.text() == visit.row.party_name
    assert not hand.page.live.card.isVisible()


def test_hovering_a_line_lights_its_mark_and_the_other_way_round(
    hand: MapHand, world: TellingWorld
) -> None:
    agent = world.agents[0].id
    hand.page.live.side.agents.agent_hovered.emit(agent)
    hand.until(lambda page: page["hovered"] == agent)
    hand.page.stage.map.hovered.emit(agent)
    assert hand.page.live.side.agents._lines.lit_id == agent


def test_filters_take_agents_off_the_map(hand: MapHand, world: TellingWorld) -> None:
    hand.until(lambda page: page["agents"] == 5)
    hand.page.live.chips.chips["team"].set_values([world.teams[0].id])
    hand.until(lambda page: page["agents"] == 3)


def test_a_search_that_finds_nothing_says_so_and_can_be_cleared(hand: MapHand) -> None:
    side = hand.page.live.side
    side.search.setText("zzzz")
    hand.qtbot.waitUntil(lambda: not side._agent_state.is_content)
    side.search.clear()
    hand.qtbot.waitUntil(lambda: side._agent_state.is_content)


def test_f_follows_until_it_is_pressed_again_or_the_map_is_moved(
    hand: MapHand, world: TellingWorld
) -> None:
    agent = world.agents[0].id
    hand.click_agent(agent)
    hand.key(Qt.Key.Key_F)
    hand.until(lambda page: page["followed"] == agent)
    assert hand.page.live.card.follow.isChecked()
    hand.page.stage.map.follow_released.emit()
    assert not hand.page.live.card.follow.isChecked()
    hand.key(Qt.Key.Key_F)
    assert hand.page.live.followed == agent
    hand.key(Qt.Key.Key_F)
    hand.until(lambda page: page["followed"] == "")


def test_a_letter_typed_into_the_search_is_no_shortcut(hand: MapHand, world: TellingWorld) -> None:
    hand.click_agent(world.agents[0].id)
    search = hand.page.live.side.search
    search.setFocus()
    QTest.keyClicks(search, "fr")
    assert search.text() == "fr"
    assert hand.page.live.followed == ""
    assert hand.page.tab == "live"


def test_the_keys_zoom(hand: MapHand) -> None:
    hand.page.stage.map.look_at(4.6, -74.08, 12)
    hand.until(lambda page: page["zoom"] == 12)
    stage = hand.page.stage
    hand.qtbot.waitUntil(lambda: bool(stage._area and stage._area.zoom == 12))
    hand.page.live.side.agents.setFocus()
    hand.key(Qt.Key.Key_Plus)
    hand.until(lambda page: page["zoom"] == 13)


def test_the_card_tells_three_ages_apart_and_they_tick(
    hand: MapHand, world: TellingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.click_agent(world.agents[3].id)
    values = hand.page.live.card._ages._values
    assert values["server"].text() == "ahora"
    assert values["phone"].text() == "hace 3 min"
    assert values["fix"].text().startswith("hace 3 min")
    field = hand.page.models.field
    desk = field.workspace.desk
    object.__setattr__(desk, "clock", lambda: NOW + timedelta(minutes=5))
    hand.qtbot.waitUntil(lambda: values["phone"].text() == "hace 8 min")
    assert values["server"].text() == "hace 5 min"


def test_calling_and_copying_use_the_agents_number(
    hand: MapHand, world: TellingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def opened(url: QUrl) -> bool:
        called.append(url.toString())
        return True

    monkeypatch.setattr(outside, "_OPENER", "no-such-program")  # whatever this machine has

    monkeypatch.setattr(QDesktopServices, "openUrl", opened)
    hand.click_agent(world.agents[0].id)
    QTest.mouseClick(hand.page.live.card.call, LEFT)
    assert called == ["tel:+573005550100"]


def test_visits_of_an_agent_are_given_to_another(hand: MapHand, world: TellingWorld) -> None:
    hand.click_agent(world.agents[0].id)
    QTest.mouseClick(hand.page.live.card.reassign, LEFT)
    dialog = visible_dialog(hand.window)
    assert isinstance(dialog, AssignDialog)
    hand.qtbot.waitUntil(lambda: dialog.list.count() > 1)
    dialog.reject()


def test_an_absence_shows_what_moves_before_it_is_marked(
    hand: MapHand, world: TellingWorld
) -> None:
    agent = world.agents[0]
    hand.click_agent(agent.id)
    QTest.mouseClick(hand.page.live.card.absence, LEFT)
    dialog = visible_dialog(hand.window)
    assert isinstance(dialog, AbsenceDialog)
    hand.qtbot.waitUntil(lambda: dialog.plan.text() != "…")
    with hand.qtbot.waitSignal(hand.page.said):
        QTest.mouseClick(dialog.save, LEFT)
    field = hand.page.models.field
    hand.qtbot.waitUntil(
        lambda: (
            (line := field.agents.line_of(agent.id)) is not None
            and line.row.agent.absent_on == TODAY
        ),
    )
    left = [v for v in field.visits.list.held.rows if v.row.agent_id == agent.id]
    movable = (VisitState.ASSIGNED, VisitState.ON_PHONE)
    hand.qtbot.waitUntil(
        lambda: (
            not any(
                v.row.state in movable
                for v in field.visits.list.held.rows
                if v.row.agent_id == agent.id
            )
        ),
    )
    assert left


def test_a_wish_of_another_page_puts_the_agent_in_the_middle(
    hand: MapHand, world: TellingWorld
) -> None:
    latest = world.latest[2]
    hand.window.open_page("visits")
    hand.window.open_page("map", {"agent": world.agents[2].id})
    hand.until(lambda page: abs(page["center"][0] - (latest.lat or 0)) < 1e-3)
    assert hand.page.live.card.agent_id == world.agents[2].id


def test_back_restores_tab_and_selection(hand: MapHand, world: TellingWorld) -> None:
    hand.click_agent(world.agents[1].id)
    hand.window.open_page("visits")
    hand.window.go_back()
    assert hand.page.models.field.chosen_id == world.agents[1].id
    assert hand.page.tab == "live"


def test_offline_stands_above_the_map_with_the_hour_of_the_data(hand: MapHand) -> None:
    hand.page.models.field.status.show(SyncStatus(link=Link.OFFLINE, synced_at=NOW))
    strip = hand.page.stage._strip.itemAt(0)
    assert strip is not None
    widget = strip.widget()
    assert widget is not None
    assert "10:41" in widget.accessibleName()


def test_a_file_that_is_no_map_is_said_and_the_shipped_one_stays(
    hand: MapHand, tmp_path: Path
) -> None:
    wrong = tmp_path / "notes.pmtiles"
    wrong.write_text("no tiles")
    with hand.qtbot.waitSignal(hand.page.said):
        hand.page.models.ground.use_file(wrong)
    assert hand.page.models.ground.file is None


def test_a_map_page_that_dies_is_told_and_can_be_tried_again(hand: MapHand) -> None:
    hand.page.stage.map.page_failed.emit("died")
    assert hand.failures == ["died"]
    hand.failures.clear()


def test_esc_closes_the_card(hand: MapHand, world: TellingWorld) -> None:
    hand.click_agent(world.agents[0].id)
    hand.key(Qt.Key.Key_Escape)
    assert not hand.page.live.card.isVisible()
    assert json.loads(hand.ask("JSON.stringify(KobraMap.probe())"))["selected"] == ""
