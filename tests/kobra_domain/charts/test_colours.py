"""The scale is the published one, and what is printed on it can be read."""

from __future__ import annotations

from pathlib import Path

import pyqtgraph
import pytest

from kobra_domain.charts.colours import cividis, contrast, ink_on, mixed


def test_the_scale_is_cividis_from_light_to_dark() -> None:
    file = Path(pyqtgraph.__file__).parent / "colors" / "maps" / "cividis.csv"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(";")]
    published = [[round(float(part) * 255) for part in line.split(",")] for line in lines if line]
    for n, parts in enumerate(published):
        made = cividis(1 - n / 255)
        ours = [int(made[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(abs(a - b) for a, b in zip(ours, parts, strict=True)) <= 3, n


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.25, 0.5, 0.55, 0.6, 0.75, 1.0, 2.0])
def test_a_value_on_its_cell_can_be_read(share: float) -> None:
    assert contrast(ink_on(cividis(share)), cividis(share)) >= 4.5


def test_mixing() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
