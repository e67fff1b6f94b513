"""A report that somebody put together is the same of a database as of rows in memory: whatever it
measures, however it is told apart, held and drawn. The laws of its figures are tried there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, true

from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.custom.build import panels_of
from kobra_domain.reports.custom.things import Block, Held, Shape
from kobra_domain.reports.filters import Filters, Period
from kobra_domain.reports.names import names_of
from kobra_domain.visits import Visit
from kobra_records.sql.report_source import SqlSource
from tests.kobra_domain.reports.custom.rows import Rows
from tests.kobra_domain.things import an_id
from tests.kobra_records.sql.conftest import METADATA, TABLES
from tests.kobra_records.sql.test_metrics import (
    AGENTS,
    FIELDS,
    LONG,
    PORTFOLIOS,
    VISIT_METRICS,
    holding,
    with_zone,
)

TODAY = date(2026, 11, 30)
BLOCKS = st.builds(
    Block,
    shape=st.sampled_from(Shape),
    measures=st.lists(
        st.sampled_from([one.key for one in VISIT_METRICS]), min_size=1, max_size=3, unique=True
    ).map(tuple),
    dimensions=st.lists(
        st.sampled_from([one.value for one in Dimension]), max_size=3, unique=True
    ).map(tuple),
    filters=st.sampled_from([(), (), (Held(name="agent", value=an_id(7)),)]),
)
FILTERS = st.builds(
    Filters,
    period=st.sampled_from([Period.THIS_YEAR, Period.LAST_90, Period.CUSTOM]),
    held=st.fixed_dictionaries(
        {}, optional={Dimension.PORTFOLIO: st.just((an_id(1),)),
                      Dimension.ZONE: st.just(("La Paz, Meta", ""))}
    ),
    first_attempts=st.booleans(),
)  # fmt: skip


@pytest.fixture(scope="module")
def sqlite() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


@LONG
@given(rows=FIELDS, block=BLOCKS, filters=FILTERS)
def test_a_block_of_a_database_is_that_of_its_rows(
    sqlite: Engine, rows: tuple[Visit, ...], block: Block, filters: Filters
) -> None:
    in_memory = Rows(
        {"visit": [with_zone(one, one.address_id, rows) for one in rows]},
        today=TODAY,
        names=names_of(PORTFOLIOS, (), AGENTS, "es"),
        portfolios=PORTFOLIOS,
    )
    with holding(sqlite, "visit", rows) as connection:
        source = SqlSource(
            connection, TABLES, lambda _: true(), today=TODAY, when="9:00", locale="es"
        )
        in_memory.places, in_memory.cut_off = source.zone_places(), source.cut_off
        assert panels_of(block, source, filters, "0") == panels_of(block, in_memory, filters, "0")
