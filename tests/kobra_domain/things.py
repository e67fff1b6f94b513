"""Things to test the rules with: lawful, plain, and changed by keyword."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kobra_domain.hours_exceptions import HoursException
from kobra_domain.people import Agent, Consent, ShiftSpan
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Address,
    AddressKind,
    Authorisation,
    CreditorType,
    Party,
    PartyRole,
    Portfolio,
    ProductType,
)
from kobra_domain.positions import Position
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireVersion
from kobra_domain.submissions import Review, ReviewAct, Submission
from kobra_domain.visits import CheckIn, Visit

NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # Tuesday 10:00 in Bogotá, 09:00 in Mexico City
TODAY = date(2026, 3, 3)


def an_id(number: int) -> str:
    """An id that a test can tell from others."""
    return f"00000000-0000-4000-8000-{number:012d}"


PORTFOLIO_ID, PARTY_ID, ADDRESS_ID, ACCOUNT_ID, AGENT_ID, VISIT_ID = map(an_id, range(1, 7))


def after(seconds: float, start: datetime = NOW) -> datetime:
    """So many seconds after NOW."""
    return start + timedelta(seconds=seconds)


def an_agent(**changes: Any) -> Agent:
    """In shift always, with consent."""
    consent = Consent(given_at=datetime(2026, 1, 1, tzinfo=UTC), source="paper", purpose="work")
    known: dict[str, Any] = {"id": AGENT_ID, "code": "AG-01", "name": "Ana", "consent": consent}
    return Agent(**{**known, **changes})


def weekly(start: time, end: time, *weekdays: int) -> tuple[ShiftSpan, ...]:
    """The same hours on several weekdays."""
    return tuple(ShiftSpan(weekday=day, start=start, end=end) for day in weekdays)


def a_portfolio(**changes: Any) -> Portfolio:
    """Colombian microcredit."""
    known: dict[str, Any] = {
        "id": PORTFOLIO_ID,
        "name": "Cartera",
        "institution_id": an_id(8),
        "creditor_type": CreditorType.FINANCIAL,
        "country": "CO",
        "currency": "COP",
        "time_zone": "America/Bogota",
        "product_type": ProductType.MICROCREDIT,
    }
    return Portfolio(**{**known, **changes})


def a_party(**changes: Any) -> Party:
    """A person."""
    known: dict[str, Any] = {"id": PARTY_ID, "portfolio_id": PORTFOLIO_ID, "name": "María"}
    return Party(**{**known, **changes})


def an_exception(spans: tuple[ShiftSpan, ...], **changes: Any) -> HoursException:
    """Other hours that a person asked for in January, after the contract, for a year."""
    known: dict[str, Any] = {
        "spans": spans,
        "document": "Solicitud 4",
        "asked_on": date(2026, 1, 10),
        "contract_on": date(2025, 6, 1),
        "expires_on": date(2027, 1, 10),
    }
    return HoursException(**{**known, **changes})


def an_address(**changes: Any) -> Address:
    """A home in Bogotá with a pin at the door."""
    known: dict[str, Any] = {
        "id": ADDRESS_ID,
        "portfolio_id": PORTFOLIO_ID,
        "party_id": PARTY_ID,
        "kind": AddressKind.HOME,
        "street": "Calle 8 #12-40",
        "lat": 4.6,
        "lon": -74.08,
        "geocode_quality": GeocodeQuality.DOOR,
    }
    return Address(**{**known, **changes})


def an_account(role: PartyRole = PartyRole.HOLDER, **changes: Any) -> Account:
    """An account of the party."""
    known: dict[str, Any] = {
        "id": ACCOUNT_ID,
        "portfolio_id": PORTFOLIO_ID,
        "number": "8841",
        "parties": (AccountParty(party_id=PARTY_ID, role=role, reason="because"),),
        "currency": "COP",
    }
    return Account(**{**known, **changes})


def an_authorisation(**changes: Any) -> Authorisation:
    """The party's yes to visits for the account, anywhere."""
    known: dict[str, Any] = {
        "id": an_id(9),
        "portfolio_id": PORTFOLIO_ID,
        "party_id": PARTY_ID,
        "account_id": ACCOUNT_ID,
        "document": "Autorización 17",
        "signed_on": date(2026, 1, 15),
    }
    return Authorisation(**{**known, **changes})


def a_check_in(**changes: Any) -> CheckIn:
    """At the door of `an_address`, measured 4 s ago, ± 6 m."""
    known: dict[str, Any] = {
        "at": NOW,
        "fix_at": after(-4),
        "lat": 4.6,
        "lon": -74.08,
        "accuracy_m": 6.0,
    }
    return CheckIn(**{**known, **changes})


def a_visit(**changes: Any) -> Visit:
    """A draft."""
    known: dict[str, Any] = {
        "id": VISIT_ID,
        "portfolio_id": PORTFOLIO_ID,
        "party_id": PARTY_ID,
        "address_id": ADDRESS_ID,
        "account_ids": (ACCOUNT_ID,),
        "created_at": NOW,
    }
    return Visit(**{**known, **changes})


def a_position(seconds: float = 0.0, **changes: Any) -> Position:
    """At the door, so many seconds after NOW."""
    known: dict[str, Any] = {
        "agent_id": AGENT_ID,
        "fix_at": after(seconds),
        "received_at": after(seconds + 1),
        "lat": 4.6,
        "lon": -74.08,
        "accuracy_m": 8.0,
    }
    return Position(**{**known, **changes})


def a_questionnaire(**changes: Any) -> Questionnaire:
    """A draft without a question."""
    known: dict[str, Any] = {
        "id": an_id(10),
        "title": "Visita",
        "form_id": "visita",
        "document": "{}",
        "created_at": NOW,
    }
    return Questionnaire(**{**known, **changes})


def a_version(**changes: Any) -> QuestionnaireVersion:
    """What was published of `a_questionnaire`."""
    known: dict[str, Any] = {
        "id": an_id(11),
        "questionnaire_id": an_id(10),
        "form_id": "visita",
        "form_version": "1",
        "title": "Visita",
        "document": "{}",
        "document_hash": "0",
    }
    return QuestionnaireVersion(**{**known, **changes})


def a_submission(**changes: Any) -> Submission:
    """One that belongs to nobody yet."""
    known: dict[str, Any] = {
        "id": an_id(13),
        "instance_id": f"uuid:{an_id(13)}",
        "form_id": "visita",
        "received_at": NOW,
    }
    return Submission(**{**known, **changes})


def a_review(**changes: Any) -> Review:
    """A comment on `a_submission`."""
    known: dict[str, Any] = {
        "id": an_id(14),
        "submission_id": an_id(13),
        "act": ReviewAct.COMMENT,
        "at": NOW,
    }
    return Review(**{**known, **changes})
