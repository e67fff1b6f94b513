"""Whose row it is: people found by their document inside the portfolio, else by their name in the
account; what a row says of them goes in.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import Any

import msgspec
from sqlalchemy import Connection

from field_api.imports.rows import Cells, Slots, Values, laid_out
from field_api.imports.setting import PlanSetting
from field_api.imports.stored import Book, fields_of, place_of, stored_row
from field_api.imports.things import Thing, Things
from field_api.operations.settled import formerly_named
from kobra_domain.imports.fates import KeptOut
from kobra_domain.imports.targets import Target
from kobra_domain.imports.values import folded
from kobra_domain.portfolios import ChannelKind, Party
from kobra_domain.shift import noon
from kobra_records import json_form
from kobra_records.ids import new_id

T = Target
PARTY = {name: place_of("party", name) for name in fields_of("party")}
_NAME, _FIRM = PARTY["name"], PARTY["is_firm"]
_TYPE, _NUMBER, _CHANNELS = (
    PARTY["document_type"],
    PARTY["document_number"],
    PARTY["channels"],
)
_RESTRICTED = PARTY["restricted_at"]
_PHONE, _MAIL = str(ChannelKind.PHONE), str(ChannelKind.EMAIL)
_FIRM_RFC = 12  # letters and figures; of a person there are 13
CONSENT_PURPOSE = "collection"
_json = msgspec.json.Encoder().encode
_Channels = list[dict[str, Any]]


class People:
    """The parties of a file; those whom its rows name `beside` others are found among all."""

    def __init__(
        self,
        connection: Connection,
        things: Things,
        book: Book,
        slots: Slots,
        setting: PlanSetting,
        *,
        beside: "People | None" = None,
    ) -> None:
        self._connection, self._things = connection, things
        self._book = book
        self._setting = setting
        # By document: types and ids, and ids of whom people corrected it.
        self._by_number: dict[str, list[tuple[str, str]]] = beside._by_number if beside else {}
        self._formerly: dict[str, set[str]] = beside._formerly if beside else {}
        self._at_name = slots.at(T.NAME)
        self._at_document = slots.at(T.DOCUMENT)
        self._at_type = slots.at(T.DOCUMENT_TYPE)
        self._phones = slots.places(T.PHONE)
        self._mails = slots.places(T.EMAIL)
        self._at_source, self._at_given = slots.at(T.CONSENT_SOURCE), slots.at(T.CONSENT_ON)
        blank = Party(id="", portfolio_id=setting.portfolio.id, name="")
        self._template = list(stored_row(blank, "party"))

    def load(self, documents: Iterable[str | None], ids: Iterable[str]) -> None:
        """Have the people of a block at hand: by their documents, and by their ids."""
        numbers = {one for one in documents if one}
        for row in self._book.rows("party", "document_number", numbers):
            self._note(self._things.of_book(row))
        for number in numbers:
            for _, id_ in self._by_number.get(number, ()):
                self._things.get(id_)
        self._formerly.clear()
        former_of = formerly_named(self._connection, "party", "document_number", numbers)
        self._formerly.update(former_of)
        former = (id_ for some in self._formerly.values() for id_ in some)
        wanted = [one for one in (*ids, *former) if self._things.get(one) is None]
        for row in self._book.rows("party", "id", wanted):
            self._note(self._things.of_book(row))

    def of_document(self, row: Values) -> Thing | None:
        """The person of the row's document, if there is one: whose it is, else whose it was before
        a person corrected it, if the name is theirs.
        """
        number = row[self._at_document] if self._at_document else None
        if not number:
            return None
        kind = row[self._at_type] or ""
        found = self._by_number.get(number, ())
        for exact in (True, False):
            for known, id_ in found:
                if known == kind if exact else not (known and kind):
                    return self._things.get(id_)
        return self.of_name(row, sorted(self._formerly.get(number, ())))

    def of_name(self, row: Values, ids: Sequence[str]) -> Thing | None:
        """The person of the row's name among some, if it says one: who has it, else who had it
        before a person corrected it.
        """
        name = row[self._at_name] if self._at_name else None
        if not name:
            return None
        wanted = folded(name)
        people = [one for id_ in ids if (one := self._things.get(id_))]
        named = (one for one in people if folded(one.values[_NAME]) == wanted)
        return next(named, None) or next((one for one in people if _was_called(one, wanted)), None)

    def says_document(self, row: Values) -> bool:
        """Whether the row names a document."""
        return bool(self._at_document and row[self._at_document])

    def says_name(self, row: Values) -> bool:
        """Whether the row names somebody."""
        return bool(self._at_name and row[self._at_name])

    def are_said(self, row: Values) -> bool:
        """Whether the row says anything of whom they are."""
        return (
            self.says_name(row)
            or self.says_document(row)
            or any(row[at] is not None for at in self._phones)
        )

    def document_of(self, person: Thing) -> str:
        """The number of a person's document."""
        number: str = person.values[_NUMBER]
        return number

    def knows_any(self, documents: Iterable[str | None]) -> bool:
        """Whether one of the documents is, or was, somebody's."""
        return not self._by_number.keys().isdisjoint(documents) or bool(self._formerly)

    def knows(self, document: str | None) -> bool:
        """Whether a document is, or was, somebody's."""
        return document in self._by_number or document in self._formerly

    def new(self, row: Values) -> Thing:
        """A person whom nobody knew."""
        [[line, *values]] = self._made(Cells.of_row(row))
        made = self._things.new(values, line)
        self._note(made)
        return made

    def come(self, cells: Cells) -> list[str]:
        """People whom nobody knew, one a row, each with a document of their own or none; answers
        their ids.
        """
        rows = self._made(cells)
        self._things.bring(rows)
        for row in rows:
            if number := row[1 + _NUMBER]:
                self._by_number.setdefault(number, []).append((row[1 + _TYPE], row[1]))
        return [row[1] for row in rows]

    def _made(self, cells: Cells) -> list[Values]:
        said: dict[int, Sequence[Any]] = {
            0: [new_id() for _ in cells.lines],
            _NAME: cells.column(self._at_name),
            _CHANNELS: [self._channels(row, "[]") for row in cells.rows()],
        }
        if self._at_document:
            numbers = cells.filled(self._at_document, "")
            kinds = cells.filled(self._at_type, "")
            if "" in numbers:
                kinds = [kind if one else "" for kind, one in zip(kinds, numbers, strict=True)]
            said[_NUMBER], said[_TYPE] = numbers, kinds
            if not _FIRMS.isdisjoint(kinds):
                said[_FIRM] = [int(_is_firm(*one)) for one in zip(kinds, numbers, strict=True)]
        return laid_out(self._template, cells.lines, said)

    def say(self, person: Thing, row: Values) -> bool:
        """What a row says of a person who is known; whether it changed anything."""
        if person.values[_RESTRICTED] is not None:
            self._keep_all(person, row)
            return False
        things, line, is_changed = self._things, row[0], False
        if self._at_name and row[self._at_name]:
            is_changed |= things.say(person, _NAME, row[self._at_name], line)
        if self.says_document(row):
            is_changed |= self._say_document(person, row)
        channels = self._channels(row, person.values[_CHANNELS])
        return things.say(person, _CHANNELS, channels, line) or is_changed

    def _say_document(self, person: Thing, row: Values) -> bool:
        kind, number = row[self._at_type] or person.values[_TYPE], row[self._at_document]
        is_changed = self._things.say(person, _NUMBER, number, row[0])
        is_changed |= self._things.say(person, _TYPE, kind, row[0])
        if is_changed:
            self._note(person)
        return is_changed

    def _keep_all(self, person: Thing, row: Values) -> None:
        """Data of a person that is only kept is used for nothing: what differs is listed."""
        said = {_NAME: row[self._at_name] if self._at_name else None}
        said[_CHANNELS] = self._channels(row, person.values[_CHANNELS])
        for place, value in said.items():
            if value and value != person.values[place]:
                field = fields_of("party")[place]
                self._things.keep(person, field, value, row[0], KeptOut.RESTRICTED)

    def _note(self, person: Thing) -> None:
        number = person.values[_NUMBER]
        if number:
            known = self._by_number.setdefault(number, [])
            pair = (person.values[_TYPE], person.id)
            if pair not in known:
                known.append(pair)

    def _channels(self, row: Values, held: str) -> str:
        """The channels with those of the row; one that is there keeps its place and its consent."""
        said = [(_PHONE, one) for at in self._phones if row[at] for one in row[at]]
        if self._mails:
            said += [(_MAIL, one) for at in self._mails if row[at] for one in row[at]]
        if not said:
            return held
        consent = self._consent(row)
        if held == "[]" and consent is None:
            listed = (
                f'{{"kind":"{kind}","value":{_json(value).decode()},"consent":null}}'
                for kind, value in (dict.fromkeys(said) if len(said) > 1 else said)
            )
            return f"[{','.join(listed)}]"
        if consent is None and all(_json(value).decode() in held for _, value in said):
            return held
        channels: _Channels = msgspec.json.decode(held)
        for kind, value in dict.fromkeys(said):
            _add(channels, kind, value, consent)
        return _json(channels).decode()

    def _consent(self, row: Values) -> dict[str, Any] | None:
        given = row[self._at_given] if self._at_given else None
        if given is None:
            return None
        source = row[self._at_source] if self._at_source else None
        at = noon(self._setting.portfolio.time_zone, date.fromisoformat(given))
        return {
            "given_at": json_form.builtin(at.astimezone(UTC)),
            "source": source or self._setting.filename[:240],
            "purpose": CONSENT_PURPOSE,
            "withdrawn_at": None,
        }


def _was_called(person: Thing, name: str) -> bool:
    return any(folded(one) == name for one in person.former.get("name", ()))


def _add(channels: _Channels, kind: str, value: str, consent: dict[str, Any] | None) -> None:
    """A consent that somebody took back stays so: the file's is of before."""
    for one in channels:
        if one["value"] == value and one["kind"] == kind:
            if one["consent"] is None:
                one["consent"] = consent
            return
    channels.append({"kind": kind, "value": value, "consent": consent})


_FIRMS = frozenset({"NIT", "RFC"})


def _is_firm(kind: str, number: str) -> bool:
    return kind == "NIT" or (kind == "RFC" and len(number) == _FIRM_RFC)
