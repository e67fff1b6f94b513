"""`python -m tests.kobra_desktop.views.portfolio.importing_look DIR [size…] [look…]`: paints each
step of a file that comes in, over a real server, to be looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog

from kobra_desktop.background import Background
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_domain.imports.targets import Target
from tests.kobra_desktop.views.administration.office import Office, found, office
from tests.kobra_desktop.views.look import crash, shoot, translate, wait

NAMES = ("María García Peña", "José Rodríguez", "Ana Muñoz", "Luis Quiroga", "Iván Ávila")
HEADER = (
    "No. Obligación;Cédula;Nombre del titular;Celular;Dirección;Barrio;Municipio;"
    "Saldo total;Saldo vencido;Días mora;Estado;Fecha corte;Analista"
)
SIZES = ("1366x768", "1280x720", "1920x1080")


def until(is_so: Callable[[], object], seconds: float = 60) -> None:
    """Let Qt work until it is so."""
    end = monotonic() + seconds
    while not is_so() and monotonic() < end:
        wait(lambda: False, 40)


def written(folder: Path, name: str = "cartera_20261105.csv") -> Path:
    """A file with what asks for a person: a day that nobody decides, a value that nobody knows, a
    broken row and a total.
    """
    lines = [HEADER]
    for n in range(120):
        state = "VIG" if n % 3 else ("XZ" if n % 2 else "Juridico")
        amount = f"{1 + n % 9}.{200 + n}.{n % 10}00,50"
        lines.append(
            f"91{n:05d};{52_000_000 + n};{NAMES[n % 5]};300555{n:04d};Calle {n + 3} # 12-{n % 99};"
            f"La Candelaria;Bogotá;{amount};{amount};{n % 90};{state};05/11/2026;A{n % 4}"
        )
    lines.insert(40, "9100039;1;;;;;;x;;;;;")
    lines.append("TOTAL;;;;;;;999;;;;;")
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def steps(tab: ImportsTab, made: Office, folder: Path) -> Iterator[str]:
    """The names of what is seen, one after another."""
    wizard, sheet = tab.wizard, tab.sheet
    yield "0-empty"
    tab.take_files([written(folder)])
    until(lambda: wizard.file is not None and sheet.start.kind.chosen is not None)
    sheet.start.portfolio.choose(made.world.portfolios[0].id)
    yield "1-start"
    sheet.start.send.click()
    until(lambda: wizard.detail is not None and not wizard.job.is_running)
    yield "2-file"
    page: Any = sheet.page
    for first, _ in page.questions.choices:
        first.click()
    _on(tab)
    page = sheet.page
    page.law.choices[Target.PRODUCT_TYPE].choose("microcredit")
    page.law.unknown[Target.AUTHORISED_ON].click()
    yield "3-columns"
    _on(tab)
    page = sheet.page
    page.choices[0].choose("withdrawn")
    yield "4-values"
    _on(tab)
    yield "5-preview"
    page = sheet.page
    until(lambda: page.list.model.shown)
    page.list.table.selectRow(1)
    yield "5-row"
    page.close_them.click()
    page.list.tabs.choose("visits")
    until(lambda: page.list.model.shown)
    yield "5-closing"
    page.keep.click()
    page.list.tabs.choose("refused")
    until(lambda: page.list.model.shown)
    yield "5-refused"
    _on(tab)
    yield "6-done"
    tab.deeds.ask_undo(wizard.import_id)
    until(lambda: bool(_dialogs(tab)))
    yield "7-undo"
    for dialog in _dialogs(tab):
        dialog.done(0)
    import_id = wizard.import_id
    tab.leave()
    made.sync()
    until(lambda: tab.model.row(import_id))
    tab.choose(import_id)
    yield "8-list"
    tab.take_files([written(folder, f"cartera_{n}.csv") for n in range(5)])
    until(lambda: len(tab.start.waiting) == 5)
    yield "9-first-of-five"
    tab.leave()
    yield "9-waiting"
    tab.deeds.ask_night(import_id)
    until(lambda: bool(_dialogs(tab)))
    yield "9-night"
    form: Any = _dialogs(tab)[-1]
    form.address.make.click()
    until(form.address.made.isVisible)
    yield "9-upload"
    form.done(0)


def _on(tab: ImportsTab) -> None:
    before = tab.wizard.step
    tab.wizard.go_on()
    until(lambda: tab.wizard.step is not before and not tab.wizard.job.is_running)


def _dialogs(tab: ImportsTab) -> list[QDialog]:
    return [one for one in tab.findChildren(QDialog) if one.isVisible()]


def _paint(app: QApplication, folder: Path, home: Path, look: str, sizes: list[str]) -> None:
    locale, theme = look.split("-")
    translate(app, locale)
    dress = Look(ThemeChoice(theme))
    dress.apply(ThemeChoice(theme))
    background = Background(crash)
    with office(home, background, found(home / "founded"), locale) as made:
        window = KobraWindow(dress, made.workspace, made.status)
        window.show()
        window.open_page("portfolio", {"tab": "imports"})
        tab = window.page.tab  # type: ignore[attr-defined]
        until(lambda: tab.start.portfolios)
        for name in steps(tab, made, home):
            for size in sizes:
                window.resize(*map(int, size.split("x")))
                wait(lambda: False, 400)
                shown = _dialogs(tab)
                shoot(shown[-1] if shown else window, folder / f"{name}-{look}-{size}.png")
        window.close()
        background.close()


def main(folder: Path, only: set[str]) -> None:
    """Everything, or only the sizes and looks that are named."""
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    looks = {f"{locale}-{theme}" for locale in ("es", "en") for theme in ("light", "dark")}
    for look in sorted(only & looks or looks):
        with tempfile.TemporaryDirectory() as home:
            _paint(app, folder, Path(home), look, [s for s in SIZES if s in only] or list(SIZES))


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
