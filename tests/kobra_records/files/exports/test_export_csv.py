"""CSV that Colombia, Mexico and an attacker open: no cell of any usual separator is a formula."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kobra_domain.places import Point
from kobra_records.files.exports.csv_writing import harmless, write_csv
from kobra_records.files.exports.deed import ExportPlan, write_export
from kobra_records.files.exports.dialect import dialect_of, example
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.exports.table import (
    Amount,
    ColumnType,
    ExportColumn,
    ExportTable,
    Moment,
)

PIECES = st.sampled_from([*",;|\t\r\n\"' =+-@", "=1+1", "+cmd|' /C calc'!A0", "a", "5", "＝"])
HOSTILE = st.lists(PIECES, max_size=8).map("".join)
NUMBER = set("+-0123456789 ().-/")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(HOSTILE, min_size=3, max_size=3), max_size=3))
def test_no_reader_finds_a_formula(tmp_path: Path, rows: list[list[str]]) -> None:
    """Whichever dialect it was written in, separator it is read with, and trust in quotes."""
    for locale in ("es_CO", "es_MX"):
        write_csv(tmp_path / "a.csv", ["=h", "b", "c"], rows, dialect_of(locale), lambda: None)
        for separator in ",;\t|":
            for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
                with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
                    for row in csv.reader(file, delimiter=separator, quoting=quoting):
                        assert not [cell for cell in row if _is_formula(cell)]


def _is_formula(cell: str) -> bool:
    bare = cell.strip()
    return bare.startswith(("=", "@", "＝", "+", "-")) and not (
        set(bare) <= NUMBER and any(c.isdigit() for c in bare)
    )


@pytest.mark.parametrize(
    "text",
    ["-74.08", "+57 (601) 300-1234", "+12", "-5", "250000", "a=b", "", "5 - 3", "-1e-5",
     "Tel. +57 300; +57 301", "Calle 5 - 21, apto. 3"],
)  # fmt: skip
def test_numbers_and_telephones_stay(text: str) -> None:
    """Nobody sees a letter more."""
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("uno\n-2", "uno\n'-2"),
        ("-2\r", "'-2\r"),
        ("+1|a!b", "'+1|a!b"),
        ("a;-2\u2028", "a;'-2\u2028"),
    ],
)
def test_a_number_that_goes_on_is_none(text: str, written: str) -> None:
    """Another separator's reader takes what follows with it."""
    assert harmless(text) == written


def test_a_long_row_of_digits_takes_no_time() -> None:
    """A pattern that tries again and again would take minutes."""
    assert harmless("-" + "1" * 200_000 + "x").startswith("'-")


def test_each_country_reads_its_own(tmp_path: Path) -> None:
    """Text is quoted, numbers are not, and booleans are words."""
    row = ("0042", 1234.5, True, date(2026, 11, 29), Amount(150_050, "MXN"), None)
    at = datetime(2026, 11, 29, 15, 0, 5, 9, tzinfo=UTC)
    columns = [("id", ColumnType.TEXT), ("n", ColumnType.NUMBER), ("si", ColumnType.TRUTH),
               ("día", ColumnType.DATE), ("saldo", ColumnType.MONEY), ("x", ColumnType.TEXT),
               ("hora", ColumnType.INSTANT)]  # fmt: skip
    made = {}
    for locale in ("es_CO", "es_MX", "en"):
        table = ExportTable("T", tuple(ExportColumn(n, n, t) for n, t in columns), [(*row, at)])
        plan = ExportPlan(
            path=tmp_path / f"{locale}.csv",
            format=ExportFormat.CSV,
            dialect=dialect_of(locale),
            zone=ZoneInfo("America/Bogota"),
        )
        write_export([table], plan)
        made[locale] = plan.path.read_text("utf-8-sig").splitlines()
    assert made["es_CO"] == [
        '"id";"n";"si";"día";"saldo";"saldo (moneda)";"x";"hora (America/Bogota)"',
        '"0042";1234,5;"Sí";2026-11-29;1500,50;"MXN";;2026-11-29 10:00:05',
    ]
    assert made["es_MX"][1].startswith('"0042",1234.5,"Sí",2026-11-29,1500.50,"MXN",,')
    assert made["en"][1].startswith('"0042",1234.5,"Yes",')
    assert (tmp_path / "en.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_hours_places_and_lengths_read_one_way(tmp_path: Path) -> None:
    """By the clock of the place, which is named; lengths in hours; no sign opens a formula."""
    kinds = ("local", "duration", "duration", "time", "point")
    at = Moment(datetime(2026, 11, 29, 15, 0, 5, 9, tzinfo=UTC), "America/Tijuana")
    row = (at, timedelta(hours=26, seconds=5), -timedelta(minutes=3), time(7, 5), Point(4.6, -74.1))
    columns = tuple(ExportColumn(kind, kind, ColumnType(kind)) for kind in kinds)
    path, dialect = tmp_path / "a.csv", dialect_of("es_CO")
    write_export(
        [ExportTable("T", columns, [row])],
        ExportPlan(path=path, format=ExportFormat.CSV, dialect=dialect),
    )
    line = '2026-11-29 07:00:05;"America/Tijuana";26:00:05;-0:03:00;07:05:00;4,6;-74,1'
    assert path.read_text("utf-8-sig").splitlines()[1] == line


def test_the_example_is_a_line_of_the_file() -> None:
    """What the dialog shows."""
    assert example(dialect_of("es_CO")) == '"0042";1234,5;2026-11-29;"Sí"'
    assert dialect_of("es_CO").number(Decimal("123456789012345678")) == "123456789012345678"
    assert dialect_of("en").number(1e22) == "1" + "0" * 22
