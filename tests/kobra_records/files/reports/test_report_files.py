"""Reports as files, opened again by other programs: the same figures in each, and nothing cut that
is not said.
"""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

from kobra_domain.charts import KINDS, example, resolve
from kobra_domain.charts.spec import (
    BarChart,
    BigNumber,
    Column,
    Figure,
    LineChart,
    Series,
    StepKind,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.portfolios import Institution
from kobra_domain.reports.report import Behind, Panel, Report
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import chart_theme
from kobra_records.files.reports import Dress, ReportFormat, file_of
from kobra_records.files.reports.books import csv_files
from kobra_records.files.worker import Worker
from tests.kobra_records.files.paper import pdf_text

NOW = datetime(2026, 12, 1, 5, tzinfo=UTC)
CUT_OFF = "Datos hasta 1 dic 2026 · pagos del banco hasta el sáb 28 nov"
PESOS, SHARE = Unit(kind=UnitKind.MONEY, currency="COP"), Unit(kind=UnitKind.SHARE)
TIME = Unit(kind=UnitKind.DURATION)
HOSTILE = '=HYPERLINK("http://x")#panic(1) <b>&amp; $x$ \u202eحساب'
TABLE = Table(
    title="Andes recupera más",
    subtitle="Recuperado por gestor",
    columns=(
        Column(name="Código"),
        Column(name="Contacto", unit=SHARE),
        Column(name="Recuperado", unit=PESOS),
        Column(name="Por visita", unit=TIME),
    ),
    rows=(
        ("00123", Figure(1 / 3, 0.2, 0.5, 30), Figure(123_456_700.0), Figure(1_430.0)),
        ("00124", Figure(), Figure(100.0), Figure(90_000.0)),
    ),
    total=("Total", Figure(1 / 3, 0.2, 0.5, 30), Figure(123_456_800.0), Figure(45_715.0)),
)


def report(*panels: Panel) -> Report:
    about = "Mes pasado (1 nov – 30 nov 2026) · Andes"
    return Report(key="x", title="Mes del cliente", about=about, cut_off=CUT_OFF, panels=panels)


def every_kind(locale: str) -> Report:
    made = [
        Panel(
            key=kind, chart=example(kind, locale), notes=(f"nota {kind}",), is_wide=kind == "line"
        )
        for kind in KINDS
    ]
    return report(*made, Panel(key="none", chart=None, notes=("Nada que dibujar",)))


def pdf(held: Report, locale: str = "es_CO", owner: Institution | None = None) -> bytes:
    dress = Dress(locale=locale, made_at=NOW, institution=owner)
    return file_of(held, ReportFormat.PDF, dress).content


def book(held: Report, locale: str = "es_CO") -> openpyxl.Workbook:
    made = file_of(held, ReportFormat.XLSX, Dress(locale=locale, made_at=NOW))
    return openpyxl.load_workbook(io.BytesIO(made.content))


def csv(held: Report, locale: str) -> tuple[bytes, str, tuple[str, ...]]:
    made = file_of(held, ReportFormat.CSV, Dress(locale=locale, made_at=NOW))
    return made.content, made.ending, made.told


def mark() -> str:
    made = io.BytesIO()
    Image.new("RGB", (80, 40), "#0F4C81").save(made, "PNG")
    return b64encode(made.getvalue()).decode()


# Paper


@pytest.mark.parametrize("locale", ["es_MX", "en"])
def test_paper_is_tagged_text_with_every_chart_as_the_same_scene(locale: str) -> None:
    held = every_kind(locale)
    made = pdf(held, locale)
    assert pdf_text.language(made).replace("_", "-") in (locale.replace("_", "-"), locale[:2])
    assert {"H1", "Figure", "Table", "TH"} <= pdf_text.roles(made)
    assert not any(page.images for page in PdfReader(io.BytesIO(made)).pages)
    said, alternatives = pdf_text.text(made), " ".join(pdf_text.alternatives(made))
    for panel in held.panels:
        if panel.chart is None or isinstance(panel.chart, Table | BigNumber):
            continue
        scene = resolve(panel.chart, text_width, (720, 320), chart_theme(), locale)
        assert " ".join(scene.title.split()) in said
        assert " ".join(scene.description.split()) in " ".join(alternatives.split())
        assert f"nota {panel.key}" in said
    assert "Nada que dibujar" in said


def test_each_page_says_what_it_is_up_to_when_it_goes_and_whose_it_is() -> None:
    owner = Institution(id="i", name="Banco Andes", tax_number="NIT 800-1", logo=mark())
    made = pdf(every_kind("es_CO"), owner=owner)
    pages = pdf_text.pages(made)
    assert len(pages) > 1
    for n, page in enumerate(pages, 1):
        assert CUT_OFF in page
        assert f"Página {n} de {len(pages)}" in page
        assert "Mes del cliente" in page
        assert "Mes pasado (1 nov – 30 nov 2026) · Andes" in page
        assert "Banco Andes" in page
    assert "Banco Andes" in pdf_text.alternatives(made)
    assert pdf(every_kind("es_CO"), owner=replace(owner, logo="bm90IGEgcGljdHVyZQ=="))


def test_heads_repeat_and_a_wide_table_goes_on_with_the_names_of_its_rows() -> None:
    names = [f"Gestor {n:03}" for n in range(120)]
    columns = (Column(name="Gestor"), *(Column(name=f"Mes {n}", unit=PESOS) for n in range(9)))
    figures = tuple(Figure(n * 1e10 + 1e9) for n in range(9))
    rows: tuple[tuple[str | Figure, ...], ...] = tuple((name, *figures) for name in names)
    made = pdf(report(Panel(key="t", chart=Table(columns=columns, rows=rows))))
    pages = [page for page in pdf_text.pages(made) if "Gestor 0" in page]
    assert len(pages) > 4
    assert all("Gestor Mes " in page for page in pages)
    said = pdf_text.text(made)
    assert all(said.count(name) == 2 for name in names)
    assert "$ 810.000.000 COP" in said


def test_a_table_without_end_is_cut_on_paper_and_says_so() -> None:
    rows = tuple((f"n{n}", Figure(float(n))) for n in range(1_214))
    chart = Table(columns=(Column(name="a"), Column(name="b", unit=Unit())), rows=rows)
    held = report(Panel(key="t", chart=chart))
    said = pdf_text.text(pdf(held))
    assert "… y 214 filas más, que están en el archivo de Excel." in said
    assert len(list(book(held).worksheets[1].rows)) == 1_215


# Workbooks


def test_a_workbook_holds_numbers_and_its_total_is_the_papers() -> None:
    held = report(Panel(key="t", chart=TABLE, about="Contacto: cómo", notes=("ojo",)))
    about, sheet = book(held).worksheets
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.rows]
    low, high, of = "Contacto · desde", "Contacto · hasta", "Contacto · de cuántos"
    head = ["Código", "Contacto", low, high, of, "Recuperado (COP)", "Por visita"]
    assert rows == [
        head,
        ["00123", 1 / 3, 0.2, 0.5, 30, 1_234_567, timedelta(seconds=1_430)],
        ["00124", None, None, None, None, 1, timedelta(seconds=90_000)],
        ["Total", 1 / 3, 0.2, 0.5, 30, 1_234_568, timedelta(seconds=45_715)],
    ]
    formats = [cell.number_format for cell in sheet[4]]
    assert formats == ["@", "0.0%", "0.0%", "0.0%", "#,##0", "#,##0.00", "[h]:mm:ss"]
    assert all(cell.font.b for cell in sheet[4])
    assert sheet["A2"].data_type == "s"
    said = pdf_text.text(pdf(held))
    assert "Total 33 % 20–50 % · de 30 $ 1.234.568 COP" in said
    told = [cell.value for row in about.rows for cell in row if cell.value]
    assert told[0] == "Mes del cliente"
    for words in (
        held.about,
        CUT_OFF,
        "Recuperado por gestor",
        TABLE.title,
        "ojo",
        "Contacto: cómo",
    ):
        assert words in told


def test_days_are_days_and_every_kind_has_its_sheet() -> None:
    days = LineChart(
        subtitle="Por día",
        unit=PESOS,
        steps=("2026-11-01", "2026-11-02"),
        step=StepKind.DAY,
        series=(Series(name="Andes", values=(Figure(150.0), Figure(7.0, is_estimate=True))),),
    )
    sheet = book(report(Panel(key="d", chart=days))).worksheets[1]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Día", "Andes (COP)", "Andes (COP) · Aún incompleto"],
        [datetime(2026, 11, 1), 1.5, "No"],
        [datetime(2026, 11, 2), 0.07, "Sí"],
    ]
    made = book(every_kind("es_CO"))
    assert len(made.sheetnames) == len(KINDS) + 1
    assert len({title.casefold() for title in made.sheetnames}) == len(made.sheetnames)
    heat = next(one for one in made if one.max_row == 7 * 24 + 1)
    assert heat["A2"].value == "lunes"
    assert heat["B2"].value == time(0)


def test_bars_of_days_are_days_and_say_what_they_are_told_apart_by() -> None:
    """The printed name of a day has no year; its rows know the day itself."""
    values = tuple(Figure(n) for n in (10, 20))
    chart = BarChart(
        title="t",
        subtitle="Recaudado por día",
        categories=("31 oct", "1 nov"),
        series=(Series(name="Recaudado", values=values),),
    )
    days = Behind(
        metric="collected_amount",
        pairs=(),
        by=(Dimension.DAY,),
        groups=(("2026-10-31",), ("2026-11-01",)),
    )
    teams = replace(days, by=(Dimension.TEAM,), groups=(("n",), ("s",)))
    found = {}
    for name, behind in (("days", days), ("teams", teams), ("none", None)):
        sheet = book(report(Panel(key="k", chart=chart, behind=behind)))["Recaudado por día"]
        found[name] = [row[0].value for row in sheet.iter_rows()]
    assert found["days"] == ["Día", datetime(2026, 10, 31), datetime(2026, 11, 1)]
    assert found["teams"] == ["Equipo", "31 oct", "1 nov"]
    assert found["none"][1:] == ["31 oct", "1 nov"]


def test_numbers_in_a_row_are_one_sheet_each_as_its_unit_asks() -> None:
    numbers = [
        BigNumber(subtitle="Recaudado", figure=Figure(15_050.0), unit=PESOS, beside="antes: 3"),
        BigNumber(subtitle="Contacto", figure=Figure(0.4, 0.3, 0.5, 20), unit=SHARE),
        BigNumber(subtitle="Visitas", figure=Figure(1_204.0)),
        BigNumber(subtitle="Promedio", figure=Figure(2.25), unit=Unit(decimals=2)),
    ]
    held = report(*(Panel(key=f"n{n}", chart=one) for n, one in enumerate(numbers)))
    [_, sheet] = book(held).worksheets
    assert sheet.title == "Cifras"
    kept = [(row[1].value, row[1].number_format) for row in sheet.iter_rows(min_row=2)]
    expected = [(150.5, "#,##0.00"), (0.4, "0.0%"), (1_204, "#,##0"), (2.25, "#,##0.0###")]
    assert kept == expected
    assert [cell.value for cell in sheet[2]][2] == "COP"
    assert "$ 151 COP antes: 3 " in pdf_text.text(pdf(held))


# CSV


@pytest.mark.parametrize(
    ("locale", "line", "words"),
    [
        ("es_CO", '"00123";0,25;1234567;', "«;» y decimales con «,»"),
        ("es_MX", '"00123",0.25,1234567,', "«,» y decimales con «.»"),
        ("en", '"00123",0.25,1234567,', "“,”, decimals with “.”"),
    ],
)
def test_csv_is_written_as_the_locale_reads_it(locale: str, line: str, words: str) -> None:
    row = ("00123", Figure(0.25), *TABLE.rows[0][2:])
    held = report(Panel(key="t", chart=replace(TABLE, rows=(row,), total=())))
    content, ending, told = csv(held, locale)
    assert ending == "csv"
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig").replace(".00", "").replace(",00", "")
    assert text.split("\r\n")[1].startswith(line)
    assert words in told[0]


def test_several_tables_are_one_archive_that_says_what_they_are() -> None:
    content, ending, told = csv(every_kind("es_CO"), "es_CO")
    assert ending == "zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert names[0] == "Sobre el reporte.csv"
        assert len(names) == len(KINDS) + 1
        about = archive.read(names[0]).decode("utf-8-sig")
    assert CUT_OFF in about
    assert told[0] in about


# All of them


@pytest.mark.parametrize("format", ReportFormat)
def test_the_same_report_is_the_same_bytes_in_whatever_process(format: ReportFormat) -> None:
    held, dress = every_kind("es_CO"), Dress(locale="es_CO", made_at=NOW)
    with Worker(seconds=60) as worker:
        made = worker.run(file_of, held, format, dress)
    assert made == file_of(held, format, dress)


def test_hostile_names_are_words_everywhere() -> None:
    long = HOSTILE + "x" * 40_000
    chart = replace(TABLE, title=long, rows=((long, *TABLE.rows[0][1:]),), subtitle=HOSTILE)
    line = LineChart(
        title=HOSTILE, steps=("a",), series=(Series(name=long, values=(Figure(1.0),)),)
    )
    held = replace(
        report(
            Panel(key="t", chart=chart, notes=(HOSTILE,), about=HOSTILE),
            Panel(key="l", chart=line),
            Panel(key="n", chart=BigNumber(subtitle=HOSTILE, figure=Figure(1.0), beside=long)),
        ),
        title=HOSTILE,
        about=long,
    )
    owner = Institution(id="i", name=HOSTILE, logo="x")
    said = pdf_text.text(pdf(held, owner=owner))
    assert "#panic(1) <b>&amp; $x$" in said
    assert "Donde se lee" in said
    made = file_of(held, ReportFormat.XLSX, Dress(locale="es", made_at=NOW))
    sheets = openpyxl.load_workbook(io.BytesIO(made.content)).worksheets
    assert sheets[1]["A2"].value == long[:32_767]
    assert sheets[1]["A2"].data_type == "s"
    assert made.told
    assert made.told[0] in [row[1].value for row in sheets[0].rows]
    content, _, _ = csv(report(Panel(key="t", chart=chart)), "es_CO")
    assert b"\"'=HYPERLINK" in content
    assert content.count(b"x" * 40_000) == 1


def test_a_table_beside_a_sentence_does_not_hide_it() -> None:
    """One table alone is one CSV; where something is said of what there is none of, so it is."""
    held = report(
        Panel(key="t", chart=TABLE), Panel(key="n", chart=None, notes=("No hay promesas.",))
    )
    content, ending, _ = csv(held, "es_CO")
    assert ending == "zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        about = archive.read("Sobre el reporte.csv").decode("utf-8-sig")
    assert "No hay promesas." in about
    name, last = csv_files(held, "es_CO")[-1]
    assert name == "Sobre el reporte"
    assert "No hay promesas." in last.decode("utf-8-sig")
    assert CUT_OFF in last.decode("utf-8-sig")


def test_nothing_at_all_is_a_file_too() -> None:
    empty = report(Panel(key="t", chart=replace(TABLE, rows=(), total=())))
    assert "No hay datos" in pdf_text.text(pdf(empty))
    assert len(book(report()).sheetnames) == 1
    assert csv(report(), "es_CO")[1] == "csv"  # which says why
    assert date(2026, 12, 1) == NOW.date()
