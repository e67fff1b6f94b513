"""What of a block whoever has a link sees: of several measures nobody counted the people of each,
so that a figure is seen by what it says of itself alone.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NoReturn

from kobra_domain.charts.spec import Figure, Table
from kobra_domain.reports.aggregates import aggregates
from kobra_domain.reports.custom.build import panels_of
from kobra_domain.reports.custom.things import Block
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.report import Behind, Report
from tests.kobra_domain.reports.custom.rows import Rows, a_payment, a_row

NOVEMBER = Filters(period=Period.THIS_MONTH, against=Against.PERIOD_BEFORE)
OCTOBER = datetime(2026, 10, 2, 15, tzinfo=UTC)
SOURCE = Rows(
    {
        "visit": [
            *(a_row(2) for _ in range(14)),
            *(a_row(2, ended_at=OCTOBER) for _ in range(6)),
            *(a_row(2, team_id="u") for _ in range(7)),
            *(a_row(2, team_id="u", ended_at=OCTOBER) for _ in range(2)),
        ],
        "bank_payment": [a_payment(2, 500, team_id="u")],
    }
)


def count(behind: Behind) -> NoReturn:
    raise AssertionError("nobody knows the people of several measures")


def test_a_difference_from_few_and_money_of_nobody_knows_how_many_are_hidden() -> None:
    block = Block(measures=("done", "collected_amount"), dimensions=("team",))
    panels = tuple(panels_of(block, SOURCE, NOVEMBER, "0"))
    whole = Report(key="r", title="r", about="", cut_off="", panels=panels)
    [panel] = aggregates(whole, count, "es").panels
    assert isinstance(panel.chart, Table)
    assert panel.behind is None
    named = {row[0]: row[1:] for row in panel.chart.rows}
    assert named["Norte"] == (Figure(7), Figure(), Figure(), Figure())  # of two then; of one now
    assert named["Andes"][1:] == (Figure(), Figure(), Figure())  # else the total told it
    assert panel.chart.total[3:] == (Figure(), Figure())
