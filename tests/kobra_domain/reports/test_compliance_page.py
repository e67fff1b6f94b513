"""«Cumplimiento normativo» over rows: what was verified, agreed, signed and looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

import pytest

from kobra_domain.agent_days import AgentDay
from kobra_domain.charts.reading import shape_of, spec_of
from kobra_domain.charts.spec import BarChart, ChartSpec, Figure, LineChart, StepKind
from kobra_domain.charts.spec import Table as TableChart
from kobra_domain.contacts import Petition, PetitionKind, PetitionState
from kobra_domain.kinds import Entity
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.portfolios import Party
from kobra_domain.reports.declared import REPORTS, built
from kobra_domain.reports.filters import Filters, Period, Span
from kobra_domain.reports.papers import Look
from kobra_domain.reports.report import Panel, Report
from kobra_domain.visits import CheckIn, Verdict, VisitState
from kobra_records.sql.report_source import SqlSource
from tests.kobra_domain.reports.sqlite_world import (
    ANA,
    MEXICAN,
    NINE,
    PORTFOLIO,
    ZOE,
    a_source,
    a_visit,
    count_behind,
)
from tests.kobra_domain.things import (
    a_party,
    a_portfolio,
    an_address,
    an_agent,
    an_authorisation,
    an_exception,
    an_id,
    weekly,
)

C = TypeVar("C", bound=ChartSpec)
LAST_30 = Filters(period=Period.LAST_30)
LATE = NINE + timedelta(hours=12)  # 21:00 in Bogotá, where the law ends at seven
NIGHT = weekly(time(19), time(22), 0, 1, 2, 3, 4)


def panel_of(made: Report, key: str) -> Panel:
    return next(one for one in made.panels if one.key == key)


def chart_of(made: Report, key: str, kind: type[C]) -> C:
    chart = panel_of(made, key).chart
    assert isinstance(chart, kind)
    assert spec_of(shape_of(chart)) == chart
    return chart


def values(chart: BarChart) -> list[list[float | None]]:
    return [[one.value for one in series.values] for series in chart.series]


def people() -> tuple[Party, ...]:
    """One with a document for the evening, one whose hours have none."""
    standing = an_exception(NIGHT)
    agreed = a_party(id=an_id(5), portfolio_id=PORTFOLIO.id, hours_exceptions=(standing,))
    over = (replace(standing, expires_on=date(2026, 10, 1)),)
    bare = a_party(id=an_id(6), portfolio_id=PORTFOLIO.id, hours_exceptions=over)
    return agreed, bare, a_party(id=an_id(9), portfolio_id=PORTFOLIO.id)


def rows() -> Iterator[Entity]:
    """Six visits, four verified; one where nobody can tell; three late, one agreed."""
    for n, verdict in enumerate([*[Verdict.AT_ADDRESS] * 4, Verdict.AWAY, Verdict.NO_FIX]):
        yield a_visit(n, verdict=verdict, agent_id=ZOE if n else ANA, party_id=an_id(9))
    yield a_visit(10, ended_at=LATE, verdict=None)
    yield a_visit(11, ended_at=LATE + timedelta(days=1), verdict=None, party_id=an_id(6))
    # Before seven it began, after it ended.
    early = CheckIn(at=NINE - timedelta(hours=2, minutes=5))
    yield a_visit(12, ended_at=NINE - timedelta(hours=1, minutes=50), check_in=early,
                  verdict=None, party_id=an_id(77))  # fmt: skip
    # Within them it began, after them it ended.
    just = CheckIn(at=NINE + timedelta(hours=9, minutes=50))
    yield a_visit(13, ended_at=NINE + timedelta(hours=10, minutes=5), check_in=just, verdict=None)
    yield from people()


@pytest.fixture
def source() -> Iterator[SqlSource]:
    with a_source(*rows()) as made:
        yield made


def report(source: SqlSource, filters: Filters = LAST_30) -> Report:
    return built(REPORTS["compliance"], source, filters)


def test_what_was_verified_over_time_and_where_visits_were(source: SqlSource) -> None:
    made = report(source)
    chart = chart_of(made, "verified", LineChart)
    assert chart.title == (
        "El 40 % de las visitas completadas se comprobó en el domicilio (entre 17 % y 69 %)"
    )
    assert (chart.step, chart.steps) == (StepKind.DAY, ("2026-11-24", "2026-11-25"))
    assert [one.n for one in chart.series[0].values] == [9, 1]
    assert [count_behind(source, panel_of(made, "verified"), 0, at) for at in (0, 1)] == [9, 1]
    where = chart_of(made, "verdicts", BarChart)
    assert where.title == "De 10 visitas hechas, completadas o no, 4 fueron en el domicilio"
    assert where.categories == (
        "En el domicilio", "Fuera del domicilio", "Sin ubicación", "Sin comprobar"
    )  # fmt: skip
    assert values(where) == [[4, 1, 1, 4], [0, 0, 0, 0]]
    panel = panel_of(made, "verdicts")
    assert panel.notes == ()
    assert [count_behind(source, panel, 0, at) for at in range(4)] == [4, 1, 1, 4]


def test_what_was_not_completed_stands_apart_from_the_verified_share() -> None:
    """Of four completed three at the address; of two that were not, one."""
    ended = [a_visit(n, verdict=Verdict.AT_ADDRESS if n else Verdict.AWAY) for n in range(4)]
    given_up = [
        a_visit(10 + n, state=VisitState.NOT_COMPLETED, verdict=verdict)
        for n, verdict in enumerate((Verdict.AT_ADDRESS, Verdict.UNPLACED))
    ]
    with a_source(*ended, *given_up) as source:
        made = report(source)
        panel, chart = panel_of(made, "verdicts"), chart_of(made, "verdicts", BarChart)
        assert chart_of(made, "verified", LineChart).title.startswith("El 75 % de las visitas")
        assert chart.title == "De 6 visitas hechas, completadas o no, 4 fueron en el domicilio"
        assert [one.name for one in chart.series] == ["Completadas", "Terminadas sin completar"]
        assert panel.notes == ("Se completaron 4: de esas es la parte comprobada de arriba.",)
        for row, own in enumerate(values(chart)):
            assert [count_behind(source, panel, row, at) for at in range(3)] == own


def test_of_a_day_without_visits_nothing_is_known() -> None:
    later = NINE + timedelta(days=2)
    with a_source(a_visit(1), a_visit(2, ended_at=later)) as source:
        chart = chart_of(report(source), "verified", LineChart)
    assert [one.value for one in chart.series[0].values] == [1, None, 1]


def test_where_nobody_can_tell_by_agent_and_what_trails_say() -> None:
    day = AgentDay(
        id=an_id(4_000), agent_id=ZOE, day=NINE.date(), over_at=NINE, counted_at=NINE,
        moving_s=6_000, stopped_s=3_000, unexplained_s=1_000, fixes=90, doubted=10,
    )  # fmt: skip
    with a_source(*rows(), day) as source:
        made = report(source)
        panel = panel_of(made, "low_location")
        chart = chart_of(made, "low_location", BarChart)
        assert chart.categories == ("ana", "Zoe")
        assert chart.title == (
            "En el 10 % de las visitas hechas no hay una ubicación en que confiar; entre gestores "
            "no hay más diferencia que la del azar"
        )
        assert [one.n for one in chart.series[0].values] == [1, 9]
        assert [count_behind(source, panel, 0, at) for at in (0, 1)] == [1, 9]
        assert panel.notes == (
            "Del tiempo de trabajo, el 10 % no tiene ninguna posición.",
            "De las posiciones recibidas, el 10 % no es confiable.",
        )
        held = Filters(period=Period.LAST_30, held={Dimension.PORTFOLIO: (PORTFOLIO.id,)})
        assert panel_of(report(source, held), "low_location").notes == ()
        alone = Filters(period=Period.LAST_30, held={Dimension.AGENT: (ZOE,)})
        title = chart_of(report(source, alone), "low_location", BarChart).title
        assert title == "En el 11 % de las visitas hechas no hay una ubicación en que confiar"


def test_who_agreed_to_be_located() -> None:
    no = an_agent(id=an_id(90), code="9", name="Beto", consent=None, team_id=an_id(70))
    gone = an_agent(id=an_id(91), code="8", name="Eva", is_active=False)
    with a_source(no, gone) as source:
        made = report(source)
        chart = chart_of(made, "consents", BarChart)
        assert chart.title == "2 de 3 gestores consintieron que se guarde su ubicación"
        assert chart.categories == ("Equipo que ya no se ve", "Sin equipo")
        assert values(chart) == [[1, 1], [1, 0]]
        panel = panel_of(made, "consents")
        assert panel.notes == ("Sin consentimiento: Beto.",)
        assert panel.of_people
        held = Filters(held={Dimension.AGENT: (ANA,)})
        assert values(chart_of(report(source, held), "consents", BarChart)) == [[1], [0]]
        nobody = Filters(held={Dimension.TEAM: (an_id(99),)})
        assert panel_of(report(source, nobody), "consents").chart is None


def test_what_is_signed_is_dated_and_without_its_paper() -> None:
    """One of two accounts; a paper that has expired, is revoked or is for later is none."""
    papers = [
        an_authorisation(id=an_id(80), account_id=an_id(20)),
        an_authorisation(id=an_id(81), account_id=an_id(21), expires_on=date(2026, 11, 29)),
        an_authorisation(id=an_id(82), account_id=an_id(21), revoked_on=date(2026, 11, 30)),
        an_authorisation(id=an_id(83), account_id=an_id(21), signed_on=date(2026, 12, 1)),
    ]
    with a_source(*papers) as source:
        made = report(source)
        chart = chart_of(made, "signed", BarChart)
        assert (
            chart.title == "El 50 % de los créditos en gestión tiene autorización de visita vigente"
        )
        assert [one.name for one in chart.series] == [
            "Con fecha, sin soporte", "Sin autorización vigente"
        ]  # fmt: skip
        assert values(chart) == [[1], [1]]
        assert panel_of(made, "signed").notes[1] == "En 1 cartera más la ley no pide autorización."
        agent = Filters(held={Dimension.AGENT: (ZOE,), Dimension.PORTFOLIO: (PORTFOLIO.id,)})
        held = report(source, agent)
        said = ("Aquí no cambia nada el filtro de: Gestor.",)
        assert panel_of(held, "signed").notes[1:] == said
        assert panel_of(held, "consents").notes == ("Aquí no cambia nada el filtro de: Cartera.",)
        mexican = Filters(held={Dimension.PORTFOLIO: (MEXICAN.id,)})
        assert panel_of(report(source, mexican), "signed").chart is None


def test_who_agreed_to_other_hours_and_which_visits_that_let_be(source: SqlSource) -> None:
    made = report(source)
    hours = chart_of(made, "agreed", BarChart)
    assert hours.title == "1 persona pidió otro horario, y su pedido está vigente"
    assert values(hours) == [[1], [1]]
    late = chart_of(made, "outside", BarChart)
    assert late.title == "3 visitas fuera del horario general, 2 sin que la persona lo pidiera"
    assert values(late) == [[1], [2]]
    tuesday = Filters(period=Period.CUSTOM, from_on=NINE.date(), to_on=date(2026, 11, 25))
    held = Filters(
        period=Period.CUSTOM, from_on=tuesday.from_on, to_on=tuesday.to_on,
        held={Dimension.AGENT: (ZOE,)},
    )  # fmt: skip
    assert values(chart_of(report(source, held), "outside", BarChart)) == [[1], [1]]
    with a_source(a_visit(10, ended_at=LATE), *people()) as agreed:
        title = chart_of(report(agreed), "outside", BarChart).title
    assert title == "1 visita fuera del horario general, a pedido de la persona"
    bare = people()[1:]
    with a_source(a_visit(10, ended_at=LATE, party_id=an_id(6)), *bare) as none:
        made = report(none)
    assert chart_of(made, "outside", BarChart).title == (
        "1 visita fuera del horario general, sin que la persona lo pidiera"
    )
    assert chart_of(made, "agreed", BarChart).title == (
        "1 persona pidió otro horario, que ya no está vigente"
    )


def a_complaint(number: int, **changes: Any) -> Petition:
    """Received on the Tuesday and still waiting, with days to spare."""
    values: dict[str, Any] = {
        "portfolio_id": PORTFOLIO.id,
        "party_id": an_id(9),
        "kind": PetitionKind.COMPLAINT,
        "text": "Vinieron de noche",
        "received_at": NINE,
        "due_on": date(2026, 12, 4),
    }
    return Petition(id=an_id(300 + number), **(values | changes))


def test_complaints_of_the_period_by_how_they_stand() -> None:
    last_night = datetime(2026, 11, 25, 4, 30, tzinfo=UTC)  # Tuesday 23:30 in Bogotá
    rows = (
        a_complaint(0),
        a_complaint(1, due_on=date(2026, 11, 29), received_at=last_night),
        a_complaint(2, due_on=date(2026, 11, 30)),  # today is still within it
        a_complaint(3, state=PetitionState.ANSWERED),
        a_complaint(4, state=PetitionState.PASSED_ON, due_on=date(2026, 11, 29)),
        a_complaint(5, kind=PetitionKind.DATA_QUERY),
        a_complaint(6, portfolio_id=MEXICAN.id, received_at=NINE - timedelta(days=1)),
    )
    with a_source(*rows) as source:
        tuesday = Filters(period=Period.CUSTOM, from_on=NINE.date(), to_on=date(2026, 11, 25))
        held = panel_of(report(source, tuesday), "complaints")
        chart = chart_of(report(source), "complaints", BarChart)
        agent = Filters(period=Period.LAST_30, held={Dimension.AGENT: (ZOE,)})
        told = panel_of(report(source, agent), "complaints").notes
    assert isinstance(held.chart, BarChart)
    assert values(held.chart) == [[2], [2], [1]]
    assert held.notes == ("1 espera respuesta y su plazo ya venció.",)
    assert chart.title == "Se recibieron 6 quejas"
    assert sorted(zip(chart.categories, *values(chart), strict=True)) == sorted(
        [(PORTFOLIO.name, 2, 2, 1), (MEXICAN.name, 0, 1, 0)]
    )
    assert told[-1] == "Aquí no cambia nada el filtro de: Gestor."


def test_days_and_hours_are_those_at_the_door_where_the_clock_goes_back() -> None:
    """In Tijuana it did on Sunday, 1 November 2026, at two: each moment is looked up by hand."""
    border = a_portfolio(id=an_id(3), country="MX", currency="MXN", time_zone="America/Tijuana")
    moments = {
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC): (31, False),  # Saturday 23:30, an hour ahead
        datetime(2026, 11, 1, 8, 30, tzinfo=UTC): (1, False),  # 1:30, the first time
        datetime(2026, 11, 1, 9, 30, tzinfo=UTC): (1, False),  # 1:30 again
        datetime(2026, 11, 2, 7, 30, tzinfo=UTC): (1, False),  # 23:30, which was 0:30 before
        datetime(2026, 11, 2, 16, 0, tzinfo=UTC): (2, True),  # Monday 8:00
        datetime(2026, 11, 3, 5, 30, tzinfo=UTC): (2, True),  # 21:30
        datetime(2026, 11, 3, 6, 30, tzinfo=UTC): (2, False),  # 22:30
        datetime(2026, 10, 31, 4, 30, tzinfo=UTC): (30, True),  # Friday 21:30
    }
    there = {"portfolio_id": border.id, "address_id": an_id(30)}
    door = an_address(id=an_id(30), portfolio_id=border.id, time_zone="America/Tijuana")
    made = [a_visit(n, ended_at=at, **there) for n, at in enumerate(moments)]
    with a_source(border, door, *made) as source:
        month = Filters(period=Period.CUSTOM, from_on=date(2026, 10, 30), to_on=date(2026, 12, 1))
        whole = report(source, month)
        chart = chart_of(whole, "verified", LineChart)
        assert [one.n for one in chart.series[0].values] == [1, 1, 3, 3]
        panel = panel_of(whole, "verified")
        assert [count_behind(source, panel, 0, at) for at in range(4)] == [1, 1, 3, 3]
        unlawful = [at for at, (_, is_lawful) in moments.items() if not is_lawful]
        assert values(chart_of(whole, "outside", BarChart)) == [[0], [len(unlawful)]]
        november = Filters(period=Period.CUSTOM, from_on=date(2026, 11, 1), to_on=month.to_on)
        assert chart_of(report(source, november), "verdicts", BarChart).title == (
            "De 6 visitas hechas, completadas o no, 6 fueron en el domicilio"
        )


class _Server(SqlSource):
    """One that knows who looked."""

    def looks(self, span: Span) -> Sequence[Look]:
        assert span.until is not None
        if span.until < NINE.date():
            return ()
        return (Look("", 2, 3, NINE.date()), Look("Óscar", 1, 2, NINE.date()),
                Look("Beto", 1, 1, NINE.date()))  # fmt: skip


def test_who_looked_at_trails_is_the_server_s_to_say(source: SqlSource) -> None:
    assert panel_of(report(source), "looks").notes == (
        "Quién consultó trazas lo guarda el servidor: hace falta conexión.",
    )
    with a_source(kind=_Server) as server:
        made = report(server)
        chart = chart_of(made, "looks", TableChart)
        assert chart.title == "Las trazas se consultaron 6 veces"
        assert [row[0] for row in chart.rows] == ["Beto", "Óscar", "Otras personas"]
        assert chart.rows[0][1:] == (Figure(1), Figure(1), "24 nov 2026")
        before = Filters(period=Period.CUSTOM, from_on=date(2026, 1, 1), to_on=date(2026, 2, 1))
        assert panel_of(report(server, before), "looks").notes == (
            "Nadie ha consultado trazas en este periodo",
        )


@pytest.mark.parametrize("locale", ["es", "en"])
def test_where_there_is_nothing_a_sentence_stands(locale: str) -> None:
    with a_source(locale=locale) as source:
        made = report(source)
    without = [one.key for one in made.panels if one.chart is None]
    assert without == [
        "verified",
        "verdicts",
        "low_location",
        "agreed",
        "outside",
        "complaints",
        "looks",
    ]
    assert all(one.notes for one in made.panels if one.chart is None)


def test_who_differs_beyond_chance_is_counted() -> None:
    held = [
        a_visit(100 * n + k, agent_id=an_id(200 + n), ended_at=NINE + timedelta(minutes=k),
                verdict=Verdict.NO_FIX if k < (20 if n == 3 else 2) else Verdict.AT_ADDRESS)
        for n in range(12) for k in range(40)
    ]  # fmt: skip
    with a_source(*held) as source:
        title = chart_of(report(source), "low_location", BarChart).title
    assert title.endswith("; 1 gestor difiere más de lo que da el azar")
