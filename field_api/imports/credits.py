"""Rows about accounts, their people, addresses, authorisations, contacts and promises: what each
makes of the book. One planner for six kinds of file, which differ in what they may bring.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from field_api.imports.accounts import Accounts, holder_of, parts_of
from field_api.imports.doors import Doors
from field_api.imports.dues import Contacts, Promises
from field_api.imports.papers import Papers
from field_api.imports.people import PARTY, People
from field_api.imports.rows import Cells, RowRefused, Slots, Tale, Values
from field_api.imports.setting import PlanSetting
from field_api.imports.stage import Stage
from field_api.imports.stored import Book
from field_api.imports.things import Thing, Things
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import RowCode, WarningCode
from kobra_domain.imports.targets import CODEBTOR, Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import PartyRole
from kobra_records.files.portfolio_files.rows import Taken

T = Target
_KINDS = ("party", "address", "account", "authorisation", "contact", "promise")
_NAME, _RESTRICTED = PARTY["name"], PARTY["restricted_at"]
_HOLDER, _CODEBTOR = str(PartyRole.HOLDER), str(PartyRole.CODEBTOR)
Ended = tuple[bool, bool, Thing]  # something came, something changed, whose row it is


class CreditRows:
    """Plans the rows of a file of accounts, parties, addresses or authorisations."""

    def __init__(
        self,
        connection: Connection,
        stage: Stage,
        setting: PlanSetting,
        slots: Sequence[Slot],
        tale: Tale,
    ) -> None:
        self._connection, self._tale, self._kind = connection, tale, setting.kind
        self._slots = at = Slots(slots)
        is_of_accounts = setting.kind is ImportKind.ACCOUNTS
        has_roles = bool(at.at(T.ROLE)) or not is_of_accounts
        self._are_alone = not has_roles  # a row is all that the file says of its account
        # Without roles a number stands once in a file of accounts: nothing of it is needed again.
        self._things = {
            kind: Things(kind, stage, is_kept=kind == "party" or has_roles) for kind in _KINDS
        }
        book = Book(connection, setting.portfolio.id)
        things = self._things
        self._people = People(connection, things["party"], book, at, setting)
        named = at.seen_as(CODEBTOR)
        self._codebtors = People(
            connection, things["party"], book, named, setting, beside=self._people
        )
        self._has_codebtors = named.are_said
        self._doors = Doors(things["address"], book, at, setting)
        self._papers = Papers(things["authorisation"], book, at, setting)
        self._accounts = Accounts(
            connection, things["account"], book, at, setting, tale, is_kept=has_roles
        )
        self._contacts = Contacts(things["contact"], book, at, setting)
        self._promises = Promises(connection, things["promise"], book, at, setting, tale)
        self._at_number, self._at_role = at.at(T.NUMBER), at.at(T.ROLE)
        self._at_name, self._at_document = at.at(T.NAME), at.at(T.DOCUMENT)
        self._at_reason, self._at_codebtor = at.at(T.REASON), at.at(T.CODEBTOR_DOCUMENT)
        self._row = {
            ImportKind.ACCOUNTS: self._account_row,
            ImportKind.PARTIES: self._party_row,
            ImportKind.ADDRESSES: self._address_row,
            ImportKind.AUTHORISATIONS: self._paper_row,
            ImportKind.CONTACTS: self._contact_row,
            ImportKind.PROMISES: self._promise_row,
        }[setting.kind]

    def plan(self, taken: Taken) -> Iterator[tuple[int, RowRefused]]:
        """Plan the rows of a block; gives the lines that cannot be taken, and why."""
        self._load(taken)
        before, cells = len(self._tale.lines), Cells.of(taken)
        others = self._bring(cells) if self._are_alone else cells
        yield from self._plan(others)
        if 0 < len(others.lines) < len(cells.lines):
            self._tale.lines[before:] = sorted(self._tale.lines[before:])
        for things in self._things.values():
            things.flush()

    def _plan(self, cells: Cells) -> Iterator[tuple[int, RowRefused]]:
        """Plan rows one after the other."""
        plan, tale = self._row, self._tale
        at_number, at_document = self._at_number, self._at_document
        for row in cells.rows():
            try:
                has_new, has_changed, person = plan(row)
            except RowRefused as refused:
                yield row[0], refused
                continue
            fate = Fate.NEW if has_new else Fate.CHANGED if has_changed else Fate.SAME
            key = (row[at_number] if at_number else None) or row[at_document] or ""
            tale.end(row[0], fate, key, person.values[_NAME])

    def _bring(self, cells: Cells) -> Cells:
        """Plan together what comes as a whole, an account that nobody knew of a person whom nobody
        knew: a book's first file is nothing else. Answers the other rows.
        """
        coming = self._coming(cells)
        some = cells.picked(coming)
        if coming:
            party_ids = self._people.come(some)
            account_ids = self._accounts.come(some, party_ids)
            self._doors.come(some, party_ids)
            if self._papers.are_said:
                self._papers.come(some, account_ids, party_ids)
            named = (some.lines, some.column(self._at_number), some.column(self._at_name))
            self._tale.end_all(Fate.NEW, zip(*named, strict=True))
        held = set(coming)
        return cells.picked([row for row in range(len(cells.lines)) if row not in held])

    def _coming(self, cells: Cells) -> Sequence[int]:
        """The rows whose account and person neither the book nor the file knows by another row."""
        numbers, documents = cells.column(self._at_number), cells.column(self._at_document)
        accounts, people = self._accounts, self._people
        times = Counter(documents)
        if len(set(numbers)) < len(numbers):
            return ()
        shared = self._rows_with_codebtors(cells)
        if (
            not shared
            and len(times) == len(documents)
            and not (accounts.knows_any(numbers) or people.knows_any(documents))
        ):
            return range(len(numbers))
        codebtors = cells.column(self._at_codebtor)
        times.update(codebtors[row] for row in shared)
        return [
            row
            for row, (number, document) in enumerate(zip(numbers, documents, strict=True))
            if row not in shared
            and not accounts.knows(number)
            and (not document or (times[document] == 1 and not people.knows(document)))
        ]

    def _rows_with_codebtors(self, cells: Cells) -> frozenset[int]:
        """The rows that name a co-debtor, who may be anybody of the file."""
        if not self._has_codebtors:
            return frozenset()
        are_said = self._codebtors.are_said
        return frozenset(row for row, said in enumerate(cells.rows()) if are_said(said))

    def _load(self, taken: Taken) -> None:
        """Everything of the book that a block touches, in a few statements."""
        numbers = self._slots.column(taken, T.NUMBER)
        self._accounts.load(numbers)
        documents = chain(
            self._slots.column(taken, T.DOCUMENT), self._slots.column(taken, T.CODEBTOR_DOCUMENT)
        )
        self._people.load(documents, self._accounts.people(numbers))
        held = self._things
        if self._doors.are_said:
            self._doors.load(held["party"].of_the_book())
        if self._papers.are_said:
            self._papers.load(held["account"].of_the_book())
        if self._kind is ImportKind.CONTACTS:
            self._contacts.load(held["party"].of_the_book())
        if self._kind is ImportKind.PROMISES:
            self._promises.load(held["account"].of_the_book())
        for things in held.values():
            things.settle(self._connection)

    def _account_row(self, row: Values) -> Ended:
        account = self._accounts.of(row[self._at_number])
        role, reason = self._role(row) or _HOLDER, self._reason(row)
        person, is_new = self._person(row, account, role)
        has_changed = False if is_new else self._people.say(person, row)
        if account is None:
            account, has_new = self._accounts.new(row, person, role, reason), True
        else:
            has_new = False
            if role == _HOLDER or not self._at_role:
                has_changed |= self._accounts.say(account, row)
            has_changed |= self._accounts.join(account, person, role, reason, row[0])
        has_changed |= is_new
        has_changed |= self._has_codebtors and self._say_codebtor(account, row)
        has_changed |= self._say_doors(person, row)
        if self._papers.are_said:
            has_changed |= any(self._papers.say(account, person, row))
        return has_new, has_changed, person

    def _party_row(self, row: Values) -> Ended:
        account, role = self._asked_account(row), self._role(row)
        person, is_new = self._person(row, account, role or "")
        has_changed = False if is_new else self._people.say(person, row)
        if account is not None:
            if role is None and holder_of(account) is None:
                role = _HOLDER
            if role is not None:
                reason = self._reason(row)
                has_changed |= self._accounts.join(account, person, role, reason, row[0])
        return is_new, has_changed, person

    def _address_row(self, row: Values) -> Ended:
        person = self._known_person(row)
        is_only_kept = person.values[_RESTRICTED] is not None
        has_new, has_changed = self._doors.say(person, row, is_kept_only=is_only_kept)
        return has_new, has_changed, person

    def _paper_row(self, row: Values) -> Ended:
        account = self._asked_account(row)
        if account is None:
            raise RowRefused(RowCode.UNKNOWN_ACCOUNT, T.NUMBER, value="")
        person = self._known_person(row)
        has_new, has_changed = self._papers.say(account, person, row)
        return has_new, has_changed, person

    def _contact_row(self, row: Values) -> Ended:
        person = self._known_person(row)
        has_new, has_changed = self._contacts.say(person, self._asked_account(row), row)
        return has_new, has_changed, person

    def _promise_row(self, row: Values) -> Ended:
        account = self._asked_account(row)
        if account is None:
            raise RowRefused(RowCode.UNKNOWN_ACCOUNT, T.NUMBER, value="")
        person = self._known_person(row)
        has_new, has_changed = self._promises.say(account, row)
        return has_new, has_changed, person

    def _say_codebtor(self, account: Thing, row: Values) -> bool:
        """The co-debtor who stands in the row of an account; whether that changed anything. Of whom
        it says no name and nobody knows nothing is taken.
        """
        people = self._codebtors
        if not people.are_said(row):
            return False
        person = people.of_document(row)
        if person is None:
            person = self._in_account(people, row, account, _CODEBTOR)
        if person is None and not people.says_name(row):
            document = row[self._at_codebtor] if self._at_codebtor else None
            self._tale.doubt(WarningCode.CODEBTOR_UNNAMED, T.CODEBTOR_NAME, row[0], document or "")
            return False
        is_new = person is None
        person = person or people.new(row)
        has_changed = is_new or people.say(person, row)
        if person.id != holder_of(account):
            has_changed |= self._accounts.join(account, person, _CODEBTOR, "", row[0])
        return has_changed

    def _say_doors(self, person: Thing, row: Values) -> bool:
        if not self._doors.are_said:
            return False
        is_only_kept = person.values[_RESTRICTED] is not None
        return any(self._doors.say(person, row, is_kept_only=is_only_kept))

    def _person(self, row: Values, account: Thing | None, role: str) -> tuple[Thing, bool]:
        """Whose row it is, and whether nobody knew the person."""
        people = self._people
        known = people.of_document(row)
        if known is None and account is not None:
            known = self._in_account(people, row, account, role)
        return (known, False) if known is not None else (people.new(row), True)

    def _in_account(self, people: People, row: Values, account: Thing, role: str) -> Thing | None:
        """Who of the account is meant by a row whose document says nobody: the one of that name
        without another document, or the holder with one that is corrected (whose no to being
        contacted may not end so); without any document, whoever has the role alone.
        """
        parts = parts_of(account)
        says_document = people.says_document(row)
        ours = [one["party_id"] for one in parts if one["role"] == role]
        named = people.of_name(row, [one["party_id"] for one in parts])
        if named is not None:
            is_corrected = role == _HOLDER and ours == [named.id]
            if is_corrected or not says_document or not people.document_of(named):
                return named
        if len(ours) != 1:
            return None
        alone = self._things["party"].get(ours[0])
        if alone is None:
            return None
        is_settled = says_document and "document_number" in alone.settled
        is_holder = role == _HOLDER and not says_document
        return alone if is_settled or is_holder else None

    def _known_person(self, row: Values) -> Thing:
        """The person of a row that brings none: by the document, or of the account. Refuses."""
        person = self._people.of_document(row)
        if person is not None:
            return person
        account = self._asked_account(row)
        if account is None or self._people.says_document(row):
            number = row[self._at_document] if self._at_document else None
            raise RowRefused(RowCode.UNKNOWN_PERSON, T.DOCUMENT, value=number or "")
        ids = [one["party_id"] for one in parts_of(account)]
        named = self._people.of_name(row, ids)
        holder = named or self._things["party"].get(holder_of(account) or "")
        if holder is None:
            raise RowRefused(RowCode.UNKNOWN_PERSON, T.NUMBER, value=row[self._at_number])
        return holder

    def _asked_account(self, row: Values) -> Thing | None:
        """The account that a row names, None if it names none. Refuses a number nobody knows."""
        number = row[self._at_number] if self._at_number else None
        account = self._accounts.of(number)
        if number and account is None:
            raise RowRefused(RowCode.UNKNOWN_ACCOUNT, T.NUMBER, value=number)
        return account

    def _role(self, row: Values) -> str | None:
        return row[self._at_role] if self._at_role else None

    def _reason(self, row: Values) -> str:
        reason: Any = row[self._at_reason] if self._at_reason else None
        return reason or ""
