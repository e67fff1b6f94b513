"""`python -m tests.kobra_desktop.views.portfolio.look DIR [es-light …]`: paints a person's page and
its forms, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.kobra_desktop.views.look import crash, shoot, translate, wait

from PySide6.QtWidgets import QApplication, QDialog, QWidget  # isort: skip

from kobra_desktop.background import Background, Relay
from kobra_desktop.views.portfolio.person import PersonView
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from tests.kobra_desktop.views.portfolio.told import Told, tell
from tests.kobra_desktop.views.world import World

SIZES = ((1366, 768), (1920, 1080))


def scenes(view: PersonView, told: Told) -> dict[str, Callable[[], QWidget | None]]:
    """What to do before each picture; answers a dialog to paint instead of the window."""

    def person() -> None:
        view.open(told.party.id)
        wait(lambda: view.model.facts is not None)
        wait(lambda: False, 2_000)

    def dialog(ask: Callable[[], None]) -> QWidget | None:
        ask()
        found = [one for one in view.findChildren(QDialog) if one.isVisible()]
        return found[-1] if found else None

    return {
        "person": person,
        "contact": lambda: dialog(view.head.contact.click),
        "petition": lambda: dialog(view.head.petition.click),
        "answer": lambda: dialog(lambda: view.petitions.answer_requested.emit(told.petition)),
        "edit": lambda: dialog(view.head.edit.click),
        "stop": lambda: dialog(view.head.stop.click),
    }


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
                told = tell(world)
                background = Background(crash)
                workspace = world.workspace(background, Relay(), locale)
                paint(PersonView(look, workspace), told, folder, name)
                background.close(5)
                world.replica.close()


def paint(view: PersonView, told: Told, folder: Path, name: str) -> None:
    """Each scene at each size."""
    for wide, high in SIZES:
        view.resize(wide - 180, high - 90)
        view.show()
        for scene, run in scenes(view, told).items():
            found = run()
            shoot(found or view, folder / f"{name}-{wide}-{scene}.png")
            if isinstance(found, QDialog):
                found.done(0)
    view.map.dispose()
    view.hide()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target, sys.argv[2:])
