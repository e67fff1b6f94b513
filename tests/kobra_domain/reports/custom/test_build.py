"""What blocks show, and what they say of what is there no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kobra_domain.charts.spec import (
    BarChart,
    BigNumber,
    Figure,
    HeatMap,
    LineChart,
    PlaceMap,
    StepKind,
    Table,
    UnitKind,
)
from kobra_domain.dues import PromiseState
from kobra_domain.errors import Invalid
from kobra_domain.metrics.answered import Answered
from kobra_domain.metrics.behind import NumberRows, read_number
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import holds
from kobra_domain.reports.custom.build import builder, kind_of_saved, panels_of
from kobra_domain.reports.custom.measures import quotients_of, read_measure
from kobra_domain.reports.custom.things import (
    FIRST,
    MOST_BLOCKS,
    Block,
    Held,
    SavedReport,
    Shape,
    check_saved,
    held_of,
    opened,
    over,
    own_of,
)
from kobra_domain.reports.declared import built
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.report import Panel
from kobra_domain.together import check_together
from kobra_domain.visits import Outcome, VisitState
from tests.kobra_domain.reports.custom.rows import CAUSES, HOUSE, MONEY, Rows, a_payment, a_row
from tests.kobra_domain.things import a_portfolio, an_id

YEAR = Filters(period=Period.THIS_YEAR)
BUSY, OTHER = Outcome.NO_CONTACT, {"agent_id": "b", "team_id": "u"}
VISITS = [
    a_row(2, 15),
    a_row(2, 16, outcome=BUSY, **{HOUSE.value: "=rent", MONEY.value: "#0"}),
    a_row(3, 15, outcome=BUSY, **OTHER, **{HOUSE.value: "dropped", MONEY.value: "dropped"}),
    a_row(12, 9, **OTHER, **{HOUSE.value: None, MONEY.value: "odd"}),
    a_row(12, 9, agent_id=None, team_id=None, **{HOUSE.value: "=lost", MONEY.value: "blank"}),
]
MONEYS = [a_payment(2, 500), a_payment(9, 700, "MXN"), a_payment(9, 100, is_reversal=True)]
SOURCE = Rows({"visit": VISITS, "bank_payment": MONEYS})


def panels(block: Block, filters: Filters = YEAR, source: Rows = SOURCE) -> list[Panel]:
    return panels_of(block, source, filters, "0")


def chart(block: Block, filters: Filters = YEAR, source: Rows = SOURCE) -> Any:
    [panel] = panels(block, filters, source)
    assert panel.chart is not None, panel.notes
    return panel.chart


def texts(table: Table) -> list[list[str]]:
    """A table's cells, figures by their value."""
    return [
        [one if isinstance(one, str) else f"{one.value:g}" for one in line]
        for line in (*table.rows, table.total)
    ]


def test_a_table_has_the_largest_first_and_the_total_of_all_rows() -> None:
    made = chart(Block(measures=("done", "contact_rate"), dimensions=("team",)))
    assert [one.name for one in made.columns] == ["Equipo", "Hechas", "Tasa de contacto"]
    assert texts(made) == [
        ["Andes", "2", "0.5"], ["Norte", "2", "0.5"], ["Sin equipo", "1", "1"],
        ["Total", "5", "0.6"],
    ]  # fmt: skip
    assert made.total[2] == Figure(0.6, made.total[2].low, made.total[2].high, 5)
    by_day = chart(Block(measures=("done",), dimensions=("weekday",)))
    assert [row[0] for row in texts(by_day)] == ["lunes", "martes", "jueves", "Total"]
    plain = chart(Block(measures=("done",)))
    assert (texts(plain), plain.total) == ([["5"], []], ())


def test_money_stands_by_currency_and_is_never_one_sum() -> None:
    made = chart(Block(measures=("collected_amount",), dimensions=("week",)))
    assert [one.name for one in made.columns] == ["Semana", "Recuperado (COP)", "Recuperado (MXN)"]
    assert texts(made)[-1] == ["Total", "400", "700"]
    assert [row[1] for row in texts(made)[:-1]] == ["500", "-100"]
    [cop, mxn] = panels(Block(shape=Shape.BAR, measures=("collected_amount",)))
    assert (cop.key, mxn.key) == ("0.0", "0.1")
    nothing = panels(Block(shape=Shape.NUMBER, measures=("collected_amount",)), source=Rows({}))
    assert [one.chart.unit.currency for one in nothing if one.chart] == ["COP"]


def test_shares_of_money_are_of_each_currency() -> None:
    promises = [
        a_payment(state=state, due_on=date(2026, 11, 3), currency=coin)
        for state, coin in ((PromiseState.KEPT, "COP"), (PromiseState.BROKEN, "COP"),
                            (PromiseState.KEPT, "MXN"))
    ]  # fmt: skip
    made = chart(Block(measures=("kept_amount_rate",), dimensions=("month",)),
                 source=Rows({"promise": promises}))  # fmt: skip
    assert texts(made) == [["nov 2026", "0.5", "1"], ["Total", "0.5", "1"]]


def test_a_pivot_counts_its_subtotals_from_their_rows() -> None:
    block = Block(
        shape=Shape.PIVOT, measures=("contact_rate",), dimensions=("team", "agent", "day")
    )
    made = chart(block)
    assert [one.name for one in made.columns] == [
        "Equipo", "Gestor", "lun 2 nov", "mar 3 nov", "jue 12 nov", "Total",
    ]  # fmt: skip
    named = {(row[0], row[1]): row for row in made.rows}
    assert named["Andes · total", ""][5].value == 0.5
    assert named["Norte", "Beto"][2] == Figure(n=0)
    assert [one.value for one in made.total[2:]] == [0.5, 0.0, 1.0, 0.6]
    two = chart(Block(shape=Shape.PIVOT, measures=("done", "contacts"), dimensions=("team", "day")))
    assert [one.name for one in two.columns][:3] == ["Equipo", "lun 2 nov · Hechas",
                                                     "lun 2 nov · Contactos"]  # fmt: skip
    assert len(two.rows) == 3
    assert isinstance(chart(replace(block, dimensions=("team",))), Table)


def test_what_finds_no_room_is_said() -> None:
    many = [a_row(2, n % 24, zone=f"Z{n:05}") for n in range(14_214)]
    [panel] = panels(Block(measures=("done",), dimensions=("zone",)), source=Rows({"visit": many}))
    assert isinstance(panel.chart, Table)
    assert len(panel.chart.rows) == 10_000
    assert panel.chart.total[1] == Figure(14_214)
    assert panel.notes == ("y 4.214 más, que están en el total",)
    wide = [a_row(2, zone=f"Z{n:05}", agent_id=f"{n % 90:02}") for n in range(6_000)]
    block = Block(shape=Shape.PIVOT, measures=("done",), dimensions=("zone", "agent"))
    [panel] = panels(block, source=Rows({"visit": wide}))
    assert panel.notes == (
        "y 5.839 más, que están en el total",
        "Faltan 30 columnas, que están en el total.",
    )


def test_a_line_has_every_step_and_shares_of_nothing_are_gaps() -> None:
    november = Filters(period=Period.LAST_30)
    made = chart(Block(shape=Shape.LINE, measures=("contact_rate",)), november)
    assert (made.step, len(made.steps), made.steps[0]) == (StepKind.DAY, 30, "2026-11-01")
    [series] = made.series
    assert [one.value for one in series.values[:4]] == [None, 0.5, 0.0, None]
    by_team = chart(Block(shape=Shape.LINE, measures=("done",), dimensions=("team", "month")), YEAR)
    assert (by_team.steps[0], by_team.steps[-1]) == ("2026-01-01", "2026-11-01")
    assert [one.name for one in by_team.series] == ["Andes", "Norte", "Sin equipo"]
    assert by_team.is_sum
    own = chart(Block(shape=Shape.LINE, measures=("done", "contacts"), dimensions=("week",)),
                Filters(period=Period.CUSTOM))  # fmt: skip
    assert own.steps == ("2026-11-02", "2026-11-09")
    assert [one.name for one in own.series] == ["Hechas", "Contactos"]
    assert not own.is_sum  # visits and contacts are no sum
    two = panels(Block(shape=Shape.LINE, measures=("done", "contact_rate"), dimensions=("week",)))
    assert [one.chart.unit.kind for one in two if one.chart] == [UnitKind.NUMBER, UnitKind.SHARE]


def test_a_line_of_too_many_days_goes_by_weeks_or_months() -> None:
    far = [a_row(2), a_row(2, planned_on=date(2016, 1, 1)), a_row(2, planned_on=None)]
    block = Block(shape=Shape.LINE, measures=("planned",))
    made = chart(block, Filters(period=Period.CUSTOM), Rows({"visit": far}))
    assert made.step is StepKind.WEEK
    farther = [a_row(2), a_row(2, planned_on=date(1950, 1, 1)), a_row(2, planned_on=date.max)]
    [panel] = panels(block, Filters(period=Period.CUSTOM), Rows({"visit": farther}))
    assert isinstance(panel.chart, LineChart)
    assert (panel.chart.step, len(panel.chart.steps)) == (StepKind.MONTH, 1_500)
    assert panel.notes == ("y 10.500 más, que están en el total",)
    dateless = Rows({"visit": [a_row(2, planned_on=None)]})
    assert chart(block, Filters(period=Period.CUSTOM), dateless).steps == ()


def test_bars_stand_by_the_first_dimension() -> None:
    made = chart(Block(shape=Shape.BAR, measures=("done",), dimensions=("team", "outcome")))
    assert isinstance(made, BarChart)
    assert made.categories == ("Andes", "Norte", "Sin equipo")
    assert [one.name for one in made.series] == ["Promesa de pago", "Sin contacto"]
    assert made.is_horizontal
    assert not chart(Block(shape=Shape.BAR, measures=("done",), dimensions=("week",))).is_horizontal
    own = chart(Block(shape=Shape.BAR, measures=("done", "contacts")))
    assert (own.categories, [one.value for one in own.series[0].values]) == (
        ("Hechas", "Contactos"),
        [5, 3],
    )
    [panel] = panels(Block(shape=Shape.BAR, measures=("done",), dimensions=("agent",)))
    assert panel.behind is not None
    assert panel.behind.groups == (("a",), ("b",), ("",))


def test_a_heat_map_has_all_hours_and_says_what_has_none() -> None:
    often = Rows({"visit": [*VISITS, *(a_row(3, 8) for _ in range(10))]})
    [panel] = panels(
        Block(shape=Shape.HEAT, measures=("contact_rate",), dimensions=("team",)), source=often
    )
    assert isinstance(panel.chart, HeatMap)
    assert panel.chart.cells[1][8].value == 1.0
    assert panel.chart.cells[3][9] == Figure(n=2)  # so few say nothing of a rate
    assert panel.chart.cells[6][9] == Figure()
    assert (panel.chart.lawful[1][8], panel.chart.lawful[6][9]) == (True, False)
    assert panel.notes == ("4 horas con menos de 10 intentos no se comparan.",)
    [panel] = panels(Block(shape=Shape.HEAT, measures=("planned",)))
    assert panel.notes == (
        "Planeadas: no se distingue por Día de la semana, así que está junto.",
        "Planeadas: no se distingue por Hora, así que está junto.",
        "5 sin hora conocida no están en el mapa.",
    )


NOVEMBER = Filters(period=Period.THIS_MONTH, against=Against.PERIOD_BEFORE)
TWO_MONTHS = Rows(
    {
        "visit": [
            *VISITS,
            *(
                a_row(2, ended_at=datetime(2026, 10, day, 15, tzinfo=UTC), team_id=team)
                for day, team in ((2, "t"), (2, "v"), (9, "t"), (9, "t"))
            ),
        ]
    }
)


def test_a_line_has_what_it_is_compared_with_beside_it() -> None:
    block = Block(shape=Shape.LINE, measures=("done",), dimensions=("day",))
    [panel] = panels(block, NOVEMBER, TWO_MONTHS)
    made = panel.chart
    assert isinstance(made, LineChart)
    assert [one.name for one in made.series] == ["Hechas", "Hechas · 1 oct – 30 oct 2026"]
    assert made.title == "Hechas: 5 (1 oct – 30 oct 2026: 4)"
    assert [one.value for one in made.series[0].values[:3]] == [0, 2, 1]
    assert [one.value for one in made.series[1].values[:3]] == [0, 2, 0]
    assert not made.is_sum
    opened_rows = [rows_behind(panel, (n, 1), "x") for n in (0, 1)]
    assert [one and one[1]["number"] for one in opened_rows] == [
        "done?from=2026-11-01&to=2026-12-01&day=2026-11-02#x",
        "done?from=2026-10-01&to=2026-10-31&day=2026-10-02#x",
    ]
    many = Block(shape=Shape.LINE, measures=("done", "contacts"), dimensions=("week", "team"))
    [panel] = panels(many, NOVEMBER, TWO_MONTHS)
    assert isinstance(panel.chart, LineChart)
    assert len(panel.chart.series) == 6
    assert panel.notes == ("En esta forma no se compara con 1 oct – 30 oct 2026.",)
    team = Filters(period=Period.THIS_MONTH, against=Against.TEAM, against_team="u")
    lines = chart(block, team, TWO_MONTHS)
    assert [one.name for one in lines.series] == ["Hechas", "Hechas · Norte"]
    assert [one.value for one in lines.series[1].values[:3]] == [0, 0, 1]


def test_bars_stand_beside_those_they_are_compared_with() -> None:
    made = chart(Block(shape=Shape.BAR, measures=("done",), dimensions=("team",)), NOVEMBER,
                 TWO_MONTHS)  # fmt: skip
    assert made.categories == ("Andes", "Norte", "Sin equipo", "Equipo que ya no se ve")
    now, was = ([one.value for one in series.values] for series in made.series)
    assert (now, was) == ([2, 2, 1, 0], [3, 0, 0, 1])
    days = chart(Block(shape=Shape.BAR, measures=("done",), dimensions=("day",)), NOVEMBER,
                 TWO_MONTHS)  # fmt: skip
    assert (days.categories[1], len(days.categories)) == ("lun 2 nov", 30)
    assert [one.value for one in days.series[1].values[:3]] == [0, 2, 0]
    rival = Filters(period=Period.THIS_MONTH, against=Against.TEAM, against_team="u")
    [panel] = panels(Block(shape=Shape.BAR, measures=("done",), dimensions=("agent",)), rival)
    assert isinstance(panel.chart, BarChart)
    assert len(panel.chart.series) == 1
    assert panel.notes == ("En esta forma no se compara con Norte.",)


def test_a_table_says_how_much_more_each_is() -> None:
    block = Block(measures=("done", "contact_rate"), dimensions=("team",))
    [panel] = panels(block, NOVEMBER, TWO_MONTHS)
    made = panel.chart
    assert isinstance(made, Table)
    assert [one.name for one in made.columns] == [
        "Equipo", "Hechas", "Cambio", "Tasa de contacto",
        "Cambio (puntos)",
    ]  # fmt: skip
    named = {row[0]: row[1:] for row in (*made.rows, made.total)}
    assert named["Andes"][0:2] == (Figure(2), Figure(-1, n=2))
    assert named["Andes"][3] == Figure(-50, n=2)
    assert named["Sin equipo"][1] == Figure(1, n=1)
    assert named["Sin equipo"][3] == Figure()  # nothing then: unknown
    assert named["Total"][0:2] == (Figure(5), Figure(1, n=4))
    opened_rows = [rows_behind(panel, (0, n), "x") for n in (1, 2, 3)]
    assert [one and one[1]["number"].partition("?")[0] for one in opened_rows] == [
        "done", None, "contact_rate",
    ]  # fmt: skip
    weeks = panels(Block(measures=("done",), dimensions=("week",)), NOVEMBER, TWO_MONTHS)
    assert weeks[0].notes == ("En esta forma no se compara con 1 oct – 30 oct 2026.",)
    pivots = panels(Block(shape=Shape.PIVOT, measures=("done",), dimensions=("team", "week")),
                    NOVEMBER, TWO_MONTHS)  # fmt: skip
    assert pivots[0].notes == weeks[0].notes
    heat = panels(Block(shape=Shape.HEAT, measures=("done",)), NOVEMBER, TWO_MONTHS)
    assert heat[0].notes == weeks[0].notes


def test_each_cell_of_a_pivot_opens_its_rows_and_those_of_its_totals() -> None:
    block = Block(shape=Shape.PIVOT, measures=("done", "collected_amount"),
                  dimensions=("team", "agent", "day"))  # fmt: skip
    source = Rows({"visit": VISITS, "bank_payment": [a_payment(2, 500)]})
    held = Filters(period=Period.THIS_MONTH, first_attempts=True)
    [panel] = panels(block, held, source)
    made = panel.chart
    assert isinstance(made, Table)
    rows, wide = [row[:2] for row in made.rows], len(made.columns)
    ana, sub = rows.index(("Andes", "Ana")), rows.index(("Andes · total", ""))

    def text(line: int, column: int) -> str:
        opened_rows = rows_behind(panel, (line, column), "x")
        return "" if opened_rows is None else opened_rows[1]["number"]

    days = "from=2026-11-01&to=2026-12-01"
    assert text(ana, 2) == f"done?{days}&first_attempts=true&team=t&agent=a&day=2026-11-02#x"
    assert text(ana, 3) == f"collected_amount?{days}&team=t&agent=a&day=2026-11-02#x"
    assert text(sub, 2) == f"done?{days}&first_attempts=true&team=t&day=2026-11-02#x"
    assert text(sub, wide - 2) == f"done?{days}&first_attempts=true&team=t#x"
    assert text(len(rows), wide - 1) == f"collected_amount?{days}#x"
    assert text(ana, 1) == ""


def test_a_quotient_is_of_the_sums_of_both_sides_and_by_nothing_unknown() -> None:
    both = Rows(
        {
            "visit": VISITS,
            "bank_payment": [a_payment(2, 1_001), a_payment(3, 900, agent_id="b", team_id="u")],
        }
    )
    block = Block(measures=("collected_amount/done", "done/at_address"), dimensions=("team",))
    [panel] = panels(block, source=both)
    made = panel.chart
    assert isinstance(made, Table)
    assert [one.name for one in made.columns] == [
        "Equipo", "Recuperado ÷ Hechas", "Hechas ÷ En el domicilio",
    ]  # fmt: skip
    assert [one.unit and one.unit.kind for one in made.columns[1:]] == [
        UnitKind.MONEY, UnitKind.NUMBER,
    ]  # fmt: skip
    named = {row[0]: row[1] for row in (*made.rows, made.total)}
    assert named == {
        "Andes": Figure(500), "Norte": Figure(450), "Sin equipo": Figure(0),
        "Total": Figure(380),
    }  # fmt: skip
    assert made.rows[0][2] == Figure()  # nobody was at the address
    assert panel.about.startswith("Recuperado ÷ Hechas: la primera entre la segunda")
    assert rows_behind(panel, (0, 1), "x") is None
    [number, *_] = panels(Block(shape=Shape.NUMBER, measures=("done/contacts",)), source=both)
    assert (number.chart.figure, number.behind) == (Figure(5 / 3, n=3), None)  # type: ignore[union-attr]


def test_money_of_a_currency_is_shared_out_to_visits_of_its_own_portfolios() -> None:
    mexican = a_portfolio(id=an_id(3), currency="MXN")
    both = Rows(
        {"visit": [a_row(2), a_row(3, portfolio_id=mexican.id), a_row(4, portfolio_id=mexican.id)],
         "bank_payment": [a_payment(2, 900), a_payment(2, 500, "MXN", portfolio_id=mexican.id)]},
        portfolios=(a_portfolio(id=an_id(1), currency="COP"), mexican),
    )  # fmt: skip
    made = chart(Block(measures=("collected_amount/done",), dimensions=("month",)), source=both)
    assert [one.name for one in made.columns[1:]] == [
        "Recuperado ÷ Hechas (COP)", "Recuperado ÷ Hechas (MXN)",
    ]  # fmt: skip
    assert made.total[1:] == (Figure(900), Figure(250))
    idle = a_row(2, state=VisitState.ASSIGNED, team_id="w")
    more = replace(both, held={**both.held, "visit": [*both.held["visit"], idle]})
    by_team = chart(Block(measures=("collected_amount/done",), dimensions=("team",)), source=more)
    assert [row[0] for row in by_team.rows] == ["Andes"]  # who did nothing is no group


def test_what_cannot_be_divided_is_a_sentence() -> None:
    block = Block(measures=("collected_amount/done", "done"), dimensions=("outcome",))
    [panel] = panels(block)
    assert (
        panel.notes[0]
        == "Recuperado ÷ Hechas no se muestra: Recuperado no se distingue por Resultado."
    )
    for text in (
        "done/collected_amount",
        "contact_rate/done",
        "done/done",
        "done/",
        "done/x",
        "done/unassigned",
        "unassigned/done",
        "x/done",
    ):
        assert read_measure(text) is None
    assert read_measure("collected_amount/promise_amount") is not None
    assert [one.text for one in quotients_of(METRICS["done"])][:2] == [
        "done/planned",
        "done/on_phone",
    ]


def test_a_file_holds_what_a_screen_has_no_room_for() -> None:
    many = Rows({"visit": [a_row(2, zone=f"Z{n:05}") for n in range(12_000)]})
    mine = saved(blocks=(Block(measures=("done",), dimensions=("zone",)),), filters=held_of(YEAR))
    kind = kind_of_saved(mine)
    [screen] = built(kind, many, YEAR).panels
    [file] = built(kind, many, YEAR, for_file=True).panels
    assert isinstance(screen.chart, Table)
    assert isinstance(file.chart, Table)
    assert (len(screen.chart.rows), screen.is_cut) == (10_000, True)
    assert (len(file.chart.rows), file.is_cut, file.notes) == (12_000, False, ())


def test_a_visit_stands_in_the_group_of_each_choice_and_the_report_says_so() -> None:
    said: list[dict[str, Any]] = [
        {CAUSES.value: one} for one in (("=job", "=ill"), ("=job",), ("blank",))
    ]
    rows = Rows({"visit": [a_row(2, **one) for one in said]})
    [panel] = panels(Block(measures=("done",), dimensions=(CAUSES.value,)), source=rows)
    assert isinstance(panel.chart, Table)
    assert texts(panel.chart) == [
        ["Sin empleo", "2"], ["Enfermedad", "1"], ["Sin respuesta", "1"], ["Total", "3"],
    ]  # fmt: skip
    assert panel.notes[0].startswith("«Causas» admite varias respuestas")
    bar = chart(Block(shape=Shape.BAR, measures=("done",), dimensions=(CAUSES.value,)), source=rows)
    assert not bar.is_sum
    opened_rows = rows_behind(panel, (0, 1), "x")
    assert opened_rows is not None
    number = read_number(opened_rows[1]["number"], "visit")
    assert isinstance(number, NumberRows)
    assert [holds(number.rows, one) for one in rows.held["visit"]] == [True, True, False]


def test_a_number_stands_beside_what_it_is_compared_with() -> None:
    filters = Filters(period=Period.LAST_WEEK, against=Against.PERIOD_BEFORE)
    made = chart(Block(shape=Shape.NUMBER, measures=("done",)), filters)
    assert isinstance(made, BigNumber)
    assert (made.figure, made.beside) == (Figure(0), "16 nov – 22 nov 2026: 0")
    rate = chart(Block(shape=Shape.NUMBER, measures=("contact_rate",)))
    assert (rate.figure.value, rate.beside) == (0.6, "")


def test_zones_are_where_their_doors_are() -> None:
    block = Block(shape=Shape.MAP, measures=("done",), dimensions=("team",))
    rows = [*VISITS, a_row(2, zone="Lejos")]
    [panel] = panels(block, source=Rows({"visit": rows}))
    assert isinstance(panel.chart, PlaceMap)
    [place] = panel.chart.places
    assert (place.name, place.lat, place.figure) == ("La Paz, Meta", 4.1, Figure(5, n=5))
    assert panel.behind is not None
    assert panel.behind.groups == (("La Paz, Meta",),)
    assert len(panel.notes) == 1
    nowhere = chart(block, source=Rows({"visit": rows}, places={}))
    assert [one.name for one in nowhere.columns] == ["Zona", "Hechas"]


def test_answers_are_called_by_the_newest_words() -> None:
    by_house = chart(Block(measures=("done",), dimensions=(HOUSE.value,)))
    assert [row[0] for row in texts(by_house)] == [
        "Propia", "Rentada", "lost", "Sin esta pregunta", "Sin «Visita»", "Total",
    ]  # fmt: skip
    assert by_house.columns[0].name == "Vivienda"
    by_money = chart(Block(measures=("done",), dimensions=(MONEY.value,)))
    assert [row[0] for row in texts(by_money)] == [
        "menos de 100", "100–500,50", "No es un número", "Sin respuesta", "Sin esta pregunta",
        "Total",
    ]  # fmt: skip


def test_what_is_there_no_longer_is_a_sentence_and_the_rest_is_shown() -> None:
    gone = Answered(an_id(10), "antes").value
    block = Block(
        measures=("done", "applause"),
        dimensions=("colour", gone, "team"),
        filters=(Held(name="mood", value="good"), Held(name="period", value="this_year")),
    )
    [panel] = panels(block, Filters(period=Period.TODAY))
    assert panel.notes[:4] == (
        "Pide la medida «applause», que ya no existe; lo demás se muestra.",
        "Se agrupaba por «colour», que ya no existe; lo demás se muestra.",
        "Se agrupaba por la pregunta «antes», que ninguna versión que veas hace; lo demás "
        "se muestra.",
        "Filtraba por «mood» con un valor que ya no existe; ese filtro no se aplica.",
    )
    assert panel.notes[4].startswith("Este año")
    assert isinstance(panel.chart, Table)
    assert len(panel.chart.rows) == 3
    [panel] = panels(Block(measures=("applause",)))
    assert (panel.chart, len(panel.notes)) == (None, 1)
    assert panels(Block())[0].notes == ("Elige qué medir.",)


def test_a_filter_that_excludes_everything_is_a_sentence() -> None:
    own = (Held(name="agent", value="nobody"),)
    [panel] = panels(Block(measures=("done",), dimensions=("team",), filters=own))
    assert panel.chart is None
    assert panel.notes[-2] == "Con estos filtros no hay nada que contar de Hechas."
    assert "Gestor que ya no se ve" in panel.notes[-1]
    [panel] = panels(Block(shape=Shape.NUMBER, measures=("done",), filters=own))
    assert isinstance(panel.chart, BigNumber)


def saved(**changes: Any) -> SavedReport:
    known: dict[str, Any] = {"id": an_id(1), "name": "Mío", "owner_id": an_id(2)}
    return SavedReport(**{**known, **changes})


def test_a_saved_report_is_one_of_those_that_there_are() -> None:
    mine = saved(blocks=(FIRST,), filters=held_of(YEAR))
    report = built(kind_of_saved(mine), SOURCE, opened(mine))
    assert (report.key, report.title) == (an_id(1), "Mío")
    assert report.about == "Este año (1 ene – 30 nov 2026)"
    [panel] = report.panels
    assert isinstance(panel.chart, LineChart)
    assert panel.about.startswith("Tasa de contacto: ")
    assert panel.is_wide


def test_an_empty_report_and_one_whose_filters_are_gone_say_so() -> None:
    [panel] = builder(saved())(SOURCE, Filters())
    assert panel.notes == ("Este reporte aún no tiene bloques.",)
    odd = (Held(name="mood", value="x"), Held(name="period", value="never"),
           Held(name="from", value="2026-11-20"), Held(name="to", value="2026-11-01"))  # fmt: skip
    lost = saved(filters=odd, blocks=(FIRST,))
    assert opened(lost) == Filters(period=Period.CUSTOM, from_on=date(2026, 11, 20))
    [first, _] = builder(lost)(SOURCE, opened(lost))
    assert len(first.notes) == 3


def test_a_block_s_own_days_stand_in_place_of_the_report_s() -> None:
    own = (Held(name="from", value="2026-11-03"),)
    made = chart(Block(measures=("done",), dimensions=("day",), filters=own), YEAR)
    assert len(made.rows) == 2
    rival = (Held(name="against", value="period_before"),)
    block = Block(shape=Shape.NUMBER, measures=("done",), filters=rival)
    assert chart(block, Filters(against=Against.TEAM, against_team="t")).beside


def test_a_block_is_held_to_less_than_its_report() -> None:
    whole = Filters(
        period=Period.THIS_YEAR, against=Against.PERIOD_BEFORE, first_attempts=True,
        held={Dimension.TEAM: ("t",), Dimension.AGENT: ("a",)},
    )  # fmt: skip
    wanted = Filters(held={Dimension.AGENT: ("a",)})
    own = own_of(whole, wanted)
    assert over(whole, own) == (wanted, ())
    assert {(one.name, one.value) for one in own} == {
        ("period", "last_90"), ("against", "none"), ("first_attempts", "false"), ("any", "team"),
    }  # fmt: skip
    assert own_of(whole, whole) == ()
    block = Block(shape=Shape.NUMBER, measures=("done",), filters=own)
    [number] = panels(block, whole)
    assert isinstance(number.chart, BigNumber)
    assert number.chart.beside == ""
    assert over(whole, own_of(whole, Filters(from_on=date(2026, 11, 3), period=Period.CUSTOM)))[
        0
    ] == Filters(from_on=date(2026, 11, 3), period=Period.CUSTOM)


@pytest.mark.parametrize(
    "changes",
    [
        {"blocks": (Block(),) * (MOST_BLOCKS + 1)},
        {"parameters": ("team",) * 99},
        {"filters": (Held(name="team", value="t"),) * 501},
        {"blocks": (Block(measures=("done",) * 9),)},
        {"blocks": (Block(dimensions=("team",) * 4),)},
    ],
)
def test_more_than_anybody_looks_at_is_refused(changes: dict[str, Any]) -> None:
    check_saved(saved(blocks=(FIRST,)))
    with pytest.raises(Invalid) as refused:
        check_together(saved(**changes))  # as a command asks of whatever it writes
    assert refused.value.code == "too_many"
