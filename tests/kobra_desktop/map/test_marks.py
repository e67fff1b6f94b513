"""One file of marks, two painters: the page's picture and Qt's must be the same picture."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from kobra_desktop import resources
from kobra_desktop.map import marks
from kobra_desktop.map.marks import AgentLook, Family, Look
from kobra_desktop.map.spec import Theme
from kobra_domain.agent_state import Body, Freshness
from kobra_domain.visits import Verdict, VisitState
from tests.kobra_desktop.map.conftest import LivePage

SIDE = 72
FAMILIES: tuple[Family, ...] = ("bodies", "badges", "visits", "verdicts", "trail")
Pixels = NDArray[np.float64]


def _pixels(image: QImage, ground: str) -> Pixels:
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(ground)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    raw = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.width(), 4)
    return raw[:, :, :3].astype(np.float64)


def _blank() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _page_image(address: str) -> QImage:
    return QImage.fromData(base64.b64decode(address.split(",", 1)[1]), "PNG")  # type: ignore[arg-type]


def _assert_alike(page: QImage, qt: QImage, name: str) -> None:
    """Edges are smoothed differently; a moved, missing or wrongly coloured shape is far above
    this.
    """
    ours, theirs = _pixels(qt, "#7F7F7F"), _pixels(page, "#7F7F7F")
    apart = np.abs(ours - theirs).max(axis=2)
    drawn = (np.abs(ours - 127).max(axis=2) > 8).sum()
    assert drawn > 60, f"{name}: nothing was drawn"
    assert (apart > 90).sum() < 0.03 * drawn, f"{name}: {(apart > 90).sum()} of {drawn} pixels"
    assert apart.sum() / drawn < 9, f"{name}: {apart.sum() / drawn:.1f} on average"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_mark_is_the_same_on_both(live: LivePage, family: Family, theme: Theme) -> None:
    for name in marks.names(family):
        look = '{"size": 36, "turn": 40}'
        page = live.ask(f"KobraMap.pictureOfMark('{family}', '{name}', '{theme}', {SIDE}, {look})")
        image = _blank()
        painter = QPainter(image)
        middle = QPointF(SIDE / 2, SIDE / 2)
        marks.paint_mark(painter, marks.mark(family, name), middle, theme, Look(36, 40))
        painter.end()
        _assert_alike(_page_image(page), image, f"{theme} {family}.{name}")


LOOKS = [
    AgentLook(Body.MOVING, 130.0, 64),
    AgentLook(Body.MOVING, None, 64),
    AgentLook(Body.SOS, None, 5, is_low=True),
    AgentLook(Body.AT_VISIT, None, 18, is_low=True, freshness=Freshness.OUTLINE),
    AgentLook(Body.STOPPED, None, 18, is_low=True, is_doubtful=True),
    AgentLook(Body.NO_SIGNAL, None, None, freshness=Freshness.FADING),
    AgentLook(Body.MOVING, 30.0, 80, is_doubtful=True, freshness=Freshness.FADING),
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.body}-{look.freshness}")
def test_agent_is_the_same_on_both(live: LivePage, look: AgentLook) -> None:
    staleness = list(Freshness).index(look.freshness)
    bearing = "NaN" if look.bearing is None else look.bearing
    said = (
        f"{{state: '{look.body}', bearing: {bearing}, battery: {look.battery_pct or 'NaN'},"
        f" isLow: {str(look.is_low).lower()}, isDoubtful: {str(look.is_doubtful).lower()},"
        f" staleness: {staleness}}}"
    )
    page = live.ask(f"KobraMap.pictureOfAgent({said}, 'light', {SIDE}, 26)")
    image = _blank()
    painter = QPainter(image)
    marks.paint_agent(painter, look, QPointF(SIDE / 2, SIDE / 2), "light", 26)
    painter.end()
    _assert_alike(_page_image(page), image, str(look))


def test_every_state_and_verdict_has_its_mark() -> None:
    assert {state.value for state in VisitState} <= set(marks.names("visits"))
    assert set(marks.names("verdicts")) == {verdict.value for verdict in Verdict}
    assert {body.value for body in Body} <= set(marks.names("bodies"))


def test_marks_use_colours_of_the_tokens() -> None:
    known = resources.tokens("light").keys() & resources.tokens("dark").keys()
    for family in FAMILIES:
        for name in marks.names(family):
            assert marks.mark(family, name)["color"] in known


def test_no_two_marks_look_alike_without_colour(qapp: object) -> None:
    """Shape alone tells the states apart: every pair differs in grey on a fifth of the drawn
    pixels.
    """
    for family in ("bodies", "visits", "verdicts"):
        shapes: dict[str, NDArray[np.bool_]] = {}
        for name in marks.names(family):
            image = marks.mark_pixmap(family, name, "light", 40).toImage()
            pixels = _pixels(image, "#FFFFFF").mean(axis=2)
            shapes[name] = pixels < 190
        names = list(shapes)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                union = (shapes[one] | shapes[other]).sum()
                assert (shapes[one] ^ shapes[other]).sum() > 0.1 * union, f"{one} and {other}"


def test_unknown_mark_is_an_error() -> None:
    with pytest.raises(KeyError):
        marks.mark("visits", "nonsense")
