"""Whose debts, who owes them, where they live, and what permits a visit."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.limits import (
    AccountId,
    Code,
    Count,
    Country,
    Currency,
    Id,
    KeptDays,
    Language,
    Latitude,
    Line,
    Longitude,
    Metres,
    Minor,
    Name,
    Note,
    PartyId,
    PortfolioId,
    RadiusMetres,
    Seconds,
    TimeZone,
)
from kobra_domain.people import Consent, ShiftSpan
from kobra_domain.places import GeocodeQuality


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
class Portfolio:
    """A client institution's accounts of one product;
    radius and limits hold for addresses that name none. `submissions_kept_days` None: for good.
    """

    id: Id
    name: Name
    institution: Name
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
    is_active: bool = True


class ChannelKind(StrEnum):
    """A way to reach a person."""

    PHONE = "phone"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    EMAIL = "email"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to reach a party, with its consent if there is one."""

    kind: ChannelKind
    value: Line = ""
    consent: Consent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or firm; its role (holder, codebtor…) belongs to each account.

    `agreed_hours` are other contact hours that the party accepted in a separate express document,
    named by `agreed_hours_document`; without the document they do not count. `restricted_at`: since
    when their data is only kept, because it was to be erased and may not be yet.
    """

    id: Id
    portfolio_id: PortfolioId
    name: Name
    is_firm: bool = False
    document_type: Line = ""
    document_number: Line = ""
    language: Language = "es"
    channels: tuple[Channel, ...] = ()
    agreed_hours: tuple[ShiftSpan, ...] = ()
    agreed_hours_document: Line = ""
    do_not_contact_reason: Note = ""
    restricted_at: datetime | None = None


class AddressKind(StrEnum):
    """What stands at the address."""

    HOME = "home"
    WORK = "work"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A door of a party. `time_zone` None: the portfolio's. `radius_m` None: the portfolio's."""

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
    radius_m: RadiusMetres | None = None
    verified_at: datetime | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One credit; amounts are minor units of `currency`."""

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
