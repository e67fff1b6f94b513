"""Every report of a hostile field, held to what nobody should hold it to: a sentence in its place,
never an empty or a wrong chart.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from kobra_domain.reports.bare import is_bare
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.report import Report, report_of
from tests.field_api.reports.hostile import SPAN, Hostile
from tests.field_api.reports.test_links import page

pytestmark = pytest.mark.both_engines

NOBODY = "00000000-0000-0000-0000-000000000000"
INPUTS: dict[str, dict[str, Any]] = {
    "two currencies, unknown hours": SPAN,
    "days that have not come": {"from": "2036-01-01", "to": "2036-02-01"},
    "the clocks are put on": {"from": "2026-03-08", "to": "2026-03-09"},
    "a thousand years": {"from": "2000-01-01", "to": "2999-12-31"},
    "an agent that is gone": {**SPAN, "agent": NOBODY},
    "a team that is gone, against another": {
        **SPAN, "team": NOBODY, "against": "team", "against_team": NOBODY,
    },
    "what has no bucket": {**SPAN, "bucket": ""},
    "nobody's": {**SPAN, "agent": ""},
    "a measure that is gone": {**SPAN, "measure": "=1+1"},
    "before there was anything": {"period": "today", "against": "year_before"},
}  # fmt: skip


def report(bad: Hostile, key: str, params: dict[str, Any]) -> Report:
    answer = bad.client.get(f"/api/v1/reports/{key}", params=params)
    assert answer.status_code == 200, answer.text
    return report_of(answer.json())


@pytest.mark.parametrize("name", INPUTS)
def test_each_panel_is_a_chart_of_something_or_a_sentence(bad: Hostile, name: str) -> None:
    for key in REPORTS:
        found = report(bad, key, INPUTS[name])
        assert found.panels
        assert found.cut_off
        for panel in found.panels:
            if panel.chart is None:
                assert panel.notes, (key, panel.key)
                assert all(one.strip() for one in panel.notes)
            else:
                assert not is_bare(panel.chart), (key, panel.key)


def test_what_has_no_bucket_is_in_no_book(bad: Hostile) -> None:
    """At each corte every account stands in one; so it is where nobody is given an account."""
    held = {one.key: one for one in report(bad, "recovery", {**SPAN, "bucket": ""}).panels}
    all_of_them = {one.key: one for one in report(bad, "recovery", SPAN).panels}
    for key in ("fall.cop", "buckets.cop", "roll.cop"):
        assert all_of_them[key].chart is not None
        assert held[key].chart is None


def test_a_report_of_no_day_is_refused(bad: Hostile) -> None:
    for first, until in (("2026-03-01", "2026-03-01"), ("2026-03-02", "2026-03-01")):
        answer = bad.client.get("/api/v1/reports/hours", params={"from": first, "to": until})
        assert (answer.status_code, answer.json()["code"]) == (422, "ends_before_start")


@pytest.mark.parametrize("name", ["days that have not come", "what has no bucket"])
def test_no_place_of_a_link_s_page_is_empty(bad: Hostile, name: str) -> None:
    for key in REPORTS:
        filters = [{"name": one, "value": value} for one, value in INPUTS[name].items()]
        wish = {"report": key, "filters": filters}
        made = bad.client.post("/api/v1/report-links", json=wish)
        assert made.status_code == 201, made.text
        text = page(made.json()["url"]).text
        sections = re.findall(r"<section>(.*?)</section>", text, flags=re.DOTALL)
        assert sections
        assert all(re.sub(r"<[^>]+>", "", one).strip() for one in sections), key
