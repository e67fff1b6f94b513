"""One person as their page says them: everything in words, made on a worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.week import week_lines
from kobra_desktop.models.portfolio.person_events import PersonEvent, events_of
from kobra_desktop.models.portfolio.person_hours import HoursLine, hours_lines
from kobra_desktop.models.portfolio.person_petitions import Badge, PetitionLine, petition_lines
from kobra_desktop.models.portfolio.words import agent_words, days_words
from kobra_desktop.models.visit_ground import Place
from kobra_desktop.store.queries.person_cards import PersonCard
from kobra_domain.contact import RuleStatus
from kobra_domain.contact.frequency import rest_of
from kobra_domain.geo import fence_m
from kobra_domain.people import Consent, ShiftSpan
from kobra_domain.petitions import is_claim_marked
from kobra_domain.places import PLACED
from kobra_domain.portfolios import Account, Address, Channel
from kobra_domain.shift import local_day
from kobra_domain.words import day_words, field_title, moment, money, say, word

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A way to reach the person, with what is known of its consent."""

    title: str
    value: str
    consent: str
    tint: str
    is_preferred: bool


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account: its head, its amounts by name, and who else stands in it."""

    account: Account
    title: str
    badge: Badge
    amounts: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A door; `place` None: it is not on the map."""

    address: Address
    title: str
    detail: str
    place: Place | None
    radius_m: float


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Everything the page says. `stops`: why the person may not be contacted; `rest`: until when
    they rest after the last contact, empty where they do not.
    """

    card: PersonCard
    title: str
    subtitle: str
    badges: tuple[Badge, ...]
    stops: tuple[str, ...]
    rest: str
    who: tuple[tuple[str, str], ...]
    channels: tuple[ChannelLine, ...]
    accounts: tuple[AccountLine, ...]
    addresses: tuple[AddressLine, ...]
    petitions: tuple[PetitionLine, ...]
    hours: tuple[HoursLine, ...]
    others: tuple[tuple[str, str], ...]
    events: tuple[PersonEvent, ...]

    @property
    def country(self) -> str:
        """Whose law holds."""
        return self.card.portfolio.country if self.card.portfolio else ""


def person_facts(card: PersonCard, locale: str, now: datetime) -> PersonFacts:
    """Phrase a person."""
    said = _Words(card, locale, now)
    return PersonFacts(
        card=card,
        title=card.party.name,
        subtitle=said.subtitle(),
        badges=tuple(said.badges()),
        stops=tuple(said.stops()),
        rest=said.rest(),
        who=tuple(said.who()),
        channels=tuple(said.channel(one) for one in card.party.channels),
        accounts=tuple(said.account(one) for one in card.accounts),
        addresses=tuple(said.address(one) for one in card.addresses),
        petitions=petition_lines(card, locale, said.today),
        hours=hours_lines(card, locale, said.today),
        others=tuple((one.id, card.names.get(one.portfolio_id, "")) for one in card.others),
        events=events_of(card, locale, now),
    )


class _Words:
    def __init__(self, card: PersonCard, locale: str, now: datetime) -> None:
        self._card, self._locale, self._now = card, locale, now
        zone = card.portfolio.time_zone if card.portfolio else "UTC"
        self._zone, self.today = zone, local_day(zone, now)

    def _day(self, day: date | None) -> str:
        return day_words(day, self._locale, self.today) if day is not None else ""

    def subtitle(self) -> str:
        """Document, portfolio and institution."""
        card = self._card
        names = (
            card.party.document,
            card.portfolio.name if card.portfolio else "",
            card.institution.name if card.institution else "",
        )
        return " · ".join(name for name in names if name)

    def badges(self) -> Iterator[Badge]:
        """What must be seen before anything is done."""
        card = self._card
        if card.is_deceased:
            yield Badge(translate("Person", "Deceased"), "error")
        elif any(self.stops()):
            yield Badge(translate("Person", "Do not contact"), "error")
        if any(is_claim_marked(one) for one in card.petitions):
            yield Badge(translate("Person", "Claim being processed"), "warn")
        if card.is_pending:
            yield Badge(translate("Person", "To send"), "neutral")

    def stops(self) -> Iterator[str]:
        """Why, in the words of the rules."""
        party, others = self._card.party, self._card.others
        if party.restricted_at is not None:
            yield say("data_restricted", None, self._locale)
        elif any(one.restricted_at is not None for one in others):
            yield say("data_restricted_elsewhere", None, self._locale)
        if self._card.is_deceased:
            yield say("deceased", None, self._locale)
        if reason := party.do_not_contact_reason.strip():
            yield say("do_not_contact", {"reason": reason}, self._locale)
        elif any(one.do_not_contact_reason.strip() for one in others):
            yield say("do_not_contact_elsewhere", None, self._locale)

    def rest(self) -> str:
        """After which contact, until when, by which law; over all portfolios of the institution."""
        rules = self._card.rules
        if rules is None or rules.frequency is None:
            return ""
        found = rest_of(self._card.touches, rules.frequency, self._zone, self._now)
        if found is None:
            return ""
        words = translate(
            "Person", "Last contact {time}, {channel}. {same}Another way: from {other}."
        )
        same = translate("Person", "The same way again: from {time}. ")
        again = (
            same.format(time=self._moment(found.same_from)) if found.same_from > self._now else ""
        )
        told = words.format(
            time=self._moment(found.touch.at),
            channel=word(found.touch.channel, self._locale),
            same=again,
            other=self._moment(found.others_from),
        )
        told = f"{told} {rules.frequency.citation}."
        if rules.frequency.status is RuleStatus.UNVERIFIED:
            told = f"{told} {say('note.unverified', None, self._locale)}"
        return told

    def _moment(self, at: datetime) -> str:
        return moment(at, self._zone, self._locale, self._now)

    def who(self) -> Iterator[tuple[str, str]]:
        """Name and value."""
        party, locale = self._card.party, self._locale
        if document := party.document:
            yield translate("Person", "Document"), document
        if party.preferred_channel is not None:
            title = field_title("preferred_channel", "party", locale)
            yield title, word(party.preferred_channel, locale)
        if party.preferred_hours:
            yield (
                field_title("preferred_hours", "party", locale),
                self._hours(party.preferred_hours),
            )
        for paper in self._card.authorisations:
            number = self._card.account_number(paper.account_id)
            until = paper.revoked_on or paper.expires_on
            ends = translate("Person", "until {day}").format(day=self._day(until)) if until else ""
            parts = (paper.document, self._day(paper.signed_on), number, ends)
            yield say("kind.authorisation", None, locale), " · ".join(p for p in parts if p)

    def _hours(self, spans: tuple[ShiftSpan, ...]) -> str:
        return ", ".join(week_lines(spans, self._locale))

    def channel(self, channel: Channel) -> ChannelLine:
        """With the consent's source and day, or that there is none."""
        words, tint = self._consent(channel.consent)
        return ChannelLine(
            word(channel.kind, self._locale), channel.value, words, tint,
            channel.kind is self._card.party.preferred_channel,
        )  # fmt: skip

    def _consent(self, consent: Consent | None) -> tuple[str, str]:
        if consent is None:
            return translate("Person", "Without consent"), "neutral"
        if consent.withdrawn_at is not None:
            day = self._day(local_day(self._zone, consent.withdrawn_at))
            return translate("Person", "Withdrawn {day}").format(day=day), "error"
        day = self._day(local_day(self._zone, consent.given_at))
        words = translate("Person", "Consent: {source}, {day}")
        return words.format(source=consent.source, day=day), "ok"

    def account(self, account: Account) -> AccountLine:
        """Amounts in the account's own currency; who else owes or vouches."""
        own = next(
            (one.role for one in account.parties if one.party_id == self._card.party.id), None
        )
        parts = (account.number, account.product, word(own, self._locale) if own else "")
        others = tuple(
            (word(one.role, self._locale), self._card.names.get(one.party_id, "—"))
            for one in account.parties
            if one.party_id != self._card.party.id
        )
        return AccountLine(
            account,
            " · ".join(part for part in parts if part),
            Badge(word(account.state, self._locale), "neutral"),
            tuple(self._amounts(account)),
            others,
        )

    def _amounts(self, account: Account) -> Iterator[tuple[str, str]]:
        locale = self._locale

        def title(name: str) -> str:
            return field_title(name, "account", locale)

        yield title("balance_minor"), money(account.balance_minor, account.currency)
        yield title("overdue_minor"), money(account.overdue_minor, account.currency)
        yield title("days_past_due"), days_words(account)
        if account.instalment_minor is not None:
            words = money(account.instalment_minor, account.currency)
            if account.next_due_on is not None:
                words = f"{words} · {self._day(account.next_due_on)}"
            yield title("instalment_minor"), words
        for name in ("last_paid_on", "cut_off_on"):
            if (day := getattr(account, name)) is not None:
                yield title(name), self._day(day)
        if account.agent_id:
            name = self._card.names.get(account.agent_id, "—")
            yield title("agent_id"), agent_words(name, self._day(account.agent_since_on))

    def address(self, address: Address) -> AddressLine:
        """A door, and how well it is placed."""
        portfolio = self._card.portfolio
        place = None
        if address.lat is not None and address.lon is not None:
            place = Place(address.lat, address.lon, address.street)
        detail = [word(address.kind, self._locale), word(address.geocode_quality, self._locale)]
        if address.verified_at is not None:
            day = self._day(local_day(self._zone, address.verified_at))
            detail.append(translate("Person", "verified {day}").format(day=day))
        if address.geocode_quality not in PLACED:
            detail[1] = translate("Person", "to be placed")
        return AddressLine(
            address,
            address.line,
            " · ".join(detail),
            place,
            fence_m(
                address.radius_m, portfolio.radius_m if portfolio else 0.0, address.place_radius_m
            ),
        )
