"""Reports that ship, as the beginning of one's own."""

from __future__ import annotations

import pytest

from kobra_domain.reports.custom.bases import READY, base_of, lacking_words
from kobra_domain.reports.custom.build import kind_of_saved
from kobra_domain.reports.custom.things import check_saved, filters_of
from kobra_domain.reports.declared import REPORTS, built
from kobra_domain.reports.filters import Against, Period
from kobra_domain.reports.shipped import MONTH, WEEK
from tests.kobra_domain.reports.custom.rows import Rows, a_payment, a_row
from tests.kobra_domain.things import an_id


def test_those_with_days_of_their_own_stand_ready() -> None:
    assert READY == (WEEK, MONTH)


@pytest.mark.parametrize("locale", ["es", "en"])
@pytest.mark.parametrize("key", [WEEK, MONTH])
def test_a_base_is_a_report_that_can_be_built_and_says_what_it_lacks(key: str, locale: str) -> None:
    kind = REPORTS[key]
    assert kind.opens is not None
    made = base_of(kind, kind.opens, report_id=an_id(1), owner_id=an_id(2), locale=locale)
    check_saved(made)
    filters, gone = filters_of(made.filters)
    assert (filters.against, gone) == (Against.PERIOD_BEFORE, ())
    assert filters.period in (Period.LAST_WEEK, Period.LAST_MONTH)
    source = Rows({"visit": [a_row(24)], "bank_payment": [a_payment(24)]}, locale=locale)
    report = built(kind_of_saved(made), source, filters)
    assert len(report.panels) >= len(made.blocks)
    assert len(lacking_words(kind, locale)) > 40
