"""A kind is declared once: a throw-away one has all that the real ones have from its one row."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

import pytest
from sqlalchemy import Index, MetaData, UniqueConstraint, create_engine, insert, select

from field_api.tables.metadata import metadata
from field_api.tables.replicated import kind_table as server_table
from kobra_desktop.store.references import shown_together
from kobra_desktop.store.tables import kind_table as replica_table
from kobra_domain.errors import Invalid
from kobra_domain.kind import By, Kind, Reference, Under, Unique, Window
from kobra_domain.kinds import BY_PORTFOLIO, DECLARED
from kobra_domain.limits import AgentId, Id, Line, PartyId, PortfolioId, TeamId, check
from kobra_records.sql.kinds import inside, recent
from tests.kobra_domain.things import AGENT_ID, NOW, PARTY_ID, PORTFOLIO_ID, an_id


class TalkState(StrEnum):
    """Open until it is over."""

    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who spoke."""

    agent_id: AgentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What an agent and parties said, until it is somebody else's kind."""

    id: Id
    code: Line
    portfolio_id: PortfolioId
    begun_at: datetime
    party_ids: tuple[PartyId, ...] = ()
    voices: tuple[Voice, ...] = ()
    team_id: TeamId | None = None
    ended_at: datetime | None = None
    state: TalkState = TalkState.OVER


TALK = Kind(
    name="talk",
    entity=Talk,
    table="talks",
    scope=(BY_PORTFOLIO, By("team_id"), Under("talkers")),
    window=Window(("ended_at", "begun_at"), open=frozenset({TalkState.OPEN})),
    unique=(Unique(("code",), folded=240), Unique(("portfolio_id", "code"))),
    indexes=("team_id",),
)
ONE = Talk(
    id=an_id(1),
    code="T-1",
    portfolio_id=PORTFOLIO_ID,
    begun_at=NOW,
    party_ids=(PARTY_ID, an_id(8)),
    voices=(Voice(agent_id=AGENT_ID),),
)


def test_what_it_names_is_read_off_its_fields() -> None:
    assert TALK.references == (
        Reference("portfolio", "portfolio_id"),
        Reference("party", "party_ids", is_list=True),
        Reference("agent", "voices", "agent_id", is_list=True),
        Reference("team", "team_id"),
    )
    assert [one.ids(ONE) for one in TALK.references] == [
        (PORTFOLIO_ID,), (PARTY_ID, an_id(8)), (AGENT_ID,), ()
    ]  # fmt: skip
    with pytest.raises(Invalid, match="not_an_id"):
        check(replace(ONE, party_ids=("nobody",)))


def test_only_what_is_shown_together_can_be_missed() -> None:
    """Its parties are the portfolio's; its agent and team may be of other eyes."""
    kinds = {**DECLARED, TALK.name: TALK}
    mine = [reference for kind, reference in shown_together(kinds) if kind == TALK.name]
    assert [one.field for one in mine] == ["party_ids"]


def test_its_keys_and_its_window_are_one_rule_in_python_and_sql() -> None:
    team = replace(ONE, id=an_id(2), portfolio_id=an_id(9), team_id=an_id(20))
    long_ago = NOW - timedelta(days=9)
    gone = replace(ONE, id=an_id(3), begun_at=long_ago)
    still = replace(ONE, id=an_id(4), begun_at=long_ago, state=TalkState.OPEN)
    ended = replace(ONE, id=an_id(5), begun_at=long_ago, ended_at=NOW)
    made = [ONE, team, gone, still, ended]
    assert TALK.keys(partial(getattr, team)) == [
        f"portfolio:{an_id(9)}", f"team:{an_id(20)}", "talkers"
    ]  # fmt: skip
    table = replica_table(TALK, MetaData())
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        for one in made:
            values = {item.name: getattr(one, item.name) for item in fields(one)}
            connection.execute(insert(table).values(**values, version=1))
        for keys in ({f"team:{an_id(20)}"}, {f"portfolio:{PORTFOLIO_ID}"}, {"talkers"}, {"else"}):
            seen = {one.id for one in made if keys & {*TALK.keys(partial(getattr, one))}}
            asked = select(table.c.id).where(inside(TALK, table, keys))
            assert set(connection.scalars(asked)) == seen
        held = set(connection.scalars(select(table.c.id).where(recent(TALK, table, NOW))))
    engine.dispose()
    assert TALK.window is not None
    assert held == {one.id for one in made if TALK.window.holds(one, NOW)}
    assert held == {ONE.id, team.id, still.id, ended.id}


def test_both_sides_tables_come_of_it() -> None:
    theirs = server_table(TALK, MetaData(naming_convention=metadata.naming_convention))
    unique = [one for one in theirs.constraints if isinstance(one, UniqueConstraint)]
    assert {tuple(one.columns.keys()) for one in unique} == {
        ("code_key",), ("portfolio_id", "code")
    }  # fmt: skip
    assert _indexed(theirs.indexes) == {"ix_talks_team_id": ["team_id"]}
    mine = replica_table(TALK, MetaData())
    assert _indexed(mine.indexes) == {"talk_by_team": ["team_id"]}
    assert mine.c.keys() == [item.name for item in fields(Talk)] + ["version"]


def _indexed(indexes: set[Index]) -> dict[str, list[str]]:
    return {str(one.name): one.columns.keys() for one in indexes}


@pytest.mark.parametrize("kind", DECLARED.values(), ids=list(DECLARED))
def test_every_kinds_window_begins_at_a_time_that_is_known(kind: Kind) -> None:
    """Else a row without one would be neither held nor old."""
    if kind.window is None:
        return
    types = {item.name: item.type for item in fields(kind.entity)}
    assert types[kind.window.since[-1]] is datetime
    assert not kind.window.open or "state" in types
