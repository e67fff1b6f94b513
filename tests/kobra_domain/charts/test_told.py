"""What a chart says is known before it is drawn, and the same."""

from __future__ import annotations

from kobra_domain.charts.resolve import told
from tests.kobra_domain.charts.drawing import all_charts, drawn, measure, theme


def test_words_need_no_drawing() -> None:
    for name, spec in all_charts().items():
        scene, words = drawn(spec), told(spec, measure, theme(), "es_CO")
        assert (words.title, words.description) == (scene.title, scene.description), name
        assert words.twin == scene.twin, name
