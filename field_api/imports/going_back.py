"""Looks at what is there of what an import wrote: what goes, what goes back as it was, what stays
because somebody changed it or needs it.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, found
from field_api.database import chunks
from field_api.imports.stage import Stage
from field_api.imports.stored import fields_of, rows_by_id
from field_api.imports.work import (
    Work,
    WrittenPart,
)
from field_api.operations.settled import settled_fields
from field_api.tables.replicated import TABLES, accounts, authorisations, bank_payments
from kobra_domain.amendments import Amendment
from kobra_domain.dues import BankPayment
from kobra_domain.imports.answers import ImportRow
from kobra_domain.imports.things import Import
from kobra_domain.kind import Kind
from kobra_domain.kinds import BY_PORTFOLIO, DECLARED, KINDS, kind_of
from kobra_domain.portfolios import Account, AccountState, Authorisation
from kobra_domain.visits import NOT_BEGUN_STATES, Visit, VisitState
from kobra_records import json_form

CHANGED_SINCE, IN_USE = "changed_since", "import_in_use"
WITHDRAWN = "import_withdrawn"  # it stays with its visit's history, and is collected no more
UNDONE = "import_undone"  # why a visit is called off, which has words
_NEVER_BEGUN = NOT_BEGUN_STATES | {VisitState.CANCELLED, VisitState.EXPIRED}
AT_ONCE = 4_000
Versions = dict[str, int]
# What jobs write by themselves: where an address is, whether a promise was kept, and to which
# account money belongs that waited for it.
_BY_JOBS = {
    "address": frozenset(
        {"key", "lat", "lon", "geocode_source", "geocode_quality", "place_radius_m"}
    ),
    "promise": frozenset({"state"}),
    "bank_payment": frozenset({"account_id"}),
}


@dataclass(slots=True)
class Undoing:
    """What an undo would do. `gone` are new rows that go, `back` changed ones as they were, by
    their ids with the version that is there. `visits` are those made since that are called off,
    `withdrawn` accounts that stay for the sake of these alone, `reopened` visits that the commit
    had called off, `waiting` payments whose account goes.
    """

    gone: dict[str, list[str]] = field(default_factory=dict)
    back: list[tuple[WrittenPart, Versions]] = field(default_factory=list)
    staying: list[ImportRow] = field(default_factory=list)
    visits: list[Edit] = field(default_factory=list)
    withdrawn: list[Edit] = field(default_factory=list)
    reopened: list[Edit] = field(default_factory=list)
    waiting: list[Edit] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows it writes."""
        gone = sum(len(ids) for ids in self.gone.values())
        return gone + sum(len(versions) for _, versions in self.back)


class Looking:
    """Looks at what is there of what an import wrote."""

    def __init__(
        self,
        connection: Connection,
        stage: Stage,
        item: Import,
        work: Work,
        also: frozenset[str],
        now: datetime,
    ) -> None:
        self._connection, self._stage, self._item = connection, stage, item
        self._work, self._also, self._now = work, also, now
        self._last = max((part.first + part.count - 1 for part in work.parts), default=0)
        self._ids: dict[str, frozenset[str]] = {}
        self._found = Undoing()
        self._ended: dict[str, set[str]] = defaultdict(set)  # what visits that never began name

    def look(self) -> Undoing:
        """What an undo does."""
        going: dict[str, Versions] = {}
        for part in self._work.parts:
            if part.is_new:
                going[part.kind] = self._there(part, f"new_{part.kind}")
            else:
                table = "absent" if part.is_absent else f"changed_{part.kind}"
                self._found.back.append((part, self._there(part, table)))
        used = self._in_use(going)
        for kind, there in going.items():
            self._leave(kind, there, used.get(kind, set()) & there.keys())
        self._forget_reasons()
        self._reopen()
        return self._found

    def _leave(self, kind: str, there: Versions, used: set[str]) -> None:
        """New rows go, but those that others need, which are listed."""
        names = self._names(kind, used)
        withdrawn = {after.id for after, _ in self._found.withdrawn if after is not None}
        self._found.staying += [
            ImportRow(
                line=0,
                kind=kind,
                id=id_,
                code=WITHDRAWN if id_ in withdrawn else IN_USE,
                name=names.get(id_, ""),
            )
            for id_ in sorted(used)
        ]
        self._found.gone[kind] = [id_ for id_ in there if id_ not in used]

    def _there(self, part: WrittenPart, table: str) -> Versions:
        """The rows of a part that go back, with the versions that are there: those that nobody has
        changed since, and those that a person chose. The others are listed.
        """
        there = self._unchanged(part)
        if len(there) == part.count:
            return there
        ids = [row[0] for row in self._stage.select(f"SELECT id FROM {table}")]
        others = self._still_there(part.kind, [id_ for id_ in ids if id_ not in there])
        same = set() if part.is_absent else self._as_written(part.kind, table, set(others))
        for id_, version in others.items():
            if id_ in self._also or id_ in same:
                there[id_] = version
            else:
                self._stay(part.kind, id_)
        return there

    def _as_written(self, kind: str, table: str, ids: set[str]) -> set[str]:
        """The rows that say what the import wrote, though they were written since: another import
        came and was taken back, or a job wrote what nobody settled.
        """
        fields = fields_of(kind)
        listed = ", ".join(f'"{name}"' for name in fields)
        ours = {
            row[0]: row
            for row in self._stage.select(f"SELECT {listed} FROM {table}")
            if row[0] in ids
        }
        by_jobs = _BY_JOBS.get(kind, frozenset())
        said = self._said_by_people(kind, ids) if by_jobs else set()
        found: set[str] = set()
        for some in chunks(sorted(ids), AT_ONCE):
            for id_, row in rows_by_id(self._connection, kind, some).items():
                other = {name for name, a, b in zip(fields, row, ours[id_], strict=False) if a != b}
                if not other or (other <= by_jobs and id_ not in said):
                    found.add(id_)
        return found

    def _said_by_people(self, kind: str, ids: set[str]) -> set[str]:
        """Rows of which people said something that a job might have; money that a person gave to an
        account is that whose number is another.
        """
        if kind != "bank_payment":
            return set(settled_fields(self._connection, kind, ids))
        b, a = bank_payments.c, accounts.c
        query = (
            select(b.id).join(accounts, a.id == b.account_id).where(a.number != b.account_number)
        )
        return {
            id_
            for some in chunks(sorted(ids), AT_ONCE)
            for id_ in self._connection.scalars(query.where(b.id.in_(some)))
        }

    def _stay(self, kind: str, id_: str) -> None:
        name = self._names(kind, {id_}).get(id_, "")
        self._found.staying.append(
            ImportRow(line=0, kind=kind, id=id_, code=CHANGED_SINCE, name=name)
        )

    def _unchanged(self, part: WrittenPart) -> Versions:
        """The rows of a part that nobody has changed since."""
        table = TABLES[part.kind]
        query = select(table.c.id, table.c.version).where(
            table.c.portfolio_id == self._item.portfolio_id,
            table.c.version >= part.first,
            table.c.version < part.first + part.count,
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def _still_there(self, kind: str, ids: list[str]) -> Versions:
        table, there = TABLES[kind], Versions()
        for some in chunks(ids, AT_ONCE):
            query = select(table.c.id, table.c.version).where(table.c.id.in_(some))
            there.update({row[0]: row[1] for row in self._connection.execute(query)})
        return there

    def _names(self, kind: str, ids: set[str]) -> dict[str, str]:
        """What rows are called, for a list of them."""
        at = next(
            (one for one in ("name", "number", "street", "document") if one in fields_of(kind)),
            "id",
        )
        table = TABLES[kind]
        query = select(table.c.id, table.c[at]).where(table.c.id.in_(sorted(ids)[:AT_ONCE]))
        return {row[0]: row[1] for row in self._connection.execute(query)} if ids else {}

    def _in_use(self, going: dict[str, Versions]) -> dict[str, set[str]]:
        """New rows, by kind, that others made since name, and what these need in their turn. Visits
        that have not begun are called off, and what they name stays with them, its accounts
        withdrawn; payments wait again. What goes or goes back itself holds nothing.
        """
        used: dict[str, set[str]] = defaultdict(set)
        back = {id_ for _, versions in self._found.back for id_ in versions}
        for kind in DECLARED.values():
            if BY_PORTFOLIO in kind.scope:
                free = back | going.get(kind.name, {}).keys() | self._also
                for row in self._made_since(kind):
                    if row.id not in free:
                        self._note_use(row, used)
        self._close_over(used)
        self._withdraw(self._ended["account"] - used["account"])
        for kind_name, ids in self._ended.items():
            used[kind_name] |= ids
        self._close_over(used)
        return used

    def _withdraw(self, ids: set[str]) -> None:
        for some in chunks(sorted(ids), AT_ONCE):
            for one in entities(self._connection, Account, accounts.c.id.in_(some)):
                if one.state is AccountState.ACTIVE:
                    self._found.withdrawn.append((replace(one, state=AccountState.WITHDRAWN), one))

    def _made_since(self, kind: Kind) -> list[Any]:
        table = TABLES[kind.name]
        since = (table.c.portfolio_id == self._item.portfolio_id, table.c.version > self._last)
        return entities(self._connection, kind.entity, *since) if kind.references else []

    def _note_use(self, row: Any, used: dict[str, set[str]]) -> None:
        named = self._new_that(row)
        if not named or isinstance(row, Amendment):
            return
        if isinstance(row, Visit) and row.state in _NEVER_BEGUN:
            if row.state in NOT_BEGUN_STATES:
                called_off = replace(
                    row, state=VisitState.CANCELLED, cancel_reason=UNDONE, ended_at=self._now
                )
                self._found.visits.append((called_off, row))
            for kind, id_ in named:
                self._ended[kind].add(id_)
        elif isinstance(row, BankPayment):
            self._found.waiting.append((replace(row, account_id=None), row))
        else:
            for kind, id_ in named:
                used[kind].add(id_)

    def _new_that(self, row: Any) -> list[tuple[str, str]]:
        """The rows of this import that another names."""
        return [
            (one.kind, id_)
            for one in kind_of(row).references
            for id_ in one.ids(row)
            if id_ in self._new_ids(one.kind)
        ]

    def _new_ids(self, kind: str) -> frozenset[str]:
        if kind not in self._ids:
            is_ours = any(part.is_new and part.kind == kind for part in self._work.parts)
            rows = self._stage.select(f"SELECT id FROM new_{kind}") if is_ours else iter(())
            self._ids[kind] = frozenset(row[0] for row in rows)
        return self._ids[kind]

    def _close_over(self, used: dict[str, set[str]]) -> None:
        """What stays keeps what it names, and an account its authorisations."""
        if used.get("account"):
            a = authorisations.c.account_id
            papers = entities(self._connection, Authorisation, a.in_(sorted(used["account"])))
            used["authorisation"] |= {one.id for one in papers} & self._new_ids("authorisation")
        for kind in ("authorisation", "account", "address"):
            table = TABLES[kind]
            held = entities(self._connection, KINDS[kind], table.c.id.in_(sorted(used[kind])))
            for one in held:
                for name, id_ in self._new_that(one):
                    used[name].add(id_)

    def _forget_reasons(self) -> None:
        """Why people who go were changed goes with them, and holds nobody."""
        going = set(self._found.gone.get("party", ()))
        made = self._made_since(DECLARED["amendment"])
        if ids := [one.id for one in made if one.party_id in going]:
            self._found.gone["amendment"] = ids

    def _reopen(self) -> None:
        """Visits that the commit called off are as they were, unless somebody changed them."""
        for one in self._work.cancelled:
            pair = found(self._connection, Visit, one.id)
            if pair is None or pair[1] != one.version:
                continue
            before = json_form.read_body(Visit, one.before)
            assert isinstance(before, Visit)
            if before.state is VisitState.ON_PHONE:  # its list has lost it
                before = replace(before, state=VisitState.ASSIGNED, on_phone_at=None)
            self._found.reopened.append((before, pair[0]))
