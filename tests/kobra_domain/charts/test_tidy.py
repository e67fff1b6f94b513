"""Charts as plain tables: all figures, each under the name of what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.charts import KINDS, check_spec, example
from kobra_domain.charts.spec import BigNumber, Figure, HeatMap, Multiples, Table, Waterfall
from kobra_domain.charts.telling import address_in_twin
from kobra_domain.charts.tidy import tidy
from tests.kobra_domain.charts.drawing import all_charts, drawn


def heads(table: Table) -> list[str]:
    return [column.name for column in table.columns]


@pytest.mark.parametrize("name", sorted(all_charts()))
def test_every_chart_is_a_table_that_holds(name: str) -> None:
    spec = all_charts()[name]
    table = tidy(spec, "es_CO")
    check_spec(table)
    assert (table.title, table.cut_off) == (spec.title, spec.cut_off)
    assert tidy(table, "es_CO") == table


def test_each_kind_is_headed_by_what_it_counts() -> None:
    said = {kind: heads(tidy(example(kind, "es_CO"), "es_CO")) for kind in KINDS}
    assert said["heat_map"][:2] == ["Día", "Hora"]
    assert said["heat_map"][3] == "Horario permitido"
    assert said["line"] == ["Mes", "Consumo", "Hipotecario", "Microcrédito", "Tarjetas"]
    assert said["bar"] == ["Nombre", "Este mes", "Mes anterior", "Meta"]
    assert said["waterfall"] == ["Nombre", "Cambio", "Se llega a"]
    assert said["funnel"][0::3] == ["Nombre", "Según el azar"]
    assert said["matrix"][-1] == "Peso"
    assert said["multiples"][-1] == "Conjunto, por equipo"
    assert said["number"] == ["Promesas cumplidas, noviembre"]


def test_a_total_of_a_waterfall_is_no_change() -> None:
    spec = example("waterfall", "es_CO")
    assert isinstance(spec, Waterfall)
    rows = tidy(spec, "es_CO").rows
    assert rows[0] == ("Asignado", Figure(), Figure(980e8))
    assert rows[1] == ("Sin visitar", Figure(-265e8), Figure(715e8))


def test_hours_say_whether_they_are_lawful_where_the_law_is_asked() -> None:
    spec = example("heat_map", "en")
    assert isinstance(spec, HeatMap)
    assert tidy(spec, "en").rows[9][0::3] == ("Monday", "Yes")
    assert len(tidy(replace(spec, lawful=()), "en").rows[0]) == 3
    assert len(tidy(spec, "en").rows) == 168


def test_what_has_no_name_is_a_value() -> None:
    assert heads(tidy(BigNumber(figure=Figure(1)), "es")) == ["Valor"]


@pytest.mark.parametrize("kind", KINDS)
def test_cells_of_the_twin_have_the_addresses_of_the_marks(kind: str) -> None:
    """The words of a mark end with those of the twin's cell of the same address."""
    spec = example(kind, "es_CO")
    scene = drawn(spec, (1500.0, 700.0))
    words = {mark.of: mark.words for mark in scene.marks if mark.of}
    found = set()
    for row, cells in enumerate(scene.twin.rows):
        for column, cell in enumerate(cells):
            of = address_in_twin(spec, row, column)
            if of is not None:
                found.add(of)
                if kind in ("heat_map", "line", "multiples", "matrix", "table"):
                    assert words[of].endswith(cell)
    assert found == set(words)


def test_names_and_goals_are_no_figures_of_their_chart() -> None:
    bar, multiples = example("bar", "es"), example("multiples", "es")
    assert [address_in_twin(bar, 0, n) for n in range(4)] == [None, (0, 0), (1, 0), None]
    assert isinstance(multiples, Multiples)
    assert address_in_twin(multiples, 3, len(multiples.series) + 1) is None
    assert address_in_twin(example("matrix", "es"), 0, 7) is None
    assert address_in_twin(example("table", "es"), 0, 5) is None
