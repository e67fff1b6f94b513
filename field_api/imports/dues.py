"""What a file says was paid, promised and done: each line once, however often the file comes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from field_api.imports.accounts import ACCOUNT, NUMBER
from field_api.imports.agents import AgentsNamed
from field_api.imports.rows import RowRefused, Slots, Tale, Values, rows_of
from field_api.imports.setting import PlanSetting
from field_api.imports.stage import Stage
from field_api.imports.stored import Book, fields_of, place_of
from field_api.imports.things import Thing, Things
from field_api.money.months import closed_until
from kobra_domain.collected import booked_on
from kobra_domain.contacts import ContactPurpose
from kobra_domain.dues import PromiseState
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.targets import Target
from kobra_domain.portfolios import ChannelKind
from kobra_domain.shift import noon
from kobra_records.files.portfolio_files.rows import Taken
from kobra_records.ids import new_id
from kobra_records.sql.tables import to_ms

T = Target
CLOSED = "closed_until"  # what the stage says of the months that were frozen when it was made
PAYMENT = {name: place_of("bank_payment", name) for name in fields_of("bank_payment")}
CONTACT = {name: place_of("contact", name) for name in fields_of("contact")}
PROMISE = {name: place_of("promise", name) for name in fields_of("promise")}
_YES = "yes"
_CURRENCY = ACCOUNT["currency"]
_IDENTITY = [
    PAYMENT[name]
    for name in ("account_number", "value_on", "amount_minor", "reference", "is_reversal")
]


class PaymentRows:
    """Plans the lines of a bank's file. A line is its number, day, amount, reference, and how many
    like it came before it.
    """

    def __init__(
        self,
        connection: Connection,
        stage: Stage,
        setting: PlanSetting,
        slots: Sequence[Slot],
        tale: Tale,
    ) -> None:
        self._stage, self._setting, self._tale = stage, setting, tale
        self._slots = at = Slots(slots)
        self._book = Book(connection, setting.portfolio.id)
        self._closed = closed_until(connection, setting.portfolio.id, lock=False)
        stage.say(CLOSED, self._closed)
        self._days: set[str] = set()
        self._known: Counter[tuple[Any, ...]] = Counter()
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._at_number, self._at_document = at.at(T.NUMBER), at.at(T.DOCUMENT)
        self._at_amount, self._at_day = at.at(T.AMOUNT), at.at(T.PAID_ON)
        self._at_method, self._at_reference = at.at(T.METHOD), at.at(T.REFERENCE)
        self._at_reversal, self._at_name = at.at(T.REVERSAL), at.at(T.NAME)

    def plan(self, taken: Taken) -> Iterator[tuple[int, RowRefused]]:
        """Plan the rows of a block; none is refused: money of nobody waits for a person."""
        self._load_days(self._slots.column(taken, T.PAID_ON))
        numbers = {one for one in self._slots.column(taken, T.NUMBER) if one}
        accounts = {
            (row[NUMBER], row[_CURRENCY]): row[0]
            for row in self._book.rows("account", "number", numbers)
        }
        new = []
        for row in rows_of(taken):
            values = self._payment(row, accounts)
            identity = tuple(values[place] for place in _IDENTITY)
            self._seen[identity] += 1
            is_known = self._seen[identity] <= self._known[identity]
            name = (row[self._at_name] if self._at_name else None) or ""
            fate = Fate.SAME if is_known else Fate.NEW
            self._tale.end(row[0], fate, values[PAYMENT["account_number"]], name)
            if not is_known:
                new.append((row[0], *values))
        self._stage.add_new("bank_payment", new)
        yield from ()

    def _load_days(self, days: Iterable[date | None]) -> None:
        wanted = {one.isoformat() for one in days if one is not None} - self._days
        for row in self._book.rows("bank_payment", "value_on", wanted):
            self._known[tuple(_plain(row[place]) for place in _IDENTITY)] += 1
        self._days |= wanted

    def _payment(self, row: Values, accounts: dict[tuple[str, str], str]) -> list[Any]:
        portfolio = self._setting.portfolio
        document = (row[self._at_document] if self._at_document else None) or ""
        number = (row[self._at_number] if self._at_number else None) or document[:40]
        day: str = row[self._at_day]
        booked = booked_on(date.fromisoformat(day), self._closed)
        values: list[Any] = [None] * len(PAYMENT)
        said = {
            "id": new_id(),
            "portfolio_id": portfolio.id,
            "account_number": number,
            "amount_minor": row[self._at_amount],
            "currency": portfolio.currency,
            "value_on": day,
            "booked_on": booked.isoformat(),
            "account_id": accounts.get((number, portfolio.currency)),
            "document_number": document,
            "method": (row[self._at_method] if self._at_method else None) or "",
            "reference": (row[self._at_reference] if self._at_reference else None) or "",
            "is_reversal": int((row[self._at_reversal] if self._at_reversal else "") == _YES),
            "import_id": self._setting.import_id,
        }
        for name, value in said.items():
            values[PAYMENT[name]] = value
        return values


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


class Contacts:
    """What was done by others: one contact is its person, its moment and its channel."""

    def __init__(self, things: Things, book: Book, slots: Slots, setting: PlanSetting) -> None:
        self._things, self._book, self._setting = things, book, setting
        self._at = slots.at(T.CONTACTED_ON)
        self._at_channel, self._at_two_way = slots.at(T.CHANNEL), slots.at(T.TWO_WAY)
        self._at_received, self._at_by = slots.at(T.RECEIVED), slots.at(T.BY)
        self._at_note, self._at_purpose = slots.at(T.NOTE), slots.at(T.PURPOSE)
        self._known: dict[tuple[str, int, str], Thing] = {}

    def load(self, party_ids: Iterable[str]) -> None:
        """Have the contacts of a block's people at hand."""
        for row in self._book.rows("contact", "party_id", party_ids):
            self._note(self._things.of_book(row))

    def say(self, person: Thing, account: Thing | None, row: Values) -> tuple[bool, bool]:
        """What a row says: whether a contact came, and whether one changed. Who does not say
        whether somebody answered is taken to have reached them, and who excepts a contact from
        the limits without a note of what was asked for or confirmed, to have collected: it counts.
        """
        two_way = row[self._at_two_way] == _YES if self._at_two_way else True
        said = {
            "is_two_way": int(two_way),
            "is_received": int((row[self._at_received] if self._at_received else "") == _YES),
            "made_by": (row[self._at_by] if self._at_by else None) or "",
            "note": (row[self._at_note] if self._at_note else None) or "",
        }
        purpose = row[self._at_purpose] if self._at_purpose and said["note"] else None
        said["purpose"] = purpose or str(ContactPurpose.COLLECTION)
        channel = row[self._at_channel] or str(ChannelKind.PHONE)
        known = self._known.get((person.id, row[self._at], channel))
        if known is not None:
            changed = [
                self._things.say(known, CONTACT[name], value, row[0])
                for name, value in said.items()
            ]
            return False, any(changed)
        values: list[Any] = [None] * len(CONTACT)
        said |= {
            "id": new_id(),
            "portfolio_id": self._setting.portfolio.id,
            "party_id": person.id,
            "at": row[self._at],
            "channel": channel,
            "account_id": None if account is None else account.id,
            "import_id": self._setting.import_id,
        }
        for name, value in said.items():
            values[CONTACT[name]] = value
        self._note(self._things.new(values, row[0]))
        return True, False

    def _note(self, contact: Thing) -> None:
        key = (CONTACT["party_id"], CONTACT["at"], CONTACT["channel"])
        values = contact.values
        self._known[values[key[0]], values[key[1]], values[key[2]]] = contact


class Promises:
    """What was promised to others: one promise is its account, its day and its amount."""

    def __init__(
        self,
        connection: Connection,
        things: Things,
        book: Book,
        slots: Slots,
        setting: PlanSetting,
        tale: Tale,
    ) -> None:
        self._things, self._book, self._setting, self._tale = things, book, setting, tale
        self._at_amount, self._at_day = slots.at(T.PROMISED), slots.at(T.PROMISED_ON)
        self._at_made, self._at_state = slots.at(T.MADE_ON), slots.at(T.PROMISE_STATE)
        self._at_agent = slots.at(T.AGENT)
        self._agents = AgentsNamed(connection, setting.portfolio, tale)
        self._known: dict[str, list[Thing]] = defaultdict(list)

    def load(self, account_ids: Iterable[str]) -> None:
        """Have the promises of a block's accounts at hand."""
        for row in self._book.rows("promise", "account_id", account_ids):
            made = self._things.of_book(row)
            if made not in self._known[row[PROMISE["account_id"]]]:
                self._known[row[PROMISE["account_id"]]].append(made)

    def say(self, account: Thing, row: Values) -> tuple[bool, bool]:
        """What a row says: whether a promise came, and whether one changed."""
        day, amount = row[self._at_day], row[self._at_amount]
        state = row[self._at_state] if self._at_state else None
        for one in self._known[account.id]:
            if (one.values[PROMISE["due_on"]], one.values[PROMISE["amount_minor"]]) == (
                day,
                amount,
            ):
                is_changed = bool(state) and self._things.say(one, PROMISE["state"], state, row[0])
                return False, is_changed
        values: list[Any] = [None] * len(PROMISE)
        said = {
            "id": new_id(),
            "portfolio_id": self._setting.portfolio.id,
            "account_id": account.id,
            "made_at": self._made_at(row),
            "amount_minor": amount,
            "currency": self._setting.portfolio.currency,
            "due_on": day,
            "agent_id": self._agents.of(row[self._at_agent] if self._at_agent else None, row[0]),
            "state": state or str(PromiseState.OPEN),
        }
        for name, value in said.items():
            values[PROMISE[name]] = value
        self._known[account.id].append(self._things.new(values, row[0]))
        return True, False

    def _made_at(self, row: Values) -> int:
        day = row[self._at_made] if self._at_made else None
        if day is None:
            return to_ms(self._setting.now)
        return to_ms(noon(self._setting.portfolio.time_zone, date.fromisoformat(day)))
