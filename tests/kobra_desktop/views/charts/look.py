"""`python -m tests.kobra_desktop.views.charts.look DIR [KIND…]`: paints each chart in both
languages and themes, at four sizes, with what is usual and what is not, to be looked at; and each
kind as it is seen without colours and by an eye that tells red from green by nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.themes import chart_theme
from kobra_domain.charts import KINDS, ChartSpec, example, resolve
from kobra_records.files.paper.measure import text_width
from tests.colour_science import DEFICIENCIES
from tests.kobra_domain.charts.odd import ODD

SIZES = ((420, 300), (560, 320), (1100, 420), (1500, 460))
_GREY = ((0.2126, 0.7152, 0.0722),) * 3
EYES = {"grey": _GREY, "deutan": DEFICIENCIES["deutan"]}


def charts(locale: str) -> dict[str, ChartSpec]:
    """Every kind as it is, and every oddity."""
    usual = {kind: example(kind, locale) for kind in KINDS}
    return usual | {
        f"{kind}-{odd}": spec
        for odd, change in ODD.items()
        for kind in KINDS
        if (spec := change(usual[kind])) is not None
    }


def seen_by(image: QImage, eye: str) -> QImage:
    """The picture as an eye sees it: Machado 2009 in linear light, or without colours."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.bits(), np.uint8).reshape(plain.height(), plain.width(), 4)
    light = (pixels[..., 2::-1] / 255.0) ** 2.2
    seen = np.clip(light @ np.array(EYES[eye]).T, 0, 1) ** (1 / 2.2)
    made = np.full_like(pixels, 255)
    made[..., :3] = np.round(seen[..., ::-1] * 255)
    size = (plain.width(), plain.height(), QImage.Format.Format_RGB32)
    return QImage(made.tobytes(), *size).copy()


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
                    if name in KINDS and wide == SIZES[1][0] and locale == "en":
                        for eye in EYES:
                            made = seen_by(picture(scene), eye)
                            made.save(str(folder / f"{name}-{eye}-{theme}.png"))
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
