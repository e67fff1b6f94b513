"""Charts drawn for tests: with the real tokens, and a measure that is about the shipped face's."""

from __future__ import annotations

import json
from pathlib import Path

from kobra_domain.charts import KINDS, ChartSpec, Scene, Theme, example, resolve
from tests.kobra_domain.charts.odd import ODD

SIZES = ((560.0, 320.0), (1100.0, 420.0), (320.0, 240.0))
_TOKENS = json.loads(Path("resources/tokens.json").read_text("utf-8"))
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!() -–"), frozenset("mwMW%@…")


def theme(name: str = "light") -> Theme:
    """A theme of tokens.json."""
    named = _TOKENS[name]
    colours = {key: value for key, value in named.items() if isinstance(value, str)}
    return Theme(colours=colours, series=tuple(named["series"]))


def measure(words: str, size: float, weight: int) -> float:
    """About as wide as Noto Sans."""
    widths = (0.3 if sign in _NARROW else 0.9 if sign in _WIDE else 0.58 for sign in words)
    return sum(widths) * size * (1.06 if weight > 400 else 1.0)


def drawn(
    spec: ChartSpec,
    size: tuple[float, float] = SIZES[1],
    locale: str = "es_CO",
    look: str = "light",
) -> Scene:
    """The scene of a chart."""
    return resolve(spec, measure, size, theme(look), locale)


def all_charts(locale: str = "es_CO") -> dict[str, ChartSpec]:
    """Each kind, and each with every oddity that it knows."""
    made = {kind: example(kind, locale) for kind in KINDS}
    odd = {
        f"{kind}-{name}": changed
        for name, change in ODD.items()
        for kind, spec in made.items()
        if (changed := change(spec)) is not None
    }
    return made | odd


def words_of(scene: Scene) -> list[str]:
    """All that is written."""
    return [text.words for text in scene.texts]
