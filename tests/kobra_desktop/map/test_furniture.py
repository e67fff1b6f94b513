"""What stands around and beside the marks: the legend, the names, how snugly everything fits."""

from __future__ import annotations

import json
from dataclasses import replace

from kobra_desktop.map.spec import AgentMark
from kobra_domain.agent_state import Badge, Body
from kobra_domain.words import word
from tests.kobra_desktop.map import invented
from tests.kobra_desktop.map.conftest import LivePage

LAT, LON = invented.CENTER
ANA = AgentMark("ana", "Ana Ruiz", LAT, LON, Body.MOVING, 90.0, 64)


ROWS = "[...document.querySelectorAll('.kobra-legend .kobra-row')].map(e => e.textContent)"
FOLD = "document.querySelector('.kobra-fold')"


def _legend(live: LivePage) -> list[str]:
    """The words of the legend, unfolded."""
    live.ask(f"if ({FOLD}.getAttribute('aria-expanded') === 'false') {FOLD}.click(); 1")
    return [str(each) for each in json.loads(live.ask(f"JSON.stringify({ROWS})"))]


def test_legend_lists_what_is_on_the_map_now(live: LivePage) -> None:
    ana = replace(ANA, body=Body.AT_VISIT)
    live.view.show_agents([ana])
    live.until(lambda p: p["agents"] == 1)
    assert _legend(live) == [word(Body.AT_VISIT, "es")]
    live.view.update_agents([replace(ana, body=Body.SOS, is_low=True)])
    words = [word(Body.SOS, "es"), word(Badge.LOW_BATTERY, "es")]
    live.qtbot.waitUntil(lambda: _legend(live) == words)
    trail = invented.trail(0)
    live.view.show_trails([replace(trail, gaps=())])
    live.view.fit_all()
    live.until(lambda p: p["vertices"] > 0)
    assert "Edge of a stretch without data" not in _legend(live)
    assert "Stop" in _legend(live)


def test_everything_fits_snugly_between_whole_zooms(live: LivePage) -> None:
    marks = [replace(ANA, id=f"a{at}", lat=LAT + at * 0.0135, lon=LON) for at in (0, 1)]
    live.view.show_agents(marks)
    live.until(lambda p: p["agents"] == 2)
    live.view.fit_all()
    live.until(lambda p: p["zoom"] == 15.5)


def test_a_fit_that_came_before_the_agents_is_made_again_with_them(live: LivePage) -> None:
    live.view.show_visits(invented.visits(40))
    live.until(lambda p: p["visits"] > 0 or p["zoom"] < 10)
    live.view.fit_all()
    live.until(lambda p: p["zoom"] > 10 and p["zoom"] < 16)
    live.view.show_agents([replace(ANA, id=f"a{at}", lat=LAT + at * 0.001) for at in (0, 1)])
    live.until(lambda p: p["zoom"] == 17)


def test_a_doubted_place_does_not_decide_what_is_seen(live: LivePage) -> None:
    far = replace(ANA, id="far", lat=LAT + 1, is_doubtful=True)
    near = [replace(ANA, id=f"a{at}", lat=LAT + at * 0.0135) for at in (0, 1)]
    live.view.show_agents([far, *near])
    live.until(lambda p: p["agents"] == 3)
    live.view.fit_all()
    live.until(lambda p: p["zoom"] == 15.5)


def test_long_names_are_short_beside_marks_unless_two_would_be_the_same(live: LivePage) -> None:
    names = [
        "Sandra Milena Buitrago Guzmán",
        "Adriana Tovar Gómez",
        "Juan de la Cruz Pérez",
        "Ana Lucía Mora Rey",
        "Ana Belén Mora Díaz",
        "Luis Mora",
    ]
    assert live.ask(f"JSON.stringify(KobraMap.shortened({json.dumps(names)}))") == json.dumps(
        ["Sandra Buitrago", "Adriana Tovar", "Juan de la Cruz", *names[3:]],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def test_a_cluster_tells_its_states_under_the_pointer(live: LivePage) -> None:
    rest = [replace(ANA, id=f"a{at}", lat=LAT + at * 1e-6) for at in range(250)]
    live.view.show_agents([replace(ANA, body=Body.SOS), *rest])
    live.view.look_at(LAT, LON, 13)
    live.until(lambda p: p["clustered"] and len(p["hits"]) == 1)
    over = f"{{containerPoint: KobraMap.leafletMap().latLngToContainerPoint([{LAT}, {LON}])}}"
    live.ask(f"KobraMap.leafletMap().fire('mousemove', {over}); 1")
    lines = "[...document.querySelectorAll('.kobra-hover div')].map(e => e.textContent)"
    told = json.loads(live.ask(f"JSON.stringify({lines})"))
    assert told == [
        "251",
        f"1 · {word(Body.SOS, 'es')}",
        f"250 · {word(Body.MOVING, 'es')}",
    ]
