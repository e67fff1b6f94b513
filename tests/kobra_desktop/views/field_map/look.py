"""`python -m tests.kobra_desktop.views.field_map.look DIR [es-light…] [scene…]`: paints Mapa in
both languages, themes and sizes, to be looked at. Not a test.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6 import QtWebEngineWidgets  # noqa: F401  (before the application)
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from field_api.simulator.city import build_city
from field_api.simulator.tiles import archive
from kobra_desktop.models.status import StatusModel
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from tests.kobra_desktop.views.field_map.city import CityWorld, telling
from tests.kobra_desktop.views.look import build, shoot, translate, wait
from tests.kobra_desktop.views.world import NOW

SIZES = ((1366, 768), (1920, 1080))


def scenes(
    page: MapPage, world: CityWorld, status: StatusModel
) -> Iterator[tuple[str, QWidget | None]]:
    """Each yields the picture's name, and what to paint if not the window."""
    yield "live", None
    page.live.choose_from_list(world.agents[0].id)
    yield "agent", None
    page.live.side.show_kind("visits")
    away = next(
        v for v in page.models.field.shown_visits if v.row.verdict and v.row.verdict.value == "away"
    )
    page.live.choose_from_list(away.id)
    page.stage.map.look_at(away.row.lat or 0, away.row.lon or 0, 17)
    yield "visit", None
    page.models.field.choose("")
    page.show_trail(world.agents[0].id)
    wait(lambda: page.models.trails.focused is not None)
    yield "trail", None
    page.models.trails.toggle(world.agents[4].id)
    page.models.trails.toggle(world.agents[6].id)
    wait(lambda: len(page.models.trails.days) == 3)
    page.trail.replay.seek(page.trail.replay.start + 6000)
    yield "trails", None
    page.show_tab("zones")
    page.zones.side.teams.setCurrentRow(0)
    yield "zones", None
    page.show_tab("live")
    page.acts.absence(world.agents[0].id)
    wait(lambda: False, 300)
    dialog = next(d for d in page.findChildren(QDialog) if d.isVisible())
    yield "absence", dialog
    dialog.reject()
    status.show(SyncStatus(link=Link.OFFLINE, synced_at=NOW))
    yield "offline", None
    page.open_wall()
    assert page.wall is not None
    page.wall.showNormal()
    page.wall.resize(1920, 1080)
    wait(lambda: bool(page.wall and page.wall.stage.is_ready), 20_000)
    page.wall.stage.fit_soon()
    yield "wall", page.wall
    page.wall.close()


def main(folder: Path, only: set[str]) -> None:
    """Paint everything, or only what is named."""
    folder.mkdir(parents=True, exist_ok=True)
    register_scheme()
    app = QApplication(sys.argv[:1])
    city = archive(build_city(), folder)
    looks = {
        f"{lang}-{theme.value}": (lang, theme)
        for lang in ("es", "en")
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK)
    }
    wanted = {name: look for name, look in looks.items() if not only & looks.keys() or name in only}
    with tempfile.TemporaryDirectory() as home:
        for name, (lang, theme) in wanted.items():
            place = Path(home) / name
            place.mkdir()
            _paint(app, folder, place, city, name, lang, theme, only - looks.keys())


def _paint(
    app: QApplication,
    folder: Path,
    home: Path,
    city: Path,
    name: str,
    lang: str,
    theme: ThemeChoice,
    only: set[str],
) -> None:
    translate(app, lang)
    look = Look(theme)
    look.apply(theme)
    world = CityWorld(home)
    with telling(world):
        window, workspace, background = build(world, lang, look)
        workspace.memory.write("basemap", str(city))
        window.show()
        window.open_page("map")
        page = window.page
        assert isinstance(page, MapPage)
        page.map_failed.connect(lambda words: sys.stderr.write(f"MAP {words}\n"))
        wait(lambda: page.stage.is_ready, 20_000)
        wait(lambda: False, 1_500)
        for scene, widget in scenes(page, world, page.models.field.status):
            if only and scene not in only:
                continue
            for size in SIZES if widget is None else SIZES[:1]:
                if widget is None:
                    window.resize(*size)
                wait(lambda: False, 1_800)
                shoot(widget or window, folder / f"{scene}-{name}-{size[0]}.png")
        page.dispose()
        window.close()
        background.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
