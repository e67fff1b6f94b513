"""A page nobody sees, or that ended, leaves its card alone."""

from __future__ import annotations

import pytest

from kobra_desktop.views.field_map.agent_card import AgentCard
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.field_map.hand import MapHand


def test_news_touch_no_card_that_is_not_seen(
    hand: MapHand, world: TellingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another page is in front the card rests; in front again, it is filled."""
    page, touched = hand.page, []
    hand.click_agent(world.agents[0].id)
    assert page.live.card.isVisible()
    hand.window.open_page("visits")
    monkeypatch.setattr(AgentCard, "set_followed", lambda _card, on: touched.append(on))
    page.models.field.agents_moved.emit()
    assert touched == []
    hand.window.open_page("map")
    assert touched
    assert page.live.card.isVisible()


def test_a_page_that_ended_is_told_nothing(
    hand: MapHand, world: TellingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its models outlive its widgets by a moment."""
    page, touched = hand.page, []
    hand.click_agent(world.agents[0].id)
    monkeypatch.setattr(AgentCard, "set_followed", lambda _card, on: touched.append(on))
    page.models.field.agents_moved.emit()
    assert touched
    touched.clear()
    page.dispose()
    page.models.field.agents_moved.emit()
    assert touched == []
