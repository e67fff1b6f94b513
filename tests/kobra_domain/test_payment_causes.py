"""Reported payments that the bank's file does not have."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kobra_domain.alerts import AlertKind
from kobra_domain.dues import BankPayment, Payment
from kobra_domain.payment_causes import (
    Files,
    absence_detail,
    absent_payments,
    business_day_after,
    by_agent,
)
from kobra_domain.words import alert_sentence

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 13)
HOLIDAY = date(2026, 11, 16)  # Monday
FILES = {"p": Files(date(2026, 11, 1), date(2026, 11, 19))}


def is_holiday(day: date) -> bool:
    return day == HOLIDAY


def heard(key: str = "h", **changes: Any) -> Payment:
    values: dict[str, Any] = {"amount_minor": 100_000, "paid_on": FRIDAY, "agent_id": "a"}
    return Payment(
        id=key,
        portfolio_id="p",
        account_id="c",
        reported_at=NOW,
        currency="COP",
        **{**values, **changes},
    )


def line(**changes: Any) -> BankPayment:
    values: dict[str, Any] = {"amount_minor": 100_000, "value_on": FRIDAY, "account_id": "c"}
    return BankPayment(
        id="b",
        portfolio_id="p",
        account_number="1",
        currency="COP",
        booked_on=FRIDAY,
        **{**values, **changes},
    )


def absent(
    *payments: Payment, bank: tuple[BankPayment, ...] = (), files: Any = FILES, days: int = 3
) -> list[str]:
    found = absent_payments(payments, bank, files, {"p": is_holiday}, days)
    return [one.id for one in found]


def test_business_days_pass_over_weekends_and_holidays() -> None:
    assert business_day_after(FRIDAY, 0, is_holiday) == FRIDAY
    assert business_day_after(FRIDAY, 1, is_holiday) == date(2026, 11, 17)
    assert business_day_after(FRIDAY, 3, is_holiday) == date(2026, 11, 19)


def test_a_payment_is_absent_when_a_file_of_its_last_business_day_lacks_it() -> None:
    assert absent(heard()) == ["h"]
    assert absent(heard(), days=4) == []
    assert absent(heard(), days=9) == []
    assert absent(heard(), bank=(line(),)) == []
    assert absent(heard(), bank=(line(amount_minor=90_000),)) == ["h"]
    assert absent(heard(), bank=(line(account_id=None),)) == ["h"]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"p": Files(date(2026, 11, 1), date(2026, 11, 18))},
        {"p": Files(date(2026, 11, 17), NOW.date())},
    ],
    ids=["no file", "none since", "begins later"],
)
def test_only_what_a_file_could_have_told_is_asked_of_it(files: dict[str, Files]) -> None:
    assert absent(heard(), files=files) == []


def test_what_is_absent_is_told_by_agent_the_oldest_first() -> None:
    older = heard("o", paid_on=date(2026, 11, 10), amount_minor=7)
    nobody = heard("n", agent_id=None, amount_minor=9)
    found = absent_payments([heard(), older, nobody], [], FILES, {"p": is_holiday}, 3)
    assert [one.id for one in found] == ["o", "h", "n"]
    assert {key: [one.id for one in of] for key, of in by_agent(found).items()} == {
        "a": ["o", "h"],
        None: ["n"],
    }
    assert absence_detail("a", found) == "3 2026-11-10"
    assert absence_detail(None, found[2:]).startswith("nobody 1 ")


def test_payments_without_an_agent_are_said_to_be() -> None:
    def said(detail: str, locale: str = "es") -> str:
        return alert_sentence(AlertKind.PAYMENT_ABSENT, detail, locale)

    assert "sin gestor" in said("nobody 1 2026-11-10")
    assert said("nobody 4 2026-11-10").startswith("4 pagos reportados sin gestor")
    assert "without an agent" in said("nobody 4 2026-11-10", "en")
    assert "gestor" not in said("4 2026-11-10")
