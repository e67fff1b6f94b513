"""`python -m tests.kobra_desktop.views.portfolio.places_look DIR [es-light …]`: paints *Domicilios
por ubicar* with its dialogs, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.kobra_desktop.views.look import crash, shoot, translate, wait

from PySide6.QtWidgets import QApplication, QDialog  # isort: skip

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.portfolio.books import BooksModel, _Found
from kobra_desktop.models.portfolio.unplaced import Offer
from kobra_desktop.store import rows
from kobra_desktop.views.portfolio.books import BooksDialog
from kobra_desktop.views.portfolio.unplaced import UnplacedTab
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from kobra_domain.places import GeocodeQuality, Point
from kobra_domain.portfolios import Address
from kobra_domain.streets.answers import (
    BookKind,
    BookLoading,
    LoadedBook,
    LoadedBooks,
    MethodQuality,
)
from kobra_domain.streets.doors import keyed
from kobra_domain.streets.placing import PlaceMethod
from tests.kobra_desktop.views.world import World

SIZES = ((1366, 768), (1920, 1080))
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


def told(world: World) -> str:
    """Three doors without a pin; the id of the first."""
    found = [one for one in world.entities if isinstance(one, Address)][:4]
    words = "Calle 8 # 12-40 y Carrera 9 # 1-20"
    bare = [
        keyed(
            replace(
                one, street=words if not n else f"Calle {n + 5} # 7-42", lat=None, lon=None,
                geocode_quality=GeocodeQuality.NONE,
            )
        )
        for n, one in enumerate(found[:3])
    ]  # fmt: skip
    with world.replica.pulling() as connection:
        for one in bare:
            rows.write(connection, "address", one, 1)
    return bare[0].id


def books() -> _Found:
    """Two municipalities, one of them well known."""
    quality = MethodQuality(
        municipality="Bogotá", method=PlaceMethod.CORNER_METRES, arrivals=1_204, p50_m=11.0,
        p90_m=36.0, p95_m=52.0, is_learnt=True,
    )  # fmt: skip
    loaded = [
        LoadedBook(
            municipality=town, streets=1_240, corners=15_233, quarters=9, doors=0, loaded_at=NOW
        )
        for town in ("Bogotá", "Mezquital del Llano")
    ]
    loading = BookLoading(municipality="Cali", kind=BookKind.STREETS, filename="calles.geojson")
    return _Found(LoadedBooks(items=tuple(loaded), loading=loading), (quality,))


def paint(tab: UnplacedTab, chosen: str, folder: Path, name: str) -> None:
    """The tab, then each of its dialogs, at each size."""
    panel = tab.panel
    offers = (
        Offer(Point(4.65, -74.09), PlaceMethod.CORNER_METRES, "Esquina + metros · ± 52 m", 52.0),
        Offer(Point(4.652, -74.087), PlaceMethod.STREET, "Mitad de la calle · ± 1,5 km", 1_500.0),
    )
    for wide, high in SIZES:
        tab.resize(wide - 180, high - 150)
        tab.show()
        wait(lambda: tab.box.table.model().rowCount() == 3)
        tab.choose(chosen)
        wait(lambda: not tab.model.is_asking)
        tab.model.offers = offers
        tab.model.offers_changed.emit()
        wait(lambda: False, 2_500)
        shoot(tab, folder / f"{name}-{wide}-places.png")
        for what, ask in (("same", panel.share), ("split", panel.split), ("words", panel.correct)):
            ask()
            dialog = next(one for one in panel.findChildren(QDialog) if one.isVisible())
            shoot(dialog, folder / f"{name}-{wide}-{what}.png")
            dialog.done(0)
        model = BooksModel(tab.workspace)
        dialog = BooksDialog(tab.look, tab, model)
        dialog.show()
        model._on_found(books())
        wait(lambda: False, 300)
        shoot(dialog, folder / f"{name}-{wide}-books.png")
        dialog.done(0)
    panel.map.dispose()
    tab.hide()


def main(folder: Path, wanted: list[str]) -> None:
    """Paint them."""
    register_scheme()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for locale in ("es", "en"):
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            name = f"{locale}-{theme.value}"
            if wanted and name not in wanted:
                continue
            translate(app, locale)
            look = Look(theme)
            look.apply(theme)
            with tempfile.TemporaryDirectory() as temporary:
                world = World(Path(temporary))
                chosen = told(world)
                background = Background(crash)
                workspace = world.workspace(background, Relay(), locale)
                paint(UnplacedTab(look, workspace, None), chosen, folder, name)
                background.close(5)
                world.replica.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target, sys.argv[2:])
