"""The marks of mails are those of the screen."""

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from field_api.pictures.drawing import rendered
from field_api.pictures.strokes import mark, painted
from kobra_desktop.map.marks import Look, names, paint_mark
from kobra_desktop.map.marks import mark as known

SIDE, SIZE = 60, 40.0
FAMILIES = ("bodies", "visits", "verdicts")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_mark_is_drawn_as_a_painter_draws_it(family: str) -> None:
    for name in names(family):  # type: ignore[arg-type]
        svg = painted(mark(family, name), 30, 30, SIZE)
        ground = '<rect width="600" height="300" fill="#808080"/>'
        ours = rendered(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300">{ground}{svg}</svg>'
        )
        difference = ImageChops.difference(
            ours.crop((0, 0, 2 * SIDE, 2 * SIDE)), _by_qt(family, name)
        )
        assert ImageStat.Stat(difference.convert("L")).mean[0] < 2.5, name


def _by_qt(family: str, name: str) -> Image.Image:
    image = QImage(2 * SIDE, 2 * SIDE, QImage.Format.Format_RGB888)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    painter.scale(2, 2)
    paint_mark(painter, known(family, name), QPointF(30, 30), "light", Look(SIZE))  # type: ignore[arg-type]
    painter.end()
    raw = bytes(image.constBits())
    return Image.frombytes("RGB", (2 * SIDE, 2 * SIDE), raw, "raw", "RGB", image.bytesPerLine())
