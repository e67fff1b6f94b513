"""What the company itself sets beside the law: one row for each country and creditor type."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from kobra_domain.limits import Code, Count, Country, Id, Note, Range
from kobra_domain.people import ShiftSpan
from kobra_domain.portfolios import CreditorType

_HOUSE = uuid.UUID("40a5e000-0000-4000-8000-000000000001")
# Touches are read so far back (`contact.LONGEST_REST`): no rest may be longer.
Days = Annotated[int, Range(0, 30)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What somebody wrote about a rule: why it is looser than the law's, or what was found when its
    sources were read again. `by` and `at` are the server's word.
    """

    rule: Code
    text: Note = ""
    by: Id | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """The company's own values; None: the law's own holds. Times are by the clock at the address.

    `closes_holidays`: no visit on a public holiday. `same_days`, `other_days`: how long a person
    rests after a contact, by the same channel and by another. `counts_attempts`: what nobody
    answered is a contact as well. `given_only`: only addresses that the person gave.
    `person_month`, `door_day`: at most so many visits to a person in a calendar month, to a door
    in a day.

    `loosened` says by the name of a value why it is looser than the law's. `read_again` says by the
    key of one of the law's rules when its sources were read once more. `edition` is the server's:
    it counts each change of a value, so that a refusal tells which text held. `id` is made of
    country and creditor type, so that two who make the row apart make the same one.
    """

    id: Id
    country: Country
    creditor_type: CreditorType
    hours: tuple[ShiftSpan, ...] | None = None
    closes_holidays: bool | None = None
    same_days: Days | None = None
    other_days: Days | None = None
    counts_attempts: bool | None = None
    given_only: bool | None = None
    person_month: Annotated[int, Range(1, 31)] | None = None
    door_day: Annotated[int, Range(1, 50)] | None = None
    loosened: tuple[Noted, ...] = ()
    read_again: tuple[Noted, ...] = ()
    edition: Count = 0

    def why(self, name: str) -> str:
        """The reason that a value has for being looser, empty where it has none."""
        return next((one.text.strip() for one in self.loosened if one.rule == name), "")


# What may be set, in the order in which it is read.
VALUES = (
    *("hours", "closes_holidays", "same_days", "other_days", "counts_attempts"),
    *("given_only", "person_month", "door_day"),
)


def house_id(country: str, creditor_type: CreditorType) -> str:
    """The id of a row."""
    return str(uuid.uuid5(_HOUSE, f"{country} {creditor_type.value}"))


def no_house(country: str, creditor_type: CreditorType) -> HouseRules:
    """The row before anybody set anything: the law's own holds."""
    made = house_id(country, creditor_type)
    return HouseRules(id=made, country=country, creditor_type=creditor_type)


def kept_by(after: HouseRules, before: HouseRules | None, by: str, at: datetime) -> HouseRules:
    """The row with who wrote what is new in it, when, and the edition counted up where a value
    changed.
    """
    known = (*before.loosened, *before.read_again) if before is not None else ()

    def signed(notes: tuple[Noted, ...]) -> tuple[Noted, ...]:
        return tuple(one if one in known else replace(one, by=by, at=at) for one in notes)

    is_other = before is None or any(
        getattr(after, name) != getattr(before, name) for name in VALUES
    )
    return replace(
        after,
        loosened=signed(after.loosened),
        read_again=signed(after.read_again),
        edition=(before.edition if before is not None else 0) + is_other,
    )
