"""Reports over the replica ask packed days whatever the scope."""

from __future__ import annotations

from datetime import date

import pytest

from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.queries.reports import Asker, source_of
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, RPC_RATE
from kobra_domain.metrics.predicates import EVERY
from kobra_records.sql.packs.asking import question_of


@pytest.mark.parametrize(
    "reach",
    [
        EVERYTHING,
        Reach(portfolio_ids=frozenset({"a"})),
        Reach(team_ids=frozenset({"t"})),
        Reach(team_ids=frozenset({"t"}), portfolio_ids=frozenset({"a", "b"})),
    ],
)
def test_no_scope_keeps_a_question_from_packs(replica: Replica, reach: Reach) -> None:
    asker = Asker(reach=reach, today=date(2026, 11, 20), when="", locale="es")
    with replica.reading() as connection:
        within = source_of(connection, asker).within
        for metric in (RPC_RATE, COLLECTED_AMOUNT):
            mine = [within(metric.rows)]
            assert question_of(RECORDS, [metric], EVERY, (), mine) is not None
