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
from kobra_domain.charts.scene import Scene
from kobra_domain.charts.sheet import Measure, Sheet
from kobra_domain.charts.spec import ChartSpec, kind_of
from kobra_domain.charts.table import draw_table
from kobra_domain.charts.telling import answer_of, description_of, twin_of
from kobra_domain.charts.waterfall import draw_waterfall

# Less than this holds no chart; who has less room shows a part of it.
LEAST_WIDTH, LEAST_HEIGHT = 320.0, 240.0
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


def resolve(
    spec: ChartSpec,
    measure: Measure,
    size: tuple[float, float],
    theme: Theme,
    locale: str,
    window: tuple[int, int] | None = None,
) -> Scene:
    """The chart at a size in pixels, at least 320 × 240. The same arguments give the same scene.
    Of the steps of lines only those of a `window` are seen, from its first to before its last.
    """
    room = (max(LEAST_WIDTH, size[0]), max(LEAST_HEIGHT, size[1]))
    sheet = Sheet(spec, measure, room, theme, locale)
    sheet.window = window
    title = answer_of(sheet, spec)
    _DRAWN[kind_of(spec)](sheet, spec, title)
    tabled = partial(twin_of, sheet, spec)
    return sheet.scene(title, description_of(sheet, spec, title), tabled)
