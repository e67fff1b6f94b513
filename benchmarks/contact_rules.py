"""The gate asked about many visits of people who were sought before, on one day at their doors.

`asked_per_s`: visits a second, with eight contacts of the last weeks each; half of the people rest.
`python -m benchmarks.contact_rules [--visits 10000] [--runs 5]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date, timedelta

from benchmarks._facts import machine, spread
from kobra_domain.contact import Allowed, may_visit, rules_for
from kobra_domain.persons import Touch
from kobra_domain.portfolios import ChannelKind, CreditorType
from kobra_records.holidays import holidays_of
from tests.kobra_domain.things import (
    NOW,
    a_party,
    a_portfolio,
    an_account,
    an_address,
    an_authorisation,
    an_id,
)

TOUCHES = 8


def history(number: int) -> tuple[Touch, ...]:
    """One person's contacts; the last of every other person was less than a week ago."""
    last = 2 if number % 2 else 9
    return tuple(
        Touch(
            at=NOW - timedelta(days=last + 9 * back, minutes=number % 600),
            channel=ChannelKind.PHONE,
            is_two_way=True,
            kind="contact",
            id=an_id(back),
        )
        for back in range(TOUCHES)
    )


def asked(histories: list[tuple[Touch, ...]]) -> int:
    """How many of them may be visited on a day."""
    rules, holidays = rules_for("CO", CreditorType.FINANCIAL), holidays_of("CO")
    party, address, portfolio = a_party(), an_address(), a_portfolio()
    accounts, papers = [an_account()], [an_authorisation()]
    day = date(NOW.year, NOW.month, NOW.day)
    return sum(
        isinstance(
            may_visit(
                rules=rules,
                party=party,
                address=address,
                portfolio=portfolio,
                accounts=accounts,
                authorisations=papers,
                holidays=holidays,
                now=NOW,
                planned_on=day,
                touches=touches,
            ),
            Allowed,
        )
        for touches in histories
    )


def main() -> None:
    """Print the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visits", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    histories = [history(number) for number in range(given.visits)]
    rates = []
    for _ in range(given.runs):
        begun = time.perf_counter()
        allowed = asked(histories)
        rates.append(given.visits / (time.perf_counter() - begun))
        assert 0 < allowed < given.visits
    told = {"visits": given.visits, "asked_per_s": spread(rates), "machine": machine()}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
