"""The authorisations that a row names: of one account and one person. What was revoked stays so."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from field_api.imports.rows import Slots, Values
from field_api.imports.setting import PlanSetting
from field_api.imports.stored import Book, fields_of, place_of
from field_api.imports.things import Thing, Things
from kobra_domain.imports.fates import KeptOut
from kobra_domain.imports.targets import Target
from kobra_domain.portfolios import AuthorisedPlace
from kobra_records.ids import new_id

T = Target
PAPER = {name: place_of("authorisation", name) for name in fields_of("authorisation")}
_PARTY, _ACCOUNT = PAPER["party_id"], PAPER["account_id"]
_DOCUMENT, _SIGNED, _REVOKED = PAPER["document"], PAPER["signed_on"], PAPER["revoked_on"]
_SAID = {T.AUTHORISED_PLACE: "place", T.EXPIRES_ON: "expires_on", T.REVOKED_ON: "revoked_on"}
_LONGEST = 120


class Papers:
    """The authorisations of a file."""

    def __init__(self, things: Things, book: Book, slots: Slots, setting: PlanSetting) -> None:
        self._things = things
        self._book = book
        self._at_signed, self._at_document = slots.at(T.AUTHORISED_ON), slots.at(T.AUTHORISATION)
        self._said = [
            (slots.at(target), PAPER[name]) for target, name in _SAID.items() if slots.at(target)
        ]
        self._portfolio_id = setting.portfolio.id
        self._from = setting.filename[:_LONGEST]  # the document, where no column names one
        self._of_account: dict[str, list[Thing]] = defaultdict(list)

    @property
    def are_said(self) -> bool:
        """Whether the file has authorisations at all."""
        return bool(self._at_signed)

    def load(self, account_ids: Iterable[str]) -> None:
        """Have the authorisations of a block's accounts at hand."""
        self._of_account.clear()
        for row in self._book.rows("authorisation", "account_id", account_ids):
            self._of_account[row[_ACCOUNT]].append(self._things.of_book(row))

    def say(self, account: Thing, person: Thing, row: Values) -> tuple[bool, bool]:
        """What a row says: whether an authorisation came, and whether one changed."""
        signed = row[self._at_signed]
        if signed is None:
            return False, False
        document = row[self._at_document] if self._at_document else None
        held = [
            one for one in self._of_account.get(account.id, ()) if one.values[_PARTY] == person.id
        ]
        for one in held:
            if one.values[_SIGNED] == signed and document in (None, one.values[_DOCUMENT]):
                return False, self._change(one, row)
        for one in held:
            if self._stands_revoked(one, signed):
                self._things.keep(one, "revoked_on", signed, row[0], KeptOut.REVOKED)
                return False, False
        self._come(account, person, document, row)
        return True, False

    def _stands_revoked(self, paper: Thing, signed: str) -> bool:
        """Whether a yes of that day may not undo a no: a person's no stands whatever day it has."""
        revoked = paper.values[_REVOKED]
        return revoked is not None and ("revoked_on" in paper.settled or signed <= revoked)

    def _change(self, paper: Thing, row: Values) -> bool:
        is_changed = False
        for at, place in self._said:
            if row[at] is not None:
                is_changed |= self._things.say(paper, place, row[at], row[0])
        return is_changed

    def _come(self, account: Thing, person: Thing, document: str | None, row: Values) -> None:
        values: list[Any] = [None] * len(PAPER)
        values[0], values[PAPER["portfolio_id"]] = new_id(), self._portfolio_id
        values[_PARTY], values[_ACCOUNT] = person.id, account.id
        values[_DOCUMENT] = document or self._from
        values[_SIGNED] = row[self._at_signed]
        values[PAPER["place"]] = AuthorisedPlace.ANY.value
        for at, place in self._said:
            if row[at] is not None:
                values[place] = row[at]
        made = self._things.new(values, row[0])
        self._of_account[account.id].append(made)
