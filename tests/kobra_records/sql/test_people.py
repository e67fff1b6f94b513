"""Doors and people behind numbers are as many by packs, by rows and by both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from kobra_domain.metrics.declared import RPC_SHARE
from kobra_domain.metrics.dimensions import Dimension, shown, term_of, terms_by
from kobra_domain.metrics.predicates import Predicate, holds, read
from kobra_domain.metrics.tallies import drill
from kobra_domain.reports.aggregates import People
from kobra_domain.visits import Visit
from kobra_records.sql.packs import counting
from kobra_records.sql.packs.asking import question_of
from kobra_records.sql.packs.counting import numbered
from kobra_records.sql.packs.layout import id_bytes, read_ids
from kobra_records.sql.people import doors, people
from tests.kobra_domain.things import an_id
from tests.kobra_records.sql.conftest import TABLES
from tests.kobra_records.sql.test_metrics import FIELDS, LONG, holding, with_zone
from tests.kobra_records.sql.test_packs import PREDICATES, packed

D = Dimension
GROUPINGS = st.lists(
    st.sampled_from([D.WEEK, D.MONTH, D.WEEKDAY, D.HOUR, D.AGENT, D.ZONE, D.CHANNEL]),
    max_size=2,
    unique=True,
)
PARTS = st.lists(st.booleans(), min_size=1, max_size=4)


def of_rows(rows: Sequence[object], where: Predicate, by: Sequence[Dimension]) -> People:
    """The same, one by one."""
    groups: dict[tuple[str | int, ...], set[str]] = {}
    for row in rows:
        if holds(drill(RPC_SHARE, where), row):
            terms = [(one, term_of(RPC_SHARE, one)) for one in by]
            key = tuple("" if term is None else shown(one, read(term, row)) for one, term in terms)
            groups.setdefault(key, set()).add(str(read("party_id", row)))
    counts = {key: len(one) for key, one in groups.items()}
    return People(counts, len(set[str]().union(*groups.values())))


@LONG
@given(FIELDS, PREDICATES, GROUPINGS, PARTS)
def test_packs_and_rows_name_as_many(
    engines: dict[str, Engine],
    held: tuple[Visit, ...],
    where: Predicate,
    by: list[Dimension],
    chosen: list[bool],
) -> None:
    held = tuple(replace(one, party_id=an_id(5 + n % 3)) for n, one in enumerate(held))
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    expected = of_rows(rows, where, by)
    at = {one.address_id for one in rows if holds(drill(RPC_SHARE, where), one)}
    assert question_of(TABLES, [RPC_SHARE], where, terms_by(RPC_SHARE, by), ())
    for engine in engines.values():
        with holding(engine, "visit", held) as connection:
            for is_packed in (False, True):
                if is_packed:
                    packed(connection, chosen)
                assert people(connection, TABLES, RPC_SHARE, where, by) == expected
                assert doors(connection, TABLES, RPC_SHARE, where) == len(at)


def test_ids_of_one_mixture_are_told_apart() -> None:
    """Whoever chose two ids so that they mix alike gets two numbers still."""
    first, second = (int(one) for one in counting._MIX)
    alike = second * pow(first, -1, 2**64) % 2**64
    ids = np.array([[alike, 0], [0, 1], [alike, 0]], np.uint64)
    numbers, count = numbered(ids)
    assert (numbers[0] == numbers[2], numbers[0] == numbers[1], count) == (True, False, 2)


def test_ids_are_kept_whole() -> None:
    ids = read_ids([id_bytes([an_id(7), None, an_id(8), an_id(7)])])
    assert ids.any(axis=1).tolist() == [True, False, True, True]
    assert numbered(ids)[1] == 3
