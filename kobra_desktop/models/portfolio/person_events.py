"""What happened with a person, in one line of time: visits, contacts, promises, payments heard and
payments of the bank, petitions, and the files that brought them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kobra_desktop.store.queries.person_cards import PersonCard
from kobra_domain.amendments import Amendment
from kobra_domain.contacts import Contact, ContactPurpose, Petition
from kobra_domain.persons import touch_of_visit
from kobra_domain.shift import local_day, moment_of
from kobra_domain.visits import Visit
from kobra_domain.words import day_words, field_title, moment, money, say, word

translate = QCoreApplication.translate


class EventKind(StrEnum):
    """What the line of time can be narrowed to."""

    VISIT = "visit"
    CONTACT = "contact"
    MONEY = "money"
    PETITION = "petition"
    FILE = "file"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """A line: its moment, in words, what it was, and the rest. `visit_id`: what it opens."""

    at: datetime
    time: str
    kind: EventKind
    title: str
    detail: str = ""
    visit_id: str = ""


def kind_words() -> dict[EventKind, str]:
    """What the line of time is narrowed by."""
    return {
        EventKind.VISIT: translate("Person", "Visits"),
        EventKind.CONTACT: translate("Person", "Contacts"),
        EventKind.MONEY: translate("Person", "Money"),
        EventKind.PETITION: translate("Person", "Petitions"),
        EventKind.FILE: translate("Person", "Files"),
        EventKind.CHANGE: translate("Person", "Changes"),
    }


def events_of(card: PersonCard, locale: str, now: datetime) -> tuple[PersonEvent, ...]:
    """Everything that is here of the person, the newest first."""
    found = _Events(card, locale, now)
    made = [
        *(one for visit in card.visits for one in found.visit(visit)),
        *map(found.contact, card.contacts),
        *(one for petition in card.petitions for one in found.petition(petition)),
        *map(found.change, card.amendments),
        *found.dues(),
        *found.files(),
    ]
    return tuple(sorted(made, key=lambda one: (one.at, one.title), reverse=True))


class _Events:
    def __init__(self, card: PersonCard, locale: str, now: datetime) -> None:
        self._card, self._locale, self._now = card, locale, now
        self._zone = card.portfolio.time_zone if card.portfolio else "UTC"
        self._today = local_day(self._zone, now)

    def _made(
        self, at: datetime, kind: EventKind, title: str, *detail: str, visit_id: str = ""
    ) -> PersonEvent:
        words = " · ".join(part for part in detail if part)
        return PersonEvent(
            at, moment(at, self._zone, self._locale, self._now), kind, title, words, visit_id
        )

    def _day(self, day: date, kind: EventKind, title: str, *detail: str) -> PersonEvent:
        at = moment_of(self._zone, day, time.min)
        words = " · ".join(part for part in detail if part)
        return PersonEvent(at, day_words(day, self._locale, self._today), kind, title, words)

    def visit(self, visit: Visit) -> Iterator[PersonEvent]:
        """When somebody went; of one that was not made, how it ended or for when it is planned."""
        touch, name = touch_of_visit(visit), self._card.names.get(visit.agent_id or "", "")
        title = say("kind.visit", None, self._locale)
        said = visit.outcome or visit.not_completed_reason or visit.state
        at = touch.at if touch is not None else visit.ended_at
        if at is None and visit.planned_on is not None:
            one = self._day(
                visit.planned_on, EventKind.VISIT, title, word(said, self._locale), name
            )
            yield PersonEvent(one.at, one.time, one.kind, one.title, one.detail, visit.id)
        else:
            yield self._made(
                at or visit.created_at, EventKind.VISIT, title, word(said, self._locale), name,
                visit.result_note, visit_id=visit.id,
            )  # fmt: skip

    def contact(self, contact: Contact) -> PersonEvent:
        """By whom, by which channel, and whether somebody answered."""
        if contact.is_received:
            what = translate("Person", "Contact received")
        elif contact.is_two_way:
            what = translate("Person", "Contact, somebody answered")
        else:
            what = translate("Person", "Contact attempted")
        is_collecting = contact.purpose is ContactPurpose.COLLECTION
        purpose = "" if is_collecting else word(contact.purpose, self._locale)
        by = contact.made_by or self._card.names.get(contact.recorded_by or "", "")
        return self._made(
            contact.at, EventKind.CONTACT, what, word(contact.channel, self._locale), purpose, by,
            self._file(contact.import_id), contact.note,
        )  # fmt: skip

    def petition(self, petition: Petition) -> Iterator[PersonEvent]:
        """When it came, was passed on and was answered."""
        name = word(petition.kind, self._locale)
        yield self._made(petition.received_at, EventKind.PETITION, name, petition.text)
        if petition.passed_on_at is not None:
            title = translate("Person", "{petition}: passed on").format(petition=name)
            yield self._made(
                petition.passed_on_at, EventKind.PETITION, title, petition.passed_on_to
            )
        if petition.answered_at is not None:
            title = translate("Person", "{petition}: answered").format(petition=name)
            yield self._made(petition.answered_at, EventKind.PETITION, title, petition.answer)

    def change(self, amendment: Amendment) -> PersonEvent:
        """What was changed by hand, why and by whom."""
        locale = self._locale
        names = (field_title(one, amendment.kind, locale).lower() for one in amendment.fields)
        title = translate("Person", "Changed by hand: {fields}").format(fields=", ".join(names))
        by = self._card.names.get(amendment.made_by, "")
        return self._made(amendment.at, EventKind.CHANGE, title, amendment.reason, by)

    def dues(self) -> Iterator[PersonEvent]:
        """What was promised, said to be paid, and paid."""
        card, kind = self._card, EventKind.MONEY
        for promise in card.promises:
            due = translate("Person", "for {day}").format(
                day=day_words(promise.due_on, self._locale, self._today)
            )
            amount = money(promise.amount_minor, promise.currency)
            title = f"{say('kind.promise', None, self._locale)}: {amount}"
            number = card.account_number(promise.account_id)
            state = word(promise.state, self._locale)
            yield self._made(promise.made_at, kind, title, due, state, number)
        for heard in card.payments:
            amount = money(heard.amount_minor, heard.currency)
            title = translate("Person", "Payment told at the door: {amount}").format(amount=amount)
            number = card.account_number(heard.account_id)
            yield self._made(heard.reported_at, kind, title, heard.method, heard.reference, number)
        for paid in card.bank_payments:
            amount = money(paid.amount_minor, paid.currency)
            said = translate("Person", "Payment by the bank: {amount}")
            if paid.is_reversal:
                said = translate("Person", "Reversal by the bank: {amount}")
            number = card.account_number(paid.account_id)
            yield self._day(
                paid.value_on, kind, said.format(amount=amount), paid.method, paid.reference,
                number, self._file(paid.import_id),
            )  # fmt: skip

    def files(self) -> Iterator[PersonEvent]:
        """When an account was delivered, and of which day its balances are."""
        for account in self._card.accounts:
            name = f"{say('kind.account', None, self._locale)} {account.number}"
            if account.assigned_on is not None:
                title = translate("Person", "{account} was delivered").format(account=name)
                yield self._day(account.assigned_on, EventKind.FILE, title, account.lot)
            if account.cut_off_on is not None:
                title = translate("Person", "{account}: balances of the file").format(account=name)
                balance = money(account.balance_minor, account.currency)
                yield self._day(account.cut_off_on, EventKind.FILE, title, balance)

    def _file(self, import_id: str | None) -> str:
        found = self._card.imports.get(import_id or "")
        return found.filename if found is not None else ""
