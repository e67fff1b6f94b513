"""`python -m tests.kobra_desktop.views.portfolio.lists_look DIR [es-light …]`: paints the lists of
Cartera and Acuerdos with what their acts ask and tell, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.kobra_desktop.views.look import build, shoot, translate, wait

from PySide6.QtWidgets import QApplication, QDialog, QWidget  # isort: skip

from kobra_desktop.commands.done import Refused
from kobra_desktop.models.acts import LongAct, Progress, Step
from kobra_desktop.views.dialogs.act_progress import ActProgressDialog
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from kobra_domain.errors import Invalid, NotAllowed
from tests.kobra_desktop.views.agreements.owed import owed
from tests.kobra_desktop.views.world import World

SIZES = ((1366, 768, 1.0), (1920, 1080, 1.0), (1366, 768, 1.5))


def scenes(window: KobraWindow) -> dict[str, Callable[[], QWidget | None]]:
    """What to do before each picture; answers a dialog to paint instead of the window."""

    def tab(page: str, key: str, chosen: int = 0) -> Any:
        window.open_page(page, {"tab": key})
        made: Any = window.page
        wait(lambda: made.tab.model.list.is_loaded)
        if chosen:
            made.tab.box.table.clearSelection()
            for line in range(chosen):
                made.tab.box.table.selectRow(line)
        wait(lambda: False, 300)
        return made.tab

    def shown(page: str, key: str) -> None:
        tab(page, key)

    def many() -> None:
        tab("portfolio", "accounts").box.table.selectAll()
        wait(lambda: False, 300)

    def dialog(ask: Callable[[Any], object]) -> QWidget | None:
        made = tab("portfolio", "accounts")
        made.box.table.selectAll()
        ask(made)
        wait(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))
        wait(lambda: False, 300)
        return [one for one in window.findChildren(QDialog) if one.isVisible()][-1]

    def progress() -> QWidget:
        work = LongAct(window)
        made = ActProgressDialog(window.look, window, work)
        work.progressed.emit(Progress(Step.KEEPING, 3_500, 5_000))
        made.show()
        return made

    def refused() -> QWidget:
        no_door = Invalid("missing", field="address_id")
        ended = NotAllowed("account_ended", state="paid")
        names = [(str(n), f"García Peña, María · {88_000 + n}") for n in range(4_221)]
        law = [Refused(*one, no_door) for one in names[3:]]
        left = [Refused(*one, ended) for one in names[:3]]
        made = RefusalsDialog(window.look, window, [*law, *left], "es", done="782 visitas")
        made.show()
        return made

    return {
        "accounts": lambda: shown("portfolio", "accounts"),
        "accounts-many": many,
        "parties": lambda: shown("portfolio", "parties"),
        "promises": lambda: shown("agreements", "promises"),
        "payments": lambda: shown("agreements", "payments"),
        "segment": lambda: dialog(lambda made: made.ask_segment()),
        "stop": lambda: dialog(lambda made: made.ask_stop()),
        "plan": lambda: dialog(lambda made: made.assign_chosen()),
        "progress": progress,
        "refused": refused,
    }


def main(folder: Path, wanted: list[str]) -> None:
    """Paint them."""
    register_scheme()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for locale in ("es", "en"):
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            for wide, high, scale in SIZES:
                name = f"{locale}-{theme.value}-{wide}" + ("-150" if scale > 1 else "")
                if wanted and name not in wanted:
                    continue
                translate(app, locale)
                look = Look(theme)
                look.apply(theme, scale)
                with tempfile.TemporaryDirectory() as temporary:
                    world = World(Path(temporary))
                    owed(world)
                    window, _, background = build(world, locale, look)
                    window.resize(wide, high)
                    window.show()
                    paint(window, folder, name)
                    background.close(5)
                    world.replica.close()


def paint(window: KobraWindow, folder: Path, name: str) -> None:
    """Each scene."""
    for scene, run in scenes(window).items():
        found = run()
        wait(lambda: False, 200)
        shoot(found or window, folder / f"{name}-{scene}.png")
        if isinstance(found, ActProgressDialog):
            found._on_ended()
        elif isinstance(found, QDialog):
            found.reject()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
