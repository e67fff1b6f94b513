"""The rules of every kind mean the same in Python and in SQL, on both engines and at a desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, Connection, Table, create_engine, insert, select

from field_api.database import Database
from field_api.tables.replicated import TABLES, stored_values
from kobra_desktop.store.tables import RECORDS, cache
from kobra_domain.kind import Kind, key_of
from kobra_domain.kinds import DECLARED, QUESTIONNAIRES
from kobra_domain.people import Role, User
from kobra_domain.scope import EVERYTHING, keys_over, team_key
from kobra_records.sql.kinds import inside, recent
from tests.kobra_domain.made_up import OWNERS, rows
from tests.kobra_domain.things import NOW, an_id

pytestmark = pytest.mark.both_engines("replica")
KEYS = st.frozensets(
    st.sampled_from(
        [QUESTIONNAIRES, "else", *(key_of(one, of) for one in
         ("team", "portfolio", "agent", "user") for of in OWNERS)]
    )
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """A connection and the tables of one side."""

    connection: Connection
    tables: dict[str, Table]

    def keep(self, kind: Kind, made: list[Any]) -> None:
        table = self.tables[kind.name]
        names = table.c.keys()
        values = [{n: v for n, v in stored_values(one).items() if n in names} for one in made]
        self.connection.execute(insert(table), [{**one, "version": 1} for one in values])

    def ids(self, kind: Kind, condition: ColumnElement[bool]) -> set[str]:
        column = self.tables[kind.name].c.id
        return set(self.connection.scalars(select(column).where(condition)))


@pytest.fixture
def side(request: pytest.FixtureRequest, engine: str) -> Iterator[Side]:
    """The tables of a desk, and those of the server on each engine."""
    if engine == "replica":
        own = create_engine("sqlite://")
        with own.connect() as connection:
            cache.create_all(connection)
            yield Side(connection, RECORDS)
        own.dispose()
        return
    database = Database(request.getfixturevalue(f"{engine}_url"))
    with database.begin() as connection:
        yield Side(connection, TABLES)
    database.close()


def test_every_rule_means_the_same_everywhere(side: Side) -> None:
    """Whom a row belongs to and how long it is held, for rows of nobody too; and the opposite is
    everything else, for a replica purges by it.
    """

    # A row that tells them apart is small already; making it smaller takes minutes.
    @settings(max_examples=25, phases=[Phase.generate])
    @given(st.data(), KEYS)
    def agree(data: st.DataObject, keys: frozenset[str]) -> None:
        for kind in DECLARED.values():
            table = side.tables[kind.name]
            made = rows(data.draw, kind.entity, 2)
            side.connection.execute(table.delete())
            side.keep(kind, made)
            mine = inside(kind, table, keys)
            seen = {one.id for one in made if not keys_over(one).isdisjoint(keys)}
            assert side.ids(kind, mine) == seen
            assert side.ids(kind, ~mine) == {one.id for one in made} - seen
            assert side.ids(kind, inside(kind, table, {EVERYTHING})) == {one.id for one in made}
            held = {one.id for one in made if kind.window is None or kind.window.holds(one, NOW)}
            assert side.ids(kind, recent(kind, table, NOW)) == held
            assert side.ids(kind, ~recent(kind, table, NOW)) == {one.id for one in made} - held

    agree()


def test_a_key_is_taken_at_its_word(side: Side) -> None:
    """Nothing in a key is a pattern, and no key is another's beginning."""
    kind = DECLARED["user"]
    sara = User(id=an_id(30), name="Sara", email="s@kobra.example", role=Role.VIEWER,
                team_ids=(OWNERS[0], OWNERS[1]))  # fmt: skip
    side.keep(kind, [sara])
    for keys in ({"team:%"}, {"team:"}, {f"team:{OWNERS[0][:-1]}_"}, {f"team:{OWNERS[0][:-1]}"}):
        assert side.ids(kind, inside(kind, side.tables["user"], keys)) == set()
    held = {team_key(OWNERS[1])}
    assert side.ids(kind, inside(kind, side.tables["user"], held)) == {sara.id}
