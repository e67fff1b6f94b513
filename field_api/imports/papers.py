"""The authorisations that a row names: of one account and one person. What was revoked stays so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from field_api.imports.rows import Cells, Slots, Values, laid_out
from field_api.imports.setting import PlanSetting
from field_api.imports.stored import Book, fields_of, place_of, stored_row
from field_api.imports.things import Thing, Things
from kobra_domain.imports.fates import KeptOut
from kobra_domain.imports.targets import Target
from kobra_domain.portfolios import Authorisation
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
        blank = Authorisation(
            id="",
            portfolio_id=setting.portfolio.id,
            party_id="",
            account_id="",
            document=setting.filename[:_LONGEST],  # where no column names one
            signed_on=setting.today,
        )
        self._template = stored_row(blank, "authorisation")
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
        self._come(account, person, row)
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

    def come(self, cells: Cells, account_ids: Sequence[str], party_ids: Sequence[str]) -> None:
        """The authorisations of accounts that come, one account a row."""
        signed = cells.column(self._at_signed)
        rows = [row for row, day in enumerate(signed) if day is not None]
        whose = [account_ids[row] for row in rows], [party_ids[row] for row in rows]
        self._things.bring(self._made(cells.picked(rows), *whose))

    def _come(self, account: Thing, person: Thing, row: Values) -> None:
        [[line, *values]] = self._made(Cells.of_row(row), [account.id], [person.id])
        self._of_account[account.id].append(self._things.new(values, line))

    def _made(
        self, cells: Cells, account_ids: Sequence[str], party_ids: Sequence[str]
    ) -> list[Values]:
        said: dict[int, Sequence[Any]] = {
            place: cells.filled(at, self._template[place]) for at, place in self._said
        }
        said[0] = [new_id() for _ in cells.lines]
        said[_ACCOUNT], said[_PARTY] = account_ids, party_ids
        said[_SIGNED] = cells.column(self._at_signed)
        if self._at_document:
            documents = cells.column(self._at_document)
            said[_DOCUMENT] = [one or self._template[_DOCUMENT] for one in documents]
        return laid_out(self._template, cells.lines, said)
