"""The accounts that rows name, by their number in the portfolio, and who has a part in each."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from field_api.imports.agents import AgentsNamed
from field_api.imports.rows import Cells, Slots, Tale, Values, laid_out
from field_api.imports.setting import PlanSetting
from field_api.imports.stored import Book, fields_of, place_of, stored_row
from field_api.imports.things import Thing, Things
from kobra_domain.imports.problems import WarningCode
from kobra_domain.imports.targets import Target
from kobra_domain.portfolios import Account, AccountState, PartyRole, ProductType
from kobra_domain.words import word
from kobra_records.ids import new_id

T = Target
ACCOUNT = {name: place_of("account", name) for name in fields_of("account")}
_SAID = {
    T.BALANCE: "balance_minor",
    T.OVERDUE: "overdue_minor",
    T.PRINCIPAL: "principal_minor",
    T.DAYS_PAST_DUE: "days_past_due",
    T.SEGMENT: "segment",
    T.DUE_ON: "due_on",
    T.ORIGINATED_ON: "originated_on",
    T.ASSIGNED_ON: "assigned_on",
    T.LOT: "lot",
    T.INSTALMENT: "instalment_minor",
    T.NEXT_DUE_ON: "next_due_on",
    T.LAST_PAID_ON: "last_paid_on",
    T.CUT_OFF_ON: "cut_off_on",
}
NUMBER, PARTIES, STATE, BALANCE = (
    ACCOUNT["number"],
    ACCOUNT["parties"],
    ACCOUNT["state"],
    ACCOUNT["balance_minor"],
)
_PRODUCT, _AGENT, _SINCE = ACCOUNT["product"], ACCOUNT["agent_id"], ACCOUNT["agent_since_on"]
_ACTIVE, _PAID = str(AccountState.ACTIVE), str(AccountState.PAID)
_HOLDER = str(PartyRole.HOLDER)
_json = msgspec.json.Encoder().encode
_Parts = list[dict[str, str]]


class Accounts:
    """The accounts of a file. `is_kept`: other rows of one account may come in later blocks."""

    def __init__(
        self,
        connection: Connection,
        things: Things,
        book: Book,
        slots: Slots,
        setting: PlanSetting,
        tale: Tale,
        *,
        is_kept: bool,
    ) -> None:
        self._things, self._book, self._tale, self._setting = things, book, tale, setting
        self._is_kept = is_kept
        self._ids: dict[str, str] = {}
        self._said = [
            (slots.at(target), ACCOUNT[name]) for target, name in _SAID.items() if slots.at(target)
        ]
        self._at_number, self._at_status = slots.at(T.NUMBER), slots.at(T.STATUS)
        self._at_product, self._at_type = slots.at(T.PRODUCT), slots.at(T.PRODUCT_TYPE)
        self._at_agent, self._at_balance = slots.at(T.AGENT), slots.at(T.BALANCE)
        portfolio = setting.portfolio
        blank = Account(
            id="", portfolio_id=portfolio.id, number="", parties=(), currency=portfolio.currency
        )
        self._template = list(stored_row(blank, "account"))
        self._agents = AgentsNamed(connection, portfolio, tale)

    def load(self, numbers: Iterable[str | None]) -> None:
        """Have the accounts of a block at hand."""
        if not self._is_kept:
            self._ids.clear()
        wanted = {one for one in numbers if one}
        for number in wanted & self._ids.keys():
            self._things.get(self._ids[number])
        for row in self._book.rows("account", "number", wanted - self._ids.keys()):
            self._ids[row[NUMBER]] = self._things.of_book(row).id

    def people(self, numbers: Iterable[str | None]) -> list[str]:
        """The ids of who has a part in accounts that are at hand."""
        held = (self.of(one) for one in numbers if one)
        return [part["party_id"] for one in held if one is not None for part in parts_of(one)]

    def of(self, number: str | None) -> Thing | None:
        """The account of a number, if there is one."""
        id_ = self._ids.get(number) if number else None
        return None if id_ is None else self._things.get(id_)

    def knows_any(self, numbers: Iterable[str | None]) -> bool:
        """Whether one of the numbers is an account's."""
        return not self._ids.keys().isdisjoint(numbers)

    def knows(self, number: str | None) -> bool:
        """Whether a number is an account's."""
        return number in self._ids

    def new(self, row: Values, person: Thing, role: str, reason: str) -> Thing:
        """An account that nobody knew, and its first party."""
        said = _json(reason).decode() if reason else '""'
        part = f'[{{"party_id":"{person.id}","role":"{role}","reason":{said}}}]'
        [[line, *values]] = self._made(Cells.of_row(row), [part])
        made = self._things.new(values, line)
        self._ids[values[NUMBER]] = values[0]
        return made

    def come(self, cells: Cells, holders: Iterable[str]) -> list[str]:
        """Accounts that nobody knew, one a row, each of one holder; answers their ids."""
        parts = [f'[{{"party_id":"{one}","role":"{_HOLDER}","reason":""}}]' for one in holders]
        rows = self._made(cells, parts)
        self._things.bring(rows)
        ids = [row[1] for row in rows]
        if self._is_kept:
            self._ids.update(zip(cells.column(self._at_number), ids, strict=True))
        return ids

    def _made(self, cells: Cells, parts: Sequence[str]) -> list[Values]:
        said: dict[int, Sequence[Any]] = {
            place: cells.filled(at, self._template[place]) for at, place in self._said
        }
        said[0] = [new_id() for _ in cells.lines]
        said[NUMBER], said[PARTIES] = cells.column(self._at_number), parts
        said[STATE] = self._states(cells)
        if self._at_product or self._at_type:
            named, kinds = cells.column(self._at_product), cells.column(self._at_type)
            told = zip(cells.lines, kinds, named, strict=True)
            said[_PRODUCT] = [self._product(*one) or "" for one in told]
        if self._at_agent:
            codes = zip(cells.column(self._at_agent), cells.lines, strict=True)
            agent_ids = [self._agents.of(*one) for one in codes]
            today = self._setting.today.isoformat()
            said[_AGENT], said[_SINCE] = agent_ids, [today if one else None for one in agent_ids]
        return laid_out(self._template, cells.lines, said)

    def say(self, account: Thing, row: Values) -> bool:
        """What a row says of an account; a cell that says nothing leaves the old value. Whether it
        changed anything.
        """
        say, line, is_changed = self._things.say, row[0], False
        for at, place in self._said:
            if row[at] is not None:
                is_changed |= say(account, place, row[at], line)
        named = row[self._at_product] if self._at_product else None
        product = self._product(line, row[self._at_type] if self._at_type else None, named)
        if product:
            is_changed |= say(account, _PRODUCT, product, line)
        [state] = self._states(Cells.of_row(row))
        is_changed |= say(account, STATE, state, line)
        code = row[self._at_agent] if self._at_agent else None
        return self._say_agent(account, line, code) or is_changed

    def _product(self, line: int, kind: str | None, named: str | None) -> str | None:
        if kind and kind != self._setting.portfolio.product_type.value:
            self._tale.doubt(WarningCode.OTHER_PRODUCT, T.PRODUCT_TYPE, line, kind)
        return named or (word(ProductType(kind), "es") if kind else None)

    def _states(self, cells: Cells) -> Sequence[str]:
        """An account that the file names is active, unless the file says otherwise; without a
        column for it, a balance of nothing says that it is paid.
        """
        balances = cells.column(self._at_balance)
        states = [_PAID if balance == 0 else _ACTIVE for balance in balances]
        if not self._at_status:
            return states
        said = cells.column(self._at_status)
        return [state if one is None else one for one, state in zip(said, states, strict=True)]

    def _say_agent(self, account: Thing, line: int, code: str | None) -> bool:
        agent_id = self._agents.of(code, line)
        if agent_id is None or not self._things.say(account, _AGENT, agent_id, line):
            return False
        account.values[_SINCE] = self._setting.today.isoformat()
        return True

    def join(self, account: Thing, person: Thing, role: str, reason: str, line: int) -> bool:
        """Give a person a part in an account; another holder takes the place of the one before.
        Whether that changed anything.
        """
        parts = parts_of(account)
        part = {"party_id": person.id, "role": role, "reason": reason}
        if part in parts:
            return False
        mine = [one for one in parts if one["party_id"] == person.id]
        if any(one["role"] == role and not reason for one in mine):
            return False
        if role == _HOLDER:
            others = [one for one in parts if one["role"] != role and one["party_id"] != person.id]
            parts = [part, *others]
        else:
            parts = [one for one in parts if one["party_id"] != person.id or one["role"] != role]
            parts.append(part)
        return self._things.say(account, PARTIES, _json(parts).decode(), line)


def parts_of(account: Thing) -> _Parts:
    """Who has a part in an account."""
    parts: _Parts = msgspec.json.decode(account.values[PARTIES])
    return parts


def holder_of(account: Thing) -> str | None:
    """The id of an account's holder."""
    return next((one["party_id"] for one in parts_of(account) if one["role"] == _HOLDER), None)
