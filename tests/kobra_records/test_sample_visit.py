"""The invented visit has what the forms read, in both languages and countries."""

from __future__ import annotations

import csv
import io

import pytest

from kobra_records.sample_visit import FILE_NAME, SAMPLE_ID, sample_csv, sample_media, sample_visit


@pytest.mark.parametrize("country", ["CO", "MX"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_column_is_filled(country: str, language: str) -> None:
    row = sample_visit(country, language, "cobro")
    assert [name for name, text in row.items() if not text] == []
    lat, lon, altitude, accuracy = map(float, row["geometry"].split())
    assert (altitude, accuracy) == (0, 0)
    assert row["navegacion"] == f"geo:{lat:.5f},{lon:.5f}"
    assert row["pais"] == country


def test_the_file_is_the_row() -> None:
    row = sample_visit("MX", "es_MX", "cobro")
    assert list(csv.DictReader(io.StringIO(sample_csv("MX", "es_MX", "cobro")))) == [row]
    assert sample_media("MX", "es_MX", "cobro") == {FILE_NAME: sample_csv("MX", "es_MX", "cobro")}
    assert row["name"] == SAMPLE_ID


def test_another_country_borrows_a_place_and_keeps_its_name() -> None:
    assert sample_visit("PE", "fr")["pais"] == "PE"
    assert sample_visit("PE", "fr")["titular"] == sample_visit("CO", "es")["titular"]
