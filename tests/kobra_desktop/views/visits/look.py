"""`python -m tests.kobra_desktop.views.visits.look DIR [es-light …]`: paints the visit page, the
queue of reviews and what belongs to them, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.kobra_desktop.views.look import build, shoot, translate, wait

from PySide6.QtWidgets import QApplication, QDialog, QWidget  # isort: skip

from field_api.simulator.city import build_city
from field_api.simulator.tiles import archive
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.questionnaires.answers_table import AnswersTab
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.web.walls import register_scheme
from kobra_domain.deliveries import (
    DeliveryChannel,
    DeliveryPurpose,
    DeliveryState,
    VisitDelivery,
)
from kobra_domain.submissions import ReviewAct
from kobra_domain.visits import VisitState
from tests.kobra_desktop.views.field_map.city import CityWorld, telling
from tests.kobra_desktop.views.visits.answered import Answered, answer
from tests.kobra_desktop.views.world import NOW, World

SIZES = ((1366, 768), (1920, 1080))


def page_of(window: KobraWindow) -> VisitsPage:
    """The page in front."""
    page = window.page
    assert isinstance(page, VisitsPage)
    return page


def scenes(
    window: KobraWindow, world: World, added: Answered
) -> dict[str, Callable[[], QWidget | None]]:
    """What to do before each picture; answers a dialog to paint instead of the window."""

    def opened(submission: int) -> None:
        window.open_page("visits", {"submission": added.submissions[submission].id})
        wait(lambda: page_of(window).opened.facts is not None)
        wait(lambda: False, 2_500)

    def dialog(act: ReviewAct) -> QWidget | None:
        page_of(window).opened.ask(act)
        return visible(window)

    def trail() -> None:
        opened(0)
        page_of(window).opened.model.want_trail(True)
        view = page_of(window).opened
        view.side_area.ensureWidgetVisible(view.map)
        wait(lambda: False, 2_500)

    def photo() -> QWidget | None:
        view = page_of(window).opened
        view.photos.tiles[0].click()
        return visible(window)

    def plain() -> None:
        visit = next(v for v in world.visits if v.state is VisitState.ON_PHONE)
        window.open_page("visits", {"visit": visit.id})
        wait(lambda: False, 1_500)

    def loose() -> None:
        assert added.loose is not None
        window.open_page("visits", {"submission": added.loose.id})
        wait(lambda: False, 500)

    def answers() -> None:
        window.open_page("questionnaires", {"tab": "answers"})
        wait(lambda: False, 1_500)

    def export() -> QWidget | None:
        tab = window.page.findChild(AnswersTab)
        assert isinstance(tab, AnswersTab)
        tab.ask_export()
        return visible(window)

    return {
        "review": lambda: window.open_page("visits", {"tab": "review"}),
        "result": lambda: opened(2),
        "result_judged": lambda: opened(0),
        "result_trail": trail,
        "result_edit": lambda: dialog(ReviewAct.EDIT),
        "result_photo": photo,
        "result_promise": lambda: opened(1),
        "result_reject": lambda: dialog(ReviewAct.REJECT),
        "result_plain": plain,
        "result_loose": loose,
        "answers": answers,
        "answers_export": export,
        "visits": lambda: window.open_page("visits", {"tab": "list"}),
        "today": lambda: window.open_page("today"),
    }


def visible(window: KobraWindow) -> QWidget | None:
    """The dialog that is open."""
    wait(lambda: False, 300)
    found = [d for d in window.findChildren(QDialog) if d.isVisible()]
    return found[-1] if found else None


def main(folder: Path) -> None:
    """Paint everything, or only the looks named after the folder."""
    register_scheme()
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    city = archive(build_city(), folder)
    only = set(sys.argv[2:])
    with tempfile.TemporaryDirectory() as home:
        for locale in ("es", "en"):
            for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                name = f"{locale}-{theme}"
                if only and name not in only:
                    continue
                place = Path(home) / name
                place.mkdir()
                _paint(app, folder, place, city, locale, theme)


def page_of_visits(window: KobraWindow) -> VisitsPage:
    """Visitas, in front."""
    window.open_page("visits")
    return page_of(window)


def _paint(
    app: QApplication, folder: Path, home: Path, city: Path, locale: str, theme: ThemeChoice
) -> None:
    translate(app, locale)
    look = Look(theme)
    look.apply(theme)
    world = CityWorld(home, visits=120)
    added = answer(world)
    mail: Any = {"channel": DeliveryChannel.MAIL, "purpose": DeliveryPurpose.EACH}
    world.left = [VisitDelivery(**mail, state=DeliveryState.SENT, count=3, at=NOW)]
    with telling(world):
        window, workspace, background = build(world, locale, look)
        workspace.memory.write("basemap", str(city))
        window.show()
        for name, act in scenes(window, world, added).items():
            for wide, high in SIZES:
                window.resize(wide, high)
                shown = act() if wide == SIZES[0][0] or name.startswith("result") else None
                wait(lambda: False, 400)
                shoot(shown or window, folder / f"{name}-{wide}-{locale}-{theme}.png")
                if isinstance(shown, QDialog):
                    shown.reject()
        page_of_visits(window).opened.map.dispose()
        window.close()
        background.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
