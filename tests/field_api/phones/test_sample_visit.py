"""The designer's sample has the columns of the list that phones are given, in their order."""

from __future__ import annotations

from field_api.phones.visit_row import COLUMNS
from kobra_records.sample_visit import sample_visit


def test_the_sample_is_a_row_of_the_visit_list() -> None:
    assert tuple(sample_visit("CO", "es")) == ("name", "label", "__version", *COLUMNS)
