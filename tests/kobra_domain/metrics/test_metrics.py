"""What is declared hangs together, is said in words, and counts what it says."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from kobra_domain.kinds import KINDS
from kobra_domain.metrics.account_months import (
    ACCOUNT_MONTH,
    RECOVERY_RATE,
    ROLL_RATE,
    AccountMonth,
)
from kobra_domain.metrics.asked import (
    UNKNOWN,
    Asked,
    about,
    asked,
    figure_words,
    share_words,
    sureness,
)
from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    CONTACT_RATE,
    DONE,
    DONE_SHARE,
    METRICS,
    PLANNED,
    PROMISE_AMOUNT,
    PROMISES,
    PTP_RATE,
    RPC_RATE,
    RPC_SHARE,
    UNASSIGNED,
    VERIFIED_SHARE,
)
from kobra_domain.metrics.predicates import Clock, Compare, holds, terms_of
from kobra_domain.metrics.questions import EVERY_METRIC
from kobra_domain.metrics.tallies import (
    Metric,
    Share,
    Sum,
    Tally,
    cell,
    on_day,
    share_of,
    shares_of,
    standing,
    tallies,
    tally_of,
)
from kobra_domain.statistics.intervals import wilson
from kobra_domain.visits import Outcome, Verdict, VisitState
from kobra_domain.words.say import TABLES, has_words
from tests.kobra_domain.things import NOW, a_visit, an_id

DAY = date(2026, 11, 20)


def visit(outcome: Outcome | None = None, **changes: Any) -> Any:
    """A visit of the day, ended with an outcome or as it is changed."""
    ended = {"state": VisitState.COMPLETED, "outcome": outcome, "ended_at": NOW} if outcome else {}
    return a_visit(planned_on=DAY, **{**ended, **changes})


FIELD = [
    visit(Outcome.PROMISE, verdict=Verdict.AT_ADDRESS),
    visit(Outcome.CONTACT_HOLDER, verdict=Verdict.NEAR),
    visit(Outcome.CONTACT_THIRD_PARTY, verdict=Verdict.AT_ADDRESS),
    visit(Outcome.NO_CONTACT),
    visit(state=VisitState.NOT_COMPLETED, ended_at=NOW, verdict=Verdict.AT_ADDRESS),
    visit(),
    visit(state=VisitState.CANCELLED),
]


@pytest.mark.parametrize("metric", EVERY_METRIC.values(), ids=EVERY_METRIC)
def test_a_declaration_names_what_there_is(metric: Metric) -> None:
    """Its fields are the entity's, its words are in both languages."""
    kinds = {**KINDS, ACCOUNT_MONTH: AccountMonth}
    named = {item.name for item in fields(kinds[metric.rows])}
    asked_for = set(terms_of(metric.filter)) | ({metric.day} - {None})
    if isinstance(metric.expr, Share):
        asked_for |= terms_of(metric.expr.part)
    if isinstance(metric.expr, Sum):
        asked_for |= {metric.expr.amount, "currency"}
    plain = {term.field if isinstance(term, Clock) else term for term in asked_for}
    assert plain <= named
    for ending in ("", ".how", *((".share",) if metric.kind == "ratio" else ())):
        for locale in ("es", "en"):
            assert f"metric.{metric.key}{ending}" in TABLES[locale]


def test_no_words_stand_for_a_metric_that_is_not_there() -> None:
    said = {code.split(".")[1] for code in TABLES["es"] if code.startswith("metric.")}
    assert said == EVERY_METRIC.keys()
    assert has_words("metric_about")
    assert {one.better for one in METRICS.values()} - {"none"} == {"up", "down"}


@pytest.mark.parametrize(
    ("metric", "n", "hits"),
    [
        (PLANNED, 6, 0),
        (DONE, 5, 0),
        (PROMISES, 1, 0),
        (DONE_SHARE, 6, 5),
        (VERIFIED_SHARE, 4, 2),
        (CONTACT_RATE, 5, 3),
        (RPC_RATE, 5, 2),
        (RPC_SHARE, 3, 2),
        (PTP_RATE, 2, 1),
    ],
)
def test_formulas(metric: Metric, n: int, hits: int) -> None:
    """By hand."""
    assert tally_of(metric, FIELD) == Tally(n, hits)


def test_a_ratio_of_nothing_is_not_known_and_a_count_of_nothing_is_none() -> None:
    found = tallies([DONE, RPC_RATE, PROMISE_AMOUNT], [])[()]
    assert share_of(RPC_RATE, found["rpc_rate"]) is None
    assert share_of(replace(RPC_RATE, floor_n=20), Tally(19, 4)) is None
    said = [figure_words(metric, found[metric.key], "es") for metric in (DONE, RPC_RATE)]
    assert said == ["0", UNKNOWN]
    assert share_words(RPC_RATE, found["rpc_rate"], "es") == "– de las hechas"
    assert figure_words(PROMISE_AMOUNT, found["promise_amount"], "es") == "0"
    assert share_words(RPC_RATE, Tally(200, 75), "en") == "38% of done"


def test_currencies_are_never_one_sum() -> None:
    rows = [
        SimpleNamespace(state="open", amount_minor=amount, currency=currency)
        for amount, currency in ((100_000, "COP"), (50_000, "MXN"), (20_000, "COP"))
    ]
    found = tally_of(PROMISE_AMOUNT, rows)
    assert found == Tally(3, 0, {"COP": 120_000, "MXN": 50_000})
    assert figure_words(PROMISE_AMOUNT, found, "es") == "$ 1.200 COP · $500.00 MXN"
    assert found + Tally(1, 0, {"USD": 1, "MXN": 1}) == Tally(
        4, 0, {"COP": 120_000, "MXN": 50_001, "USD": 1}
    )


def test_only_the_banks_money_of_a_known_account_is_collected() -> None:
    rows = [
        SimpleNamespace(account_id=account, is_reversal=back, amount_minor=amount, currency="COP")
        for account, back, amount in (("a", False, 500), ("a", True, 200), (None, False, 9_000))
    ]
    assert tally_of(COLLECTED_AMOUNT, rows) == Tally(2, 0, {"COP": 300})
    assert COLLECTED_AMOUNT.rows == "bank_payment"


def test_a_cell_is_its_rows() -> None:
    cells = tallies([DONE], FIELD, Compare("planned_on", "=", DAY), by=("state", "outcome"))
    for key, found in cells.items():
        own = [row for row in FIELD if holds(cell(("state", "outcome"), key), row)]
        assert tally_of(DONE, own) == found["done"]
    assert not tallies([DONE], FIELD, Compare("planned_on", "<", DAY), by=("state",))


def test_a_number_carries_its_rows_and_its_words() -> None:
    """The same condition counts, filters, and is named."""
    one = Asked(DONE, DAY)
    assert sum(holds(one.rows, row) for row in FIELD) == tally_of(DONE, FIELD).n
    assert one.caption("es") == "Hechas, vie 20 nov"
    assert Asked(UNASSIGNED).caption("en") == "Unassigned"
    assert on_day(UNASSIGNED, DAY) == on_day(DONE, None)
    for known in (one, Asked(UNASSIGNED)):
        assert asked(known.text, "visit") == known
    strangers = ("nothing@2026-11-20", "done@yesterday", "", "promise_count@2026-11-20")
    assert [asked(text, "visit") for text in strangers] == [None] * 4


def test_a_past_number_is_what_stood_then() -> None:
    """An hour before its end a visit was planned, and not done."""
    early = NOW - timedelta(hours=1)
    assert tally_of(standing(DONE, early), FIELD).n == 0
    assert tally_of(standing(DONE_SHARE, early), FIELD) == Tally(6, 0)
    assert tally_of(standing(DONE_SHARE, NOW), FIELD) == tally_of(DONE_SHARE, FIELD)
    then = Asked(DONE, DAY).at(early, DAY)
    assert not any(holds(then.rows, row) for row in FIELD)


def test_a_number_says_what_it_is() -> None:
    assert about(RPC_RATE, "es") == (
        "Contacto con titular por visita: contactos con titular / hechas. "
        "Se cuenta en las visitas; definición sobre la que las fuentes difieren."
    )


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(75, 200, 0.3109, 0.4439), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (4, 10, 0.1682, 0.6873)],
)
def test_how_sure_a_share_is(hits: int, n: int, low: float, high: float) -> None:
    """Against published figures."""
    assert sureness(Tally(), "en") == ""
    assert sureness(Tally(200, 75), "en") == "Between 31% and 44% with 95% confidence."
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def test_what_was_recovered_is_a_share_of_what_was_overdue_and_what_rolled_of_the_balance() -> None:
    def month(number: int, **said: Any) -> AccountMonth:
        known = {"bucket": 2, "balance_minor": 1_000, "overdue_minor": 100, "is_worse": False}
        return AccountMonth(
            id=f"{an_id(number)} 2026-10-31",
            account_id=an_id(number),
            portfolio_id=an_id(1),
            cut_on=date(2026, 10, 31),
            begins_on=date(2026, 11, 1),
            currency="COP",
            **{**known, "collected_minor": 0, **said},
        )

    rows = [
        month(1, collected_minor=150, next_on=date(2026, 11, 30)),
        month(2, is_worse=True, next_on=date(2026, 11, 30), balance_minor=3_000),
        month(3, collected_minor=-30, is_worse=True),  # the next corte has not come
    ]
    assert shares_of(RECOVERY_RATE, tally_of(RECOVERY_RATE, rows)) == {"COP": 0.4}
    assert shares_of(ROLL_RATE, tally_of(ROLL_RATE, rows)) == {"COP": 0.75}
