"""What the creditors' files say of the city: amounts that add up, promises with their fates."""

import itertools
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest

from field_api.simulator.calls import LEAST_GAP_DAYS, Calls
from field_api.simulator.history import History
from field_api.simulator.ledger import Ledger
from field_api.simulator.lives import LAST_FILE
from field_api.simulator.script import Script
from kobra_domain.contact import LawfulHours, rules_for
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.limits import check
from kobra_domain.portfolios import AccountState
from kobra_records.holidays import holidays_of


@pytest.fixture(scope="module")
def told(script: Script) -> tuple[Ledger, list[Promise]]:
    """A ledger that has heard the promises of some days, and what became of them."""
    ledger = Ledger(script)
    week_ago = timedelta(days=14)
    heard = [
        replace(promise, made_at=promise.made_at - week_ago, due_on=promise.due_on - week_ago)
        for days in History(script).days()
        for day in days
        for visit in day.visits
        for promise in ledger.promise_of(visit)
    ]
    return ledger, [one for one in map(ledger.told, heard) if isinstance(one, Promise)]


def test_promises_are_kept_in_part_broken_or_open(told: tuple[Ledger, list[Promise]]) -> None:
    ledger, promises = told
    states = Counter(promise.state for promise in promises)
    assert states[PromiseState.KEPT] > states[PromiseState.PARTLY_KEPT] > 0
    assert states[PromiseState.BROKEN] > 0
    came: defaultdict[tuple[str | None, date], int] = defaultdict(int)
    for payment in ledger.came():
        came[payment.account_id, payment.value_on] += payment.amount_minor
    for promise in promises:
        if promise.state is PromiseState.KEPT:
            paid = [
                minor
                for (account_id, on), minor in came.items()
                if account_id == promise.account_id and promise.made_at.date() <= on
            ]
            assert sum(paid) >= 0.95 * promise.amount_minor


def test_money_comes_in_both_currencies_and_some_for_nobody(script: Script) -> None:
    came = list(Ledger(script).came())
    assert {payment.currency for payment in came} == {"COP", "MXN"}
    numbers = {account.number for account in script.world.accounts}
    strangers = [payment for payment in came if payment.account_id is None]
    assert strangers
    assert not {payment.account_number for payment in strangers} & numbers
    assert all(payment.value_on < script.world.today for payment in came)
    for payment in came[:500]:
        check(payment)
    assert len({payment.id for payment in came}) == len(came)


def test_balances_of_month_ends_fall_by_what_was_paid(script: Script) -> None:
    ledger = Ledger(script)
    paid = defaultdict(list)
    for payment in ledger.came():
        paid[payment.account_id].append(payment)
    before: dict[str, tuple[date, int]] = {}
    ends = list(ledger.stood())
    assert len({one.at.on for one in ends}) == 12
    for one in ends:
        last = before.get(one.account.id)
        if last is not None:
            since = [p for p in paid[one.account.id] if last[0] < p.value_on <= one.at.on]
            assert last[1] - one.balance_minor == sum(p.amount_minor for p in since)
        before[one.account.id] = one.at.on, one.balance_minor
        assert one.at.days_past_due >= 1


def test_accounts_say_what_the_last_file_said(script: Script) -> None:
    last_on = script.world.today - LAST_FILE
    for account in script.world.accounts:
        assert account.cut_off_on == last_on
        assert account.originated_on is not None
        assert account.assigned_on is not None
        assert account.originated_on < account.assigned_on <= last_on
        assert account.lot == f"{account.assigned_on:%Y-%m}"
        assert account.overdue_minor <= account.balance_minor
        assert (account.state is AccountState.PAID) is (account.balance_minor == 0)
    late = Counter(min(account.days_past_due // 30, 3) for account in script.world.accounts)
    assert min(late[bucket] for bucket in range(4)) > 0.08 * len(script.world.accounts)


def test_call_centres_call_by_the_law(script: Script) -> None:
    world, calls = script.world, Calls(script)
    portfolios = {portfolio.id: portfolio for portfolio in world.portfolios}
    met = defaultdict(list)
    for contact in calls.contacts():
        check(contact)
        portfolio = portfolios[contact.portfolio_id]
        lawful = LawfulHours(
            rules=rules_for(portfolio.country, portfolio.creditor_type),
            zone=portfolio.time_zone,
            holidays=holidays_of(portfolio.country),
        )
        assert lawful.holding(contact.at) is not None
        met[contact.party_id].append(contact.at)
    assert len(met) > 40
    for moments in met.values():
        gaps = [later - sooner for sooner, later in itertools.pairwise(moments)]
        assert all(gap >= timedelta(days=LEAST_GAP_DAYS - 1) for gap in gaps)
    visited = {a.party_id for g in world.agents for a in script.days_of_agents.rounds.territory(g)}
    assert not visited & met.keys()
    for petition in calls.petitions():
        check(petition)
