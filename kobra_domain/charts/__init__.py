"""Charts: from data (`spec.py`) to a scene (`scene.py`) that every sink draws as it stands.

`resolve` decides all: domains, ticks, words, colours, order, and what there is no room for. Screen,
paper and web page draw what it says. A kind's drawing is one file.
"""

from kobra_domain.charts.colours import Theme
from kobra_domain.charts.examples import example
from kobra_domain.charts.reading import check_spec, read_spec, shape_of, spec_of
from kobra_domain.charts.resolve import LEAST_HEIGHT, LEAST_WIDTH, least_size, resolve
from kobra_domain.charts.scene import Scene
from kobra_domain.charts.sheet import Measure
from kobra_domain.charts.spec import KINDS, ChartSpec, kind_of
from kobra_domain.charts.svg import svg

__all__ = [
    "KINDS",
    "LEAST_HEIGHT",
    "LEAST_WIDTH",
    "ChartSpec",
    "Measure",
    "Scene",
    "Theme",
    "check_spec",
    "example",
    "kind_of",
    "least_size",
    "read_spec",
    "resolve",
    "shape_of",
    "spec_of",
    "svg",
]
