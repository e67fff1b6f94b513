"""What `--scenes` paints beyond one picture a page: the map at work, the wall, a visit, each tab of
Administración. It moves the window as a person would and says when a scene is there.
"""

from collections.abc import Iterator
from pathlib import Path

from demo import (
    closing_scenes,
    portfolio_scenes,
    questionnaire_scenes,
    report_scenes,
    sending_scenes,
    webhook_scenes,
)
from demo.scene import Scene, acted, in_turn
from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.visits import MapVisit
from kobra_desktop.views.administration.alert_rules import AlertRulesDialog, AlertRulesTab
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.agent_state import Body
from kobra_domain.visits import Verdict

REPLAY_SPEED = 120
_SHARE_REPLAYED = 0.6


def scenes(window: MainWindow, files: Path) -> Iterator[Scene]:
    """Every scene that this user's pages allow, in order; each is set when it is asked for."""
    if "today" in window.keys:
        yield from closing_scenes.scenes(window, files)
    if "map" in window.keys:
        yield from _map_scenes(window)
    if "reports" in window.keys:
        yield from report_scenes.scenes(window, files)
    if "administration" in window.keys:
        yield from _administration(window)
    yield from portfolio_scenes.scenes(window, files)
    yield from questionnaire_scenes.further(window)


def _map_scenes(window: MainWindow) -> Iterator[Scene]:
    window.open_page("map")
    page = window.page
    if not isinstance(page, MapPage):
        return
    agent, visit = somebody_under_way(page), _visit(page)
    if agent is not None:
        page.live.choose_from_list(agent.id)
        yield Scene("map-agent", window, page.live.card.isVisible)
        yield from _trail(window, page, agent)
        page.show_tab("live")
    yield from _wall(page)
    if visit is not None and "visits" in window.keys:
        page.live.choose_from_list(visit.id)
        yield Scene("map-visit", window, page.live.visit.isVisible)
        window.open_page("visits", {"chosen": visit.id})
        yield Scene("visit", window)


def _trail(window: MainWindow, page: MapPage, agent: AgentLine) -> Iterator[Scene]:
    page.show_trail(agent.id)
    yield Scene("map-trail", window, lambda: page.models.trails.focused is not None)
    replay = page.trail.replay
    replay.seek(replay.start + (replay.end - replay.start) * _SHARE_REPLAYED)
    replay.set_speed(REPLAY_SPEED)
    page.trail.follow(True)
    replay.toggle()
    yield Scene("map-replay", window, lambda: replay.is_playing, page.escape)


def _wall(page: MapPage) -> Iterator[Scene]:
    page.open_wall()
    wall = page.wall
    if wall is None:
        return
    wall.showNormal()
    wall.resize(1920, 1080)
    wall.stage.map.ready.connect(wall.stage.fit_soon)
    yield Scene("wall", wall, lambda: wall.stage.is_ready, wall.close)


def _administration(window: MainWindow) -> Iterator[Scene]:
    window.open_page("administration")
    page = window.page
    if isinstance(page, AdministrationPage):
        for key in page.tab_keys:
            page.restore({"tab": key})
            yield Scene(f"administration-{key}", window)
            if isinstance(page.tab, AlertRulesTab):
                yield _thresholds(window, page.tab)
        yield from sending_scenes.scenes(window, page)
        yield from webhook_scenes.scenes(window, page)


def _thresholds(window: MainWindow, tab: AlertRulesTab) -> Scene:
    """The form of the thresholds, once it is counted what they told."""

    def form() -> AlertRulesDialog | None:
        found = window.findChildren(AlertRulesDialog)
        return next((one for one in found if one.isVisible()), None)

    def is_counted() -> bool:
        shown = form()
        return shown is not None and shown.effect.now is not None and not shown.effect.is_counting

    def close() -> None:
        if (shown := form()) is not None:
            shown.done(0)

    there = in_turn(lambda: tab.model.read.value is not None, acted(tab.open_form), is_counted)
    return Scene("administration-alerts-form", window, there, close, form)


def somebody_under_way(page: MapPage) -> AgentLine | None:
    """Somebody who is under way and has done something today, so that the trail tells a day."""
    lines = [line for line in page.models.field.shown_agents if line.state.is_on_map]

    def weight(line: AgentLine) -> tuple[bool, bool, int]:
        return line.state.body is Body.MOVING, not line.is_doubtful, line.row.done

    return max(lines, key=weight, default=None)


def _visit(page: MapPage) -> MapVisit | None:
    """One that was made at its address; else any with a verdict."""
    judged = [v for v in page.models.field.shown_visits if v.row.verdict is not None]
    return next(
        (v for v in judged if v.row.verdict is Verdict.AT_ADDRESS), next(iter(judged), None)
    )
