"""Tables: figures under each other, a total that is said, never one that is reckoned from rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.charts import Scene, example, shape_of, spec_of
from kobra_domain.charts.spec import Column, Figure, Table, Unit, UnitKind
from kobra_domain.charts.table import ordered
from kobra_domain.errors import Invalid
from tests.kobra_domain.charts.drawing import drawn, words_of

NBSP = "\N{NO-BREAK SPACE}"
SHARE = Unit(kind=UnitKind.SHARE)
PESOS = Unit(kind=UnitKind.MONEY, currency="COP")
NAMES = Column(name="Cartera")
TABLE = Table(
    columns=(NAMES, Column(name="Contacto", unit=SHARE), Column(name="Recuperado", unit=PESOS)),
    rows=(
        ("Consumo", Figure(0.41, 0.35, 0.47, 412), Figure(123_456_789_00.0)),
        ("Tarjetas", Figure(), Figure(-5_000_00.0, is_estimate=True)),
    ),
    total=("Total", Figure(0.4, 0.35, 0.45, 420), Figure(123_451_789_00.0)),
)


def rights(scene: Scene, *words: str) -> set[float]:
    return {text.x for text in scene.texts if text.words in words and text.anchor == "end"}


def test_figures_stand_right_under_each_other_with_how_sure_they_are() -> None:
    scene = drawn(TABLE)
    said = words_of(scene)
    assert f"41{NBSP}%" in said
    assert f"35–47{NBSP}%" in said
    assert "$ 123.456.789 COP" in said
    assert f"≈{NBSP}-$ 5.000 COP" in said
    assert "—" in said
    assert len(rights(scene, f"41{NBSP}%", f"40{NBSP}%", "—")) == 1
    assert len(rights(scene, "$ 123.456.789 COP", "$ 123.451.789 COP", "Recuperado")) == 1


def test_marks_and_twin_say_all_of_it() -> None:
    scene = drawn(replace(TABLE, notes=("", "Sin corte de pagos.")))
    assert (
        scene.marks[1].words
        == f"Consumo, Contacto: 41{NBSP}% (entre 35{NBSP}% y 47{NBSP}%; de 412)"
    )
    assert "Tarjetas, Contacto: Sin datos" in [mark.words for mark in scene.marks]
    assert "Nota: Sin corte de pagos." in [mark.words for mark in scene.marks]
    assert {(mark.row, mark.column) for mark in scene.marks} == {
        *((row, column) for row in range(3) for column in range(3)),
        (1, 3),  # there is nothing to say of a note that is not there
    }
    assert scene.twin.columns == ("Cartera", "Contacto", "Recuperado", "Nota")
    assert scene.twin.rows[1] == (
        "Tarjetas",
        "Sin datos",
        "-$ 5.000 COP (aún incompleto)",
        "Sin corte de pagos.",
    )
    assert scene.twin.rows[2][0] == "Total"


def test_where_there_is_less_room_intervals_go_first_then_digits_then_columns() -> None:
    def wide(width: float) -> list[str]:
        return words_of(drawn(TABLE, (width, 300)))

    long = replace(
        TABLE, rows=(("Cartera de consumo masivo del suroccidente", *TABLE.rows[0][1:]),)
    )
    narrow = words_of(drawn(long, (320, 300)))
    assert f"35–47{NBSP}%" in wide(560)
    assert f"35–47{NBSP}%" not in narrow
    assert f"41{NBSP}%" in narrow
    twice = replace(
        TABLE,
        columns=(*TABLE.columns, *TABLE.columns[1:]),
        rows=tuple((*row, *row[1:]) for row in TABLE.rows),
        total=(),
    )
    assert "$ 123.456.789 COP" in words_of(drawn(twice, (560, 300)))
    assert "123 M COP" in words_of(drawn(twice, (445, 300)))
    few = drawn(twice, (320, 300))
    assert "2 columnas más no caben aquí: están en la tabla." in words_of(few)
    assert len(few.twin.columns) == 5


def test_more_rows_than_find_room_are_told_of_and_the_total_is_there() -> None:
    scene = drawn(replace(TABLE, rows=TABLE.rows * 150), (560, 320))
    said = words_of(scene)
    note = next(words for words in said if words.endswith("que están en la tabla."))
    shown = len({mark.row for mark in scene.marks}) - 1
    assert note == f"… y {300 - shown} filas más, que están en la tabla."
    assert "Total" in said
    assert scene.marks[-1].row == 300
    assert len(scene.twin.rows) == 301
    one = drawn(replace(TABLE, rows=TABLE.rows * 150, total=()), (560, 320))
    assert "Total" not in words_of(one)


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        (TABLE, f"Contacto: 40{NBSP}%"),
        (replace(TABLE, total=()), "2 filas"),
        (replace(TABLE, rows=(), total=()), "Sin datos"),
        (Table(columns=(), rows=()), "Sin datos"),
        (Table(columns=(NAMES,), rows=(("Consumo",),), total=("Total",)), "1 fila"),
    ],
)
def test_it_is_titled_by_its_total_or_by_how_long_it_is(changed: Table, title: str) -> None:
    assert drawn(changed).title == title


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"rows": [["Consumo", 0.4]]}, "chart_length", "rows[0]"),
        ({"rows": [[0.4, 0.4, 5]]}, "wrong_type", "rows[0][0]"),
        ({"rows": [["Consumo", "0,4", 5]]}, "wrong_type", "rows[0][1]"),
        ({"rows": [["Consumo", True, 5]]}, "wrong_type", "rows[0][1]"),
        ({"rows": [["x" * 241, 0.4, 5]]}, "too_long", "rows[0][0]"),
        ({"total": ["Total"]}, "chart_length", "total"),
        ({"total": [1, 2, 3]}, "wrong_type", "total[0]"),
        ({"notes": ["Sin corte."]}, "chart_length", "notes"),
        (
            {"columns": [{"name": "x", "unit": {"kind": "money"}}]},
            "chart_currency",
            "columns[0].unit.currency",
        ),
        ({"rows": [["a", 0.1, 5]] * 9_000}, "too_many", "rows"),
    ],
)
def test_what_is_no_table_is_refused_by_its_field(
    change: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Invalid, match=code) as caught:
        spec_of({**shape_of(TABLE), **change})
    assert caught.value.params["field"] == field


def test_a_cell_of_json_is_a_text_or_a_figure_and_null_is_unknown() -> None:
    said = {**shape_of(TABLE), "rows": [["Consumo", None, {"value": 5, "n": 3}]]}
    read = spec_of(said)
    assert isinstance(read, Table)
    assert read.rows == (("Consumo", Figure(), Figure(5.0, n=3)),)
    assert spec_of(shape_of(read)) == read


def test_the_example_has_a_total_of_the_union() -> None:
    table = example("table", "es_CO")
    assert isinstance(table, Table)
    total = table.total[2]
    assert isinstance(total, Figure)
    assert total.value == pytest.approx(415 / 1092, abs=1e-4)


def test_rows_are_ordered_by_a_column_with_the_unknown_last_either_way() -> None:
    rows = (
        ("Óscar", Figure(2.0)),
        ("Ángela", Figure()),
        ("Zoe", Figure(-1.0)),
        ("Pedro", Figure(7.0)),
        ("", Figure(0.0)),
    )
    table = Table(columns=(NAMES, Column(name="Visitas", unit=Unit())), rows=rows)
    assert ordered(table, 0, is_falling=False) == (1, 0, 3, 2, 4)
    assert ordered(table, 0, is_falling=True) == (2, 3, 0, 1, 4)
    assert ordered(table, 1, is_falling=True) == (3, 0, 4, 2, 1)
    assert ordered(table, 1, is_falling=False) == (2, 4, 0, 3, 1)
    noted = replace(table, notes=("b", "", "a", "", ""))
    assert ordered(noted, 2, is_falling=False) == (2, 0, 1, 3, 4)


def test_on_a_screen_figures_are_brief_and_their_rows_stand_as_those_in_words() -> None:
    twin = drawn(TABLE).twin
    assert twin.brief[0][1] == f"41{NBSP}%\N{EM SPACE}35–47{NBSP}%"
    assert twin.brief[1] == ("Tarjetas", "Sin datos", "-$ 5.000 COP")
    assert len(twin.brief) == len(twin.rows)
    assert twin.names == {0}
    assert twin.has_total
