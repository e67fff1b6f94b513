"""How long a person rests after a contact."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kobra_domain.contact import rules_for
from kobra_domain.contact.frequency import rest_of
from kobra_domain.contact.rules import FrequencyRule
from kobra_domain.persons import Touch
from kobra_domain.portfolios import ChannelKind, CreditorType
from tests.kobra_domain.things import NOW, an_id

BOGOTA = "America/Bogota"


def co() -> FrequencyRule:
    rule = rules_for("CO", CreditorType.FINANCIAL).frequency
    assert rule is not None
    return rule


def a_touch(hours: float, number: int = 1, **changes: Any) -> Touch:
    known: dict[str, Any] = {"is_two_way": True, **changes}
    return Touch(
        at=NOW - timedelta(hours=hours), channel=ChannelKind.PHONE, kind="contact",
        id=an_id(number), **known,
    )  # fmt: skip


def test_after_a_contact_other_channels_rest_a_week_and_the_same_that_day() -> None:
    rest = rest_of([a_touch(30), a_touch(2, 2), a_touch(90, 3)], co(), BOGOTA, NOW)
    assert rest is not None
    assert rest.touch.id == an_id(2)
    assert rest.others_from == NOW + timedelta(days=7, hours=-2)
    assert rest.same_from == datetime(2026, 3, 4, 5, 0, tzinfo=UTC)  # midnight in Bogotá
    assert rest_of([a_touch(24 * 7)], co(), BOGOTA, NOW) is None
    assert rest_of([], co(), BOGOTA, NOW) is None


def test_an_attempt_counts_by_default_and_what_the_person_sought_does_not() -> None:
    attempt, received = a_touch(2, is_two_way=False), a_touch(1, 2, is_received=True)
    rest = rest_of([attempt, received], co(), BOGOTA, NOW)
    assert rest is not None
    assert rest.touch is attempt
    two_way = replace(co(), counts_attempts=False)
    assert rest_of([attempt, received], two_way, BOGOTA, NOW) is None


def test_what_is_yet_to_come_does_not_count() -> None:
    assert rest_of([a_touch(-2)], co(), BOGOTA, NOW) is None
