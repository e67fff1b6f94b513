"""`python -m tests.kobra_desktop.views.charts.look DIR [KIND…]`: paints each chart in both
languages and themes, at four sizes, with what is usual and what is not, to be looked at.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.themes import chart_theme
from kobra_domain.charts import KINDS, ChartSpec, example, resolve
from kobra_records.files.paper.measure import text_width
from tests.kobra_domain.charts.odd import ODD

SIZES = ((420, 300), (560, 320), (1100, 420), (1500, 460))


def charts(locale: str) -> dict[str, ChartSpec]:
    """Every kind as it is, and every oddity."""
    usual = {kind: example(kind, locale) for kind in KINDS}
    return usual | {
        f"{kind}-{odd}": spec
        for odd, change in ODD.items()
        for kind in KINDS
        if (spec := change(usual[kind])) is not None
    }


def main(folder: Path, wanted: set[str]) -> None:
    """Paint them."""
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    for locale in ("es_CO", "en"):
        for name, spec in charts(locale).items():
            if wanted and not wanted & {name, name.partition("-")[0]}:
                continue
            for theme in ("light", "dark"):
                for wide, high in SIZES:
                    scene = resolve(spec, text_width, (wide, high), chart_theme(theme), locale)
                    target = folder / f"{name}-{locale[:2]}-{theme}-{wide}.png"
                    picture(scene).save(str(target))
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
