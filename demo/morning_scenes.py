"""A new company's first morning: its agents from a sheet, their enrolment sheets, who has not
reported yet, and the map with the streets of its region.
"""

from collections.abc import Iterator
from functools import partial
from random import Random

from demo.scene import Scene, acted, dialog_scene, in_turn, shown
from field_api.simulator.names import full_name
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.administration.region import RegionDialog
from kobra_desktop.views.administration.server import ServerTab
from kobra_desktop.views.administration.sheets_dialog import SheetsDialog
from kobra_desktop.views.administration.staff import StaffTab
from kobra_desktop.views.administration.staff_sheet import StaffSheetDialog
from kobra_desktop.views.window import MainWindow
from kobra_domain.region_maps import RegionState

AGENTS = 120
TEAMS = ("Norte", "Sur", "Centro", "Ribera")
HEAD = "codigo;nombre;equipo;telefono;turno"
WRONG = {3: "G004;;Norte;3005550003;", 17: "G002;Otra vez Ella;Sur;3005550017;"}
AROUND = "-70.26, 4.29, -70.14, 4.41"  # Villa Ámbar
ELSEWHERE = "-3.8, 40.3, -3.6, 40.5"


def scenes(window: MainWindow) -> Iterator[Scene]:
    """Of Administración; the agents that come stay."""
    if "administration" not in window.keys:
        return
    window.open_page("administration")
    page = window.page
    if isinstance(page, AdministrationPage):
        page.restore({"tab": "staff"})
        if isinstance(page.tab, StaffTab):
            yield from _agents(window, page.tab)
        page.restore({"tab": "server"})
        if isinstance(page.tab, ServerTab):
            yield from _region(window, page.tab)


def sheet() -> str:
    """A hundred and twenty agents, two of whose rows cannot be taken."""
    chance = Random(7)
    lines = [HEAD]
    for n in range(AGENTS):
        team, hours = TEAMS[n % len(TEAMS)], "" if n % 5 else "L-V 07:00-16:00; S 08:00-12:00"
        plain = f"G{n + 1:03};{full_name(chance)};{team};300555{n:04};{hours!r}".replace("'", '"')
        lines.append(WRONG.get(n, plain))
    return "\n".join(lines) + "\n"


def _agents(window: MainWindow, tab: StaffTab) -> Iterator[Scene]:
    dialog = tab.bring_sheet()
    yield Scene("agents-sheet-empty", dialog, dialog.isVisible)
    dialog.model.take(sheet())
    yield Scene("agents-sheet", dialog, lambda: dialog.model.may_take)
    dialog.accept_all.click()
    here = lambda: tab.model.agents_without_phone() > 1  # noqa: E731
    left = lambda: shown(window, StaffSheetDialog) is None  # noqa: E731
    yield Scene("agents-brought", window, in_turn(left, here, tab.sheets.isVisible))
    yield dialog_scene("agents-sheets", window, SheetsDialog, acted(tab.make_sheets))
    tab.silent.click()
    yield Scene("agents-silent", window)
    tab.escape()


def _region(window: MainWindow, tab: ServerTab) -> Iterator[Scene]:
    dialog = tab.open_region()
    model = dialog.model
    yield Scene("region", dialog, lambda: model.is_known)
    dialog.search.setText("medell")
    yield Scene("region-search", dialog, lambda: dialog.towns.count() > 0)
    dialog.search.clear()
    _ask(dialog, ELSEWHERE, "")
    yield Scene("region-failed", dialog, partial(_is, dialog, RegionState.FAILED))
    _ask(dialog, AROUND, "Villa Ámbar")
    yield Scene("region-sized", dialog, partial(_is, dialog, RegionState.SIZED))
    dialog.bring.click()
    yield Scene("region-coming", dialog, lambda: (model.share or 0) > 0.1)
    yield Scene("region-done", dialog, partial(_is, dialog, RegionState.DONE), dialog.accept)
    yield Scene("region-server", window)


def _ask(dialog: RegionDialog, box: str, town: str) -> None:
    dialog.box.setText(box)
    dialog.box.editingFinished.emit()
    dialog.town.setText(town)
    dialog.size_it.click()


def _is(dialog: RegionDialog, state: RegionState) -> bool:
    return dialog.model.state is state and not dialog.model.is_asking
