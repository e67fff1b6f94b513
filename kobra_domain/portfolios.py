"""Whose debts, who owes them, where they live, and what permits a visit."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.hours_exceptions import HoursException
from kobra_domain.limits import (
    AccountId,
    AgentId,
    Code,
    Count,
    Country,
    Currency,
    DayOfMonth,
    Id,
    InstitutionId,
    KeptDays,
    Language,
    Latitude,
    Line,
    Longitude,
    MailAddressOrNone,
    Metres,
    Minor,
    Name,
    Note,
    PartyId,
    Percent,
    Picture,
    PortfolioId,
    RadiusMetres,
    Seconds,
    TimeZone,
)
from kobra_domain.people import Consent, ShiftSpan
from kobra_domain.places import AddressOrigin, GeocodeQuality


class CreditorType(StrEnum):
    """Chooses the rule set, together with the country."""

    FINANCIAL = "financial"
    COMMERCIAL = "commercial"


class ProductType(StrEnum):
    """What was lent: the law of Colombia lets only some products be visited at home."""

    CONSUMER = "consumer"
    CREDIT_CARD = "credit_card"
    MICROCREDIT = "microcredit"
    DEVELOPMENT = "development"
    AGRICULTURAL = "agricultural"
    RURAL = "rural"
    MORTGAGE = "mortgage"
    VEHICLE = "vehicle"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Who owns the debt. `data_requests_to` is whom its people are sent to about their data; `logo`
    a PNG as base64. `portfolio_ids` are those that name it, kept by the server: who sees one of
    them sees the institution, and nobody else does.
    """

    id: Id
    name: Name
    tax_number: Line = ""
    logo: Picture = ""
    data_requests_to: Line = ""
    portfolio_ids: tuple[PortfolioId, ...] = ()
    is_active: bool = True


class Shown(StrEnum):
    """What may stand in what leaves about a visit, beside its outcome, verdict, agent and time."""

    NAMES = "names"
    AMOUNTS = "amounts"
    PHOTOS = "photos"
    MAP = "map"


BUCKETS = (7, 30, 60, 90)  # the last day of each range of days past due; after them an open one


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A client institution's accounts of one product;
    radius and limits hold for addresses that name none. `submissions_kept_days` None: for good.

    `buckets`: the last day of each range of days past due. `cut_day`: of each month, its last day
    where it is shorter. A promise is broken `broken_after_days` after its day unless `kept_from`
    percent of it were paid. A nightly file is held when more than `most_absent` percent of the
    accounts are missing from it, or the balances together moved by more than `most_moved` percent.

    Two strict readings of the law may be loosened, each by its reason: `every_day_reason`, that
    Mexico's financial creditors visit on business days only; `two_way_reason`, that an attempt
    which nobody answered counts as a contact in Colombia (`kobra_domain.contact.rules_of`).

    `mail_shows`, `client_shows`, `webhook_shows`: what more may stand in mails to users, in mails
    and pages for the institution's people, and in webhooks. Holders are written to from
    `receipts_from` (empty: the server's own address) with `pay_how` and `pay_contact` in them.
    """

    id: Id
    name: Name
    institution_id: InstitutionId
    creditor_type: CreditorType
    country: Country
    currency: Currency
    time_zone: TimeZone
    product_type: ProductType
    radius_m: RadiusMetres = 60.0
    accuracy_limit_m: Metres = 50.0
    fix_age_limit_s: Seconds = 120
    allows_away_completion: bool = False
    submissions_kept_days: KeptDays | None = None
    buckets: tuple[Count, ...] = BUCKETS
    cut_day: DayOfMonth = 31
    broken_after_days: Count = 3
    kept_from: Percent = 95.0
    most_absent: Percent = 5.0
    most_moved: Percent = 20.0
    mail_shows: tuple[Shown, ...] = ()
    client_shows: tuple[Shown, ...] = ()
    webhook_shows: tuple[Shown, ...] = ()
    sends_receipts: bool = True
    sends_confirmations: bool = True
    receipts_from: MailAddressOrNone = ""
    pay_how: Note = ""
    pay_contact: Line = ""
    every_day_reason: Note = ""
    two_way_reason: Note = ""
    is_active: bool = True


class ChannelKind(StrEnum):
    """A way to reach a person."""

    PHONE = "phone"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    EMAIL = "email"
    VISIT = "visit"


TALKED = (ChannelKind.PHONE, ChannelKind.WHATSAPP, ChannelKind.SMS)  # those that are a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to reach a party, with its consent if there is one."""

    kind: ChannelKind
    value: Line = ""
    consent: Consent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or firm; its role (holder, codebtor…) belongs to each account. The same document
    type and number in another portfolio of the institution is the same person (`documents.py`).

    `hours_exceptions` are other contact hours that the party asked for (`contact.exceptions`).
    `restricted_at`: since when their data is only kept, because it was to be erased and may not be
    yet.
    `deceased_known_at`: since when it is known that they have died.
    """

    id: Id
    portfolio_id: PortfolioId
    name: Name
    is_firm: bool = False
    document_type: Line = ""
    document_number: Line = ""
    language: Language = "es"
    channels: tuple[Channel, ...] = ()
    preferred_channel: ChannelKind | None = None
    preferred_hours: tuple[ShiftSpan, ...] = ()
    hours_exceptions: tuple[HoursException, ...] = ()
    do_not_contact_reason: Note = ""
    restricted_at: datetime | None = None
    deceased_known_at: datetime | None = None

    @property
    def document(self) -> str:
        """«CC 52100200»; empty where there is none."""
        return f"{self.document_type} {self.document_number}".strip()


class AddressKind(StrEnum):
    """What stands at the address."""

    HOME = "home"
    WORK = "work"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A door of a party. `time_zone` None: the portfolio's. `radius_m` None: the portfolio's.

    `key` is the same for each way to write one door (empty where it cannot be read).
    `place_radius_m`: within how far of the pin the door is, in 19 of 20 cases. `place_accepted_at`:
    since when a person has said that the pin is right, which no file or method moves any more.
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    kind: AddressKind
    street: Line
    neighbourhood: Line = ""
    municipality: Line = ""
    region: Line = ""
    postal_code: Line = ""
    directions: Note = ""
    time_zone: TimeZone | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    geocode_source: Line = ""
    geocode_quality: GeocodeQuality = GeocodeQuality.NONE
    place_radius_m: Metres | None = None
    place_accepted_at: datetime | None = None
    origin: AddressOrigin = AddressOrigin.GIVEN
    key: Line = ""
    radius_m: RadiusMetres | None = None
    verified_at: datetime | None = None

    @property
    def line(self) -> str:
        """Street, neighbourhood and municipality, as far as they are known."""
        parts = (self.street, self.neighbourhood, self.municipality)
        return ", ".join(part for part in parts if part)


class PartyRole(StrEnum):
    """What a party is to an account."""

    HOLDER = "holder"
    CODEBTOR = "codebtor"
    GUARANTOR = "guarantor"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountParty:
    """A party's role in an account; a reference needs a `reason` and is never contacted."""

    party_id: PartyId
    role: PartyRole
    reason: Line = ""


class AccountState(StrEnum):
    """Whether an account is still to be collected, by the last file that named it."""

    ACTIVE = "active"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One credit; amounts are minor units of `currency`, as they stood on `cut_off_on`.

    `agent_id` is the gestor whom the file or a person gave it to, from `agent_since_on` on. `lot`
    and `assigned_on`: the delivery that it came with, and the day.
    """

    id: Id
    portfolio_id: PortfolioId
    number: Code
    parties: tuple[AccountParty, ...]
    currency: Currency
    product: Line = ""
    principal_minor: Minor = 0
    balance_minor: Minor = 0
    overdue_minor: Minor = 0
    due_on: date | None = None
    days_past_due: Count = 0
    segment: Line = ""
    state: AccountState = AccountState.ACTIVE
    originated_on: date | None = None
    assigned_on: date | None = None
    lot: Line = ""
    agent_id: AgentId | None = None
    agent_since_on: date | None = None
    instalment_minor: Minor | None = None
    next_due_on: date | None = None
    last_paid_on: date | None = None
    cut_off_on: date | None = None

    @property
    def has_unknown_days(self) -> bool:
        """Whether something is overdue and no file has said for how many days."""
        return self.days_past_due == 0 and self.overdue_minor > 0


class AuthorisedPlace(StrEnum):
    """Where an authorisation lets a visit be made."""

    HOME = "home"
    WORK = "work"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """The party's express yes to visits for one account:
    the document, its date, where, and until when.
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    account_id: AccountId
    document: Name
    signed_on: date
    place: AuthorisedPlace = AuthorisedPlace.ANY
    expires_on: date | None = None
    revoked_on: date | None = None
