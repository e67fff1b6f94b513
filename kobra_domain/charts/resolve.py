"""From a chart as data to the chart as it will be seen, for every sink alike."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kobra_domain.charts.bars import draw_bars
from kobra_domain.charts.bignumber import draw_number
from kobra_domain.charts.colours import Theme
from kobra_domain.charts.funnel import draw_funnel
from kobra_domain.charts.heat import draw_heat
from kobra_domain.charts.lines import draw_lines
from kobra_domain.charts.matrix import draw_matrix
from kobra_domain.charts.multiples import draw_multiples
from kobra_domain.charts.places import draw_places
from kobra_domain.charts.scene import Scene, Told
from kobra_domain.charts.sheet import Measure, Sheet
from kobra_domain.charts.spec import BigNumber, ChartSpec, kind_of
from kobra_domain.charts.table import draw_table
from kobra_domain.charts.telling import answer_of, description_of, twin_of
from kobra_domain.charts.waterfall import draw_waterfall

# Less than this holds no chart; who has less room shows a part of it.
LEAST_WIDTH, LEAST_HEIGHT = 320.0, 240.0
_LEAST_NUMBER = (200.0, 128.0)
_DRAWN: dict[str, Callable[[Sheet, Any, str], None]] = {
    "heat_map": draw_heat,
    "line": draw_lines,
    "bar": draw_bars,
    "waterfall": draw_waterfall,
    "funnel": draw_funnel,
    "matrix": draw_matrix,
    "multiples": draw_multiples,
    "number": draw_number,
    "table": draw_table,
    "map": draw_places,
}


def least_size(spec: ChartSpec) -> tuple[float, float]:
    """How little holds a chart; one figure needs less than the others."""
    return _LEAST_NUMBER if isinstance(spec, BigNumber) else (LEAST_WIDTH, LEAST_HEIGHT)


def resolve(
    spec: ChartSpec,
    measure: Measure,
    size: tuple[float, float],
    theme: Theme,
    locale: str,
    window: tuple[int, int] | None = None,
) -> Scene:
    """The chart at a size in pixels, at least `least_size`. The same arguments give the same scene.
    Of the steps of lines only those of a `window` are seen, from its first to before its last.
    """
    least = least_size(spec)
    room = (max(least[0], size[0]), max(least[1], size[1]))
    sheet = Sheet(spec, measure, room, theme, locale)
    sheet.window = window
    words = _told(sheet, spec)
    _DRAWN[kind_of(spec)](sheet, spec, words.title)
    return sheet.scene(words.title, words.description, words.tabled)


def told(spec: ChartSpec, measure: Measure, theme: Theme, locale: str) -> Told:
    """What the chart says, for whoever draws nothing yet."""
    return _told(Sheet(spec, measure, least_size(spec), theme, locale), spec)


def _told(sheet: Sheet, spec: ChartSpec) -> Told:
    title = answer_of(sheet, spec)
    said, tabled = description_of(sheet, spec, title), partial(twin_of, sheet, spec)
    return Told(title, said, sheet.locale, tabled)
