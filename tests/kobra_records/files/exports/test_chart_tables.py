"""A chart's figures in files: numbers stay numbers, days days, and the total is the picture's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kobra_domain.charts import KINDS, ChartSpec, example
from kobra_domain.charts.spec import Column, Figure, Table, Unit, UnitKind
from kobra_records.files.exports.charts import chart_table
from kobra_records.files.exports.deed import ExportPlan, write_export
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat
from tests.kobra_domain.charts.odd import ODD


def book(spec: ChartSpec, path: Path, locale: str = "es_CO") -> list[list[Any]]:
    write(spec, path, ExportFormat.XLSX, locale)
    return [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]  # type: ignore[union-attr]


def write(spec: ChartSpec, path: Path, format: ExportFormat, locale: str = "es_CO") -> None:
    plan = ExportPlan(path=path, format=format, dialect=dialect_of(locale))
    write_export([chart_table(spec, "Reporte", locale)], plan)


def test_a_table_keeps_its_numbers_and_ends_with_its_total(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = book(example("table", "es_CO"), path)
    contact = "Contacto con el titular"
    assert rows[0][:6] == [
        *("Cartera", "Visitas", contact, f"{contact}, desde", f"{contact}, hasta"),
        f"{contact}, de cuántos",
    ]
    assert rows[0][6:8] == ["Recuperado", "Recuperado (moneda)"]
    assert rows[1][:3] == ["Consumo", 412, pytest.approx(214 / 412, abs=1e-4)]
    assert rows[1][6:8] == [214_000_000, "COP"]
    assert rows[-1][0] == "Total"
    assert rows[-1][6] == 405_000_000
    formats = [cell.number_format for cell in load_workbook(path).active[2]]  # type: ignore[index]
    assert formats[2] == "0.0%"


def test_days_are_days_and_what_is_estimated_is_told(tmp_path: Path) -> None:
    rows = book(example("line", "es_CO"), tmp_path / "a.xlsx")
    assert rows[0][0] == "Mes"
    assert isinstance(rows[1][0], datetime)
    assert rows[1][0].date() == date(2026, 3, 1)
    estimated = rows[0].index("Consumo, estimado")
    assert [row[estimated] for row in rows[1:]] == ["No"] * 9 + ["Sí"]


def test_a_heat_map_has_a_row_for_each_hour_and_the_unknown_is_nothing(tmp_path: Path) -> None:
    rows = book(example("heat_map", "es_CO"), tmp_path / "a.xlsx")
    assert len(rows) == 1 + 7 * 24
    assert rows[1][:2] == ["lunes", 0]
    assert rows[1][2] is None
    assert rows[1][-1] == "No"
    known = [row for row in rows[1:] if row[2] is not None]
    assert all(isinstance(row[2], float | int) and isinstance(row[5], int) for row in known)
    assert any(row[2] == 0 for row in known)


def test_csv_has_the_marks_of_the_country(tmp_path: Path) -> None:
    for locale, line in (("es_CO", '"Consumo";412;0,5194;'), ("es_MX", '"Consumo",412,0.5194,')):
        path = tmp_path / f"{locale}.csv"
        write(example("table", locale), path, ExportFormat.CSV, locale)
        text = path.read_text("utf-8-sig")
        assert line in text


def test_lengths_notes_and_texts_that_look_like_formulas(tmp_path: Path) -> None:
    table = Table(
        columns=(
            Column(name="Gestor"),
            Column(name="Entre visitas", unit=Unit(kind=UnitKind.DURATION)),
            Column(name="Por día", unit=Unit(decimals=1)),
        ),
        rows=(("=1+1", Figure(5_400.0), Figure(11.5)), ("00123", Figure(), Figure(12.0))),
        total=("Total", Figure(5_400.0), Figure(11.7)),
        notes=("", "Sin visitas."),
    )
    rows = book(table, tmp_path / "a.xlsx")
    assert rows[0] == ["Gestor", "Entre visitas", "Por día", "Nota"]
    assert rows[1][0] == "=1+1"
    assert rows[1][1] == timedelta(minutes=90)
    assert rows[2] == ["00123", None, 12, "Sin visitas."]


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_can_leave_whatever_it_holds(kind: str, tmp_path: Path) -> None:
    usual = example(kind, "en")
    odd = [changed for change in ODD.values() if (changed := change(usual)) is not None]
    for n, spec in enumerate((usual, *odd)):
        rows = book(spec, tmp_path / f"{n}.xlsx", "en")
        assert len({len(row) for row in rows}) == 1
        assert all(isinstance(title, str) for title in rows[0])
