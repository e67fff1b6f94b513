"""The lists of accounts and of people show what their rows say: any filter, any order of any
column, any word, also after any change of a pull.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.large_source import LargeSource
from kobra_desktop.models.listing import Options, Quality
from kobra_desktop.models.portfolio import words
from kobra_desktop.models.portfolio.account_columns import account_columns, account_qualities
from kobra_desktop.models.portfolio.account_source import AccountSource
from kobra_desktop.models.portfolio.party_columns import party_columns, party_qualities
from kobra_desktop.models.portfolio.party_source import PartySource
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.accents import bare_figures, plain, words_of
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.figure_ranges import between
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.packed import said_ids
from kobra_desktop.store.queries.party_views import first_ids
from kobra_desktop.store.queries.people_facts import bare
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.replica import Reading
from kobra_domain.contacts import Petition, PetitionKind, PetitionState
from kobra_domain.portfolios import TALKED, Account
from tests.kobra_desktop.models.portfolio.lived import Lived
from tests.kobra_desktop.views.world import NOW, TODAY, World

WORDS = ("a", "8812", "avila", "ñ", "300555", "555 0199", "52.123", "calle 8", "# 12-40", "zzz",
         "xul", "candelaria", "cr-", "ruiz", "consumo", "Ángel")  # fmt: skip


@dataclass
class Shown:
    """One of the lists with what tells of it."""

    kind: str
    source: Callable[[Workspace], LargeSource[Any]]
    columns: Callable[[Workspace], list[Column[Any]]]
    qualities: Callable[[Workspace], Sequence[Quality[Any]]]
    usual: Callable[[Any], Any]


LISTS = {
    "accounts": Shown(
        "account",
        AccountSource,
        account_columns,
        account_qualities,
        lambda row: -row.account.days_past_due,
    ),
    "parties": Shown(
        "party",
        PartySource,
        party_columns,
        party_qualities,
        lambda row: (not row.party.name, name_key(row.party.name)),
    ),
}
OTHERS = ("amount", "owes", "permit", "petition")  # are told of rows by tests of their own below


def texts(world: World, kind: str) -> dict[str, str]:
    """By row: all that a search looks through."""
    with world.replica.reading() as connection:
        held = {
            one: {entity.id: entity for entity in rows.entities(connection, one)}
            for one in ("party", "account", "agent", "portfolio", "address")
        }

    def said(party_id: str) -> list[str]:
        party = held["party"].get(party_id)
        doors = [one for one in held["address"].values() if one.party_id == party_id]
        made = [f"{one.street} {one.neighbourhood} {one.municipality}" for one in doors]
        if party is not None:
            phones = (bare(one.value) for one in party.channels if one.kind in TALKED)
            made += [party.name, party.document_number, *phones]
        return made

    def holder(account: Any) -> str:
        holders = [one.party_id for one in account.parties if one.role == "holder"]
        return str((holders or [account.parties[0].party_id])[0])

    found: dict[str, list[str]] = {}
    if kind == "party":
        for one in held["party"].values():
            mine = [
                a.number
                for a in held["account"].values()
                if one.id in {part.party_id for part in a.parties}
            ]
            name = held["portfolio"][one.portfolio_id].name
            found[one.id] = [*said(one.id), *mine, name]
    else:
        for one in held["account"].values():
            agent = held["agent"].get(one.agent_id)
            name = held["portfolio"][one.portfolio_id].name
            found[one.id] = [*said(holder(one)), one.number, agent.name if agent else "", name]
    return {one: plain(" \n".join(parts)) for one, parts in found.items()}


def passing(
    shown: Shown, workspace: Workspace, world: World, view: View, every: Sequence[Any]
) -> list[str]:
    """The oracle: row by row, by what columns and chips say of it."""
    said = texts(world, shown.kind)
    reads = {one.key: one.read for one in shown.qualities(workspace)}

    def finds(row: Any) -> bool:
        return all(
            word in said[row.id] or ((bare := bare_figures(word)) and bare in said[row.id])
            for word in words_of(view.search)
        )

    found = [
        row
        for row in every
        if finds(row) and all(reads[key](row) in values for key, values in view.accepted.items())
    ]
    found.sort(key=shown.usual)
    if view.sort_key:
        sort = next(one for one in shown.columns(workspace) if one.key == view.sort_key).sort
        known = [row for row in found if sort(row) is not None]
        known.sort(key=sort, reverse=view.is_descending)
        found = [*known, *(row for row in found if sort(row) is None)]
    return [row.id for row in found]


def in_order(world: World, source: LargeSource[Any], kind: str) -> list[Any]:
    """All rows as they are numbered, so that those that nothing tells apart stand in one order."""
    with world.replica.reading() as connection:
        raw = connection.exec_driver_sql(
            f'SELECT id FROM "{kind}" ORDER BY rowid', execution_options={"reads": (kind,)}
        )
        ids = [row[0] for row in raw]
    found = source.rows(ids)
    return [found[one] for one in ids]


def some_view(random: Random, shown: Shown, workspace: Workspace, every: Sequence[Any]) -> View:
    """Any combination of what a person can choose."""
    qualities = [one for one in shown.qualities(workspace) if one.key not in OTHERS]
    accepted = {}
    for one in random.sample(qualities, random.choice((0, 1, 1, 2))):
        values = sorted({one.read(row) for row in every})
        accepted[one.key] = frozenset(random.sample(values, (len(values) + 1) // 2))
    keys = [one.key for one in shown.columns(workspace)]
    return View(
        search=random.choice(("", "", *WORDS)),
        accepted={key: values for key, values in accepted.items() if values},
        sort_key=random.choice(("", *keys)),
        is_descending=random.random() < 0.5,
    )


def ids(source: LargeSource[Any], view: View) -> list[str]:
    """What the list shows."""
    standing = source.arrange(view)
    return standing.ids(0, standing.count)


@pytest.fixture
def desk(tmp_path: Path, background: Background) -> World:
    """A field of sixty visits."""
    return World(tmp_path)


@pytest.mark.parametrize("name", sorted(LISTS))
@pytest.mark.parametrize("seed", range(2))
def test_any_filter_and_order_shows_what_rows_show(
    desk: World, background: Background, name: str, seed: int
) -> None:
    """Patched after each change of a pull as read anew, to the line."""
    shown, random = LISTS[name], Random(seed)
    workspace = desk.workspace(background, Relay())
    lived, source = Lived(desk, seed), shown.source(workspace)
    source.arrange(View())
    for _ in range(25):
        source.follow(lived.any())
        every = in_order(desk, source, shown.kind)
        view = some_view(random, shown, workspace, every)
        wanted = passing(shown, workspace, desk, view, every)
        assert ids(source, view) == wanted, view
        assert ids(shown.source(workspace), view) == wanted, view
    desk.replica.close()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_column_can_be_ordered_by(desk: World, background: Background, name: str) -> None:
    """And every chip filters: each list is asked for each of them."""
    shown = LISTS[name]
    workspace = desk.workspace(background, Relay())
    Lived(desk, 9)
    source = shown.source(workspace)
    every = in_order(desk, source, shown.kind)
    for column in shown.columns(workspace):
        view = View(sort_key=column.key)
        assert ids(source, view) == passing(shown, workspace, desk, view, every), column.key
    for quality in shown.qualities(workspace):
        if quality.key not in OTHERS:
            value = quality.read(every[0])
            view = View(accepted={quality.key: frozenset({value})})
            assert ids(source, view) == passing(shown, workspace, desk, view, every), quality.key
    desk.replica.close()


def test_who_is_first_by_name_is_known_before_all_are(
    desk: World, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever names begin with, within the reach; too few of the first letter are not shown."""
    monkeypatch.setattr("kobra_desktop.store.queries.party_views.SHORT", 0)
    workspace, shown = desk.workspace(background, Relay()), LISTS["parties"]
    source = shown.source(workspace)
    every = in_order(desk, source, "party")
    names = ("Ábalo, Eva", "abad", "Abad", "aba\nd", "A\u0301vila", "(sin nombre)", "7 Hermanos",
             "ñu", "Ángel", "Bravo", "", "Æneas")  # fmt: skip
    called = [replace(row.party, name=name) for row, name in zip(every, names, strict=False)]
    with desk.replica.pulling() as connection:
        rows.write_all(connection, "party", [(one, 9) for one in called])
    named = {one.id: one.name for one in (*(row.party for row in every), *called)}
    for within in (EVERYTHING, Reach(portfolio_ids=frozenset({called[0].portfolio_id}))):
        with desk.replica.reading() as connection:
            index = LargeIndex(connection, source.large, within)
            numbers = index.numbers(connection, source.wanted(View()))
            usual = list(said_ids(index.held.packed(numbers)))
            first = [one for one in usual if "" < name_key(named[one])[0][:1] < "b"]
            assert first
            assert first_ids(connection, within, len(first)) == first
            assert first_ids(connection, within, len(first) + 1) == []
    desk.replica.close()


def test_amounts_accounts_and_permits_filter_by_what_rows_say(
    desk: World, background: Background
) -> None:
    """Chips whose values are no single word of a row."""
    workspace = desk.workspace(background, Relay())
    Lived(desk, 4)
    accounts, people = AccountSource(workspace), PartySource(workspace)
    every, people_ = in_order(desk, accounts, "account"), in_order(desk, people, "party")

    def shows(source: LargeSource[Any], quality: str, *values: str) -> set[str]:
        return set(ids(source, View(accepted={quality: frozenset(values)})))

    offered = dict(accounts.arrange(View()).options["amount"])
    bands = {"-1": (0, 100)} | {str(n): (10 ** (n + 2), 10 ** (n + 3)) for n in range(12)}
    assert len(offered) > 1
    for band in offered:
        low, high = bands[band]
        wanted = {row.id for row in every if low <= row.account.overdue_minor < high}
        assert shows(accounts, "amount", band) == wanted
    for currency, first, last in (("COP", 300, 5_000), ("COP", None, 900), ("USD", 100, None)):
        low, high = (first or 0) * 100, (last or 10**12) * 100
        said = shows(accounts, "amount", between(first, last, currency))
        assert said == {
            row.id
            for row in every
            if row.account.currency == currency and low <= row.account.overdue_minor <= high
        }
        assert shows(people, "amount", between(first, last, currency)) == {
            row.id
            for row in people_
            if row.owed
            and row.owed[0].currency == currency
            and low <= row.owed[0].overdue_minor <= high
        }
    assert shows(accounts, "bucket", "8..30") == {
        row.id for row in every if 8 <= row.account.days_past_due <= 30
    }
    counts = {"none": range(1), "one": range(1, 2), "several": range(2, 99)}
    for value, some in counts.items():
        assert shows(people, "owes", value) == {r.id for r in people_ if r.accounts in some}
    said = shows(accounts, "permit", "authorised:expired", "contact:do_not_contact")
    assert said == {
        row.id
        for row in every
        if row.paper(workspace.today) == "expired" or row.contact == "do_not_contact"
    }
    desk.replica.close()


def test_people_are_found_by_what_they_ask_for(desk: World, background: Background) -> None:
    """And by what becomes of it: the claim that stands on the record, an answer that is late."""
    source = PartySource(desk.workspace(background, Relay()))
    late, soon, answered, nothing = in_order(desk, source, "party")[:4]

    def asked(row: Any, kind: PetitionKind, due_on: date, state: PetitionState) -> None:
        petition = Petition(
            id=desk.new_id(), portfolio_id=row.party.portfolio_id, party_id=row.id, kind=kind,
            text="x", received_at=NOW, due_on=due_on, state=state,
        )  # fmt: skip
        desk.pull(petition)

    claim, query = PetitionKind.DATA_CLAIM, PetitionKind.DATA_QUERY
    asked(late, query, TODAY - timedelta(days=1), PetitionState.PASSED_ON)
    asked(soon, claim, TODAY, PetitionState.OPEN)
    asked(answered, claim, TODAY - timedelta(days=9), PetitionState.ANSWERED)

    def shows(*values: str) -> set[str]:
        return set(ids(source, View(accepted={"petition": frozenset(values)})))

    assert shows("waiting") == {late.id, soon.id}
    assert shows("overdue") == {late.id}
    assert shows("claim") == {soon.id}
    assert shows("overdue", "claim") == {late.id, soon.id}
    assert nothing.id not in shows("waiting", "overdue", "claim")
    desk.replica.close()


def test_who_is_overdue_since_no_day_is_not_up_to_date(desk: World, background: Background) -> None:
    workspace = desk.workspace(background, Relay())
    account = next(one for one in desk.entities if isinstance(one, Account))
    desk.pull(replace(account, days_past_due=0, overdue_minor=500_00))
    source = AccountSource(workspace)
    row = next(one for one in in_order(desk, source, "account") if one.id == account.id)
    assert words.bucket_words(row.bucket) == "Overdue, days not known"
    view = View(accepted={"bucket": frozenset({row.bucket})})
    assert account.id in ids(source, view)
    assert words.days_words(row.account) == "Not known"


def test_what_chips_offer_is_asked_again_only_when_it_may_be_another(
    desk: World, background: Background
) -> None:
    """Half a million rows are not counted because an edit was sent or a visit has ended."""
    asked: list[str] = []

    class Counting(AccountSource):
        def offered(self, connection: Reading, index: LargeIndex) -> dict[str, Options]:
            asked.append("offered")
            return super().offered(connection, index)

    source = Counting(desk.workspace(background, Relay()))
    before = source.arrange(View()).options
    with desk.replica.reading() as connection:
        account = rows.entities(connection, "account")[0]
    for kind in ("outbox", "visit", "party", "authorisation"):
        source.follow(ChangeSet.of(kind, [account.id]))
        assert source.arrange(View()).options == before
    assert asked == ["offered"]
    with desk.replica.pulling() as connection:
        rows.write(connection, "account", replace(account, segment="Norte"), 9)
    source.follow(ChangeSet.of("account", [account.id]))
    assert "Norte" in dict(source.arrange(View()).options["segment"])
    desk.replica.close()


def test_a_number_is_found_however_its_points_are_typed() -> None:
    """And a street's number stays one."""
    assert bare_figures("1.234.567") == "1234567"
    assert bare_figures("(601)") == "601"
    assert bare_figures("12-40") == "1240"
    assert bare_figures("1234") == bare_figures("a.1") == bare_figures("...") == ""
