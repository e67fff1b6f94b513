"""The bridge believes nothing that a person could not have done."""

from __future__ import annotations

import pytest

from kobra_desktop.map.bridge import Bridge
from kobra_desktop.map.spec import LatLon


@pytest.mark.parametrize(
    ("said", "ring"),
    [
        ("[[1,2],[3,4],[5,6]]", ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))),
        ("[]", ()),
        ("[[1,2],[3,4]]", ()),
        ("[[100,2],[3,4],[5,6]]", ()),
        ('[["a",2],[3,4],[5,6]]', ()),
        ("[[1,2,3],[3,4],[5,6]]", ()),
        ("{}", ()),
        ("null", ()),
        ("not json", ()),
    ],
)
def test_ring_is_checked(said: str, ring: tuple[LatLon, ...]) -> None:
    bridge = Bridge()
    heard: list[tuple[LatLon, ...]] = []
    bridge.zone_drawn.connect(heard.append)
    bridge.report_zone(said)
    assert heard == [ring]
    lassoed: list[tuple[object, bool]] = []
    bridge.lassoed.connect(lambda found, adds: lassoed.append((found, adds)))
    bridge.report_lasso(said, True)
    assert lassoed == [(ring, True)]


def test_nonsense_is_not_passed_on() -> None:
    bridge = Bridge()
    heard: list[object] = []
    for signal in (
        bridge.selected,
        bridge.hovered,
        bridge.opened,
        bridge.view_changed,
        bridge.pin_moved,
    ):
        signal.connect(heard.append)
    bridge.key_pressed.connect(heard.append)
    bridge.report_pin(float("nan"), 0.0, 17.0)
    bridge.report_pin(91.0, 0.0, 17.0)
    bridge.report_pin(4.0, -74.0, float("inf"))
    bridge.report_selected("x" * 65)
    bridge.report_hovered("x" * 65)
    bridge.report_opened("x" * 65)
    bridge.report_view(float("nan"), 0, 1)
    bridge.report_key("Enter")
    assert heard == []
