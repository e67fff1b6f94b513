"""What the company sets beside the law: what is tighter, what looser, and what then holds."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kobra_domain
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.contact import Allowed, Refusal, RuleSet, Sureness, rules_for, rules_of
from kobra_domain.contact.gate import may_visit
from kobra_domain.contact.house import (
    Stance,
    check_house,
    law_value,
    loose_values,
    merged,
    rule_behind,
    rules_at,
    stance,
    with_house,
    with_value,
)
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.house_rules import VALUES, HouseRules, Noted, kept_by, no_house
from kobra_domain.people import ShiftSpan
from kobra_domain.persons import Touch
from kobra_domain.places import AddressOrigin
from kobra_domain.portfolios import CreditorType
from tests.kobra_domain.contact.test_gate import holidays, moments, touches
from tests.kobra_domain.things import (
    NOW,
    a_party,
    a_portfolio,
    an_account,
    an_address,
    an_authorisation,
    an_id,
    weekly,
)

FINANCIAL, COMMERCIAL = CreditorType.FINANCIAL, CreditorType.COMMERCIAL
WHERE = [(one, kind) for one in ("CO", "MX", "PE", "CL", "EC", "BR") for kind in CreditorType]
CO = rules_for("CO", FINANCIAL)
ROW = no_house("CO", FINANCIAL)


def spans_within(start: int, end: int) -> st.SearchStrategy[ShiftSpan]:
    return st.builds(
        lambda day, at, lasts: ShiftSpan(
            weekday=day, start=time(at), end=time(min(at + lasts, end), 30 if at % 2 else 0)
        ),
        st.integers(0, 6),
        st.integers(start, end - 2),
        st.integers(1, 12),
    )


SETS: dict[str, st.SearchStrategy[Any]] = {
    "hours": st.lists(spans_within(5, 23), min_size=1, max_size=9).map(tuple),
    **{name: st.booleans() for name in ("closes_holidays", "counts_attempts", "given_only")},
    **{name: st.integers(0, 30) for name in ("same_days", "other_days")},
    "person_month": st.integers(1, 9),
    "door_day": st.integers(1, 9),
}
rows = st.fixed_dictionaries({name: st.none() | values for name, values in SETS.items()})


def test_every_value_is_set_by_a_field_of_its_own() -> None:
    other = {"id", "country", "creditor_type", "loosened", "read_again", "edition"}
    assert [one.name for one in fields(HouseRules) if one.name not in other] == list(VALUES)
    assert set(SETS) == set(VALUES)


@pytest.mark.parametrize(("country", "kind"), WHERE)
def test_without_a_row_or_a_value_the_laws_own_holds(country: str, kind: CreditorType) -> None:
    portfolio = a_portfolio(country=country, creditor_type=kind)
    law = rules_for(country, kind)
    assert rules_of(portfolio, ()) == law
    assert rules_of(portfolio, [no_house(country, kind)]) == law
    assert rules_of(portfolio, [replace(no_house("UY", kind), person_month=1)]) == law


@pytest.mark.parametrize(("country", "kind"), WHERE)
def test_a_value_as_the_laws_is_the_laws_rule(country: str, kind: CreditorType) -> None:
    law = rules_for(country, kind)
    said = {name: law_value(law, name) for name in VALUES}
    row = replace(no_house(country, kind), **said)
    assert [stance(law, row, name) for name in VALUES] == [Stance.SAME] * len(VALUES)
    assert rules_at(country, kind, [row]) == law


@pytest.mark.parametrize(
    ("name", "tighter", "looser"),
    [
        ("hours", weekly(time(9), time(18), 0, 1), weekly(time(7), time(19), 0, 6)),
        ("closes_holidays", None, False),
        ("other_days", 10, 3),
        ("same_days", 2, None),
        ("counts_attempts", None, False),
        ("given_only", True, None),
        ("person_month", 2, 5),
        ("door_day", 1, 9),
    ],
)
def test_what_is_tighter_and_what_looser(name: str, tighter: Any, looser: Any) -> None:
    if tighter is not None:
        row = replace(ROW, **{name: tighter})
        assert stance(CO, row, name) is Stance.TIGHTER
        check_house(row)
    if looser is not None:
        row = replace(ROW, **{name: looser})
        assert stance(CO, row, name) is Stance.LOOSER
        assert loose_values(CO, row) == (name,)
        with pytest.raises(Invalid) as refused:
            check_house(row)
        assert (refused.value.code, refused.value.params["field"]) == (
            "looser_without_reason",
            name,
        )
        check_house(with_value(ROW, name, looser, "Concepto 12"))


def test_what_mexicos_shops_law_asks_may_be_loosened_with_its_reason() -> None:
    law, row = rules_for("MX", COMMERCIAL), no_house("MX", COMMERCIAL)
    assert stance(law, replace(row, given_only=False), "given_only") is Stance.LOOSER
    made = with_value(row, "given_only", False, " Profeco 4 ")
    assert made.loosened == (Noted(rule="given_only", text="Profeco 4"),)
    assert rules_at("MX", COMMERCIAL, [made]).given_only is None
    assert with_value(made, "given_only", True, "").loosened == ()
    kept = with_value(replace(made, loosened=(replace(made.loosened[0], by=an_id(3)),)),
                      "given_only", False, "Profeco 4")  # fmt: skip
    assert kept.loosened[0].by == an_id(3)


def test_where_the_law_knows_no_rest_one_is_only_tighter() -> None:
    law, row = rules_for("MX", FINANCIAL), no_house("MX", FINANCIAL)
    alone = replace(row, counts_attempts=False)
    assert stance(law, alone, "counts_attempts") is Stance.SAME
    assert with_house(law, law, alone).frequency is None
    made = replace(alone, other_days=3)
    assert loose_values(law, made) == ()
    rest = with_house(law, law, made).frequency
    assert rest is not None
    assert (rest.same_days, rest.other_days, rest.counts_attempts) == (0, 3, False)
    assert rest.citation == "Regla propia (MX)"
    assert rule_behind(law, "other_days") is None
    assert rule_behind(CO, "other_days") is CO.frequency


def test_a_rule_of_the_companys_has_its_own_name_version_and_says_what_it_stands_for() -> None:
    row = replace(ROW, hours=weekly(time(9), time(12), 0), person_month=2, door_day=1, edition=7)
    made = rules_of(a_portfolio(), [row])
    assert made.hours.key == "own.co.financial.hours"
    assert (made.hours.version, made.person_month.version, made.door_day.version) == (7, 7, 7)
    assert made.hours.citation == "Regla propia, en lugar de Ley 2300, art. 3 (CO)"
    assert made.person_month.citation == "Regla propia, en lugar de Kobra (CO)"
    assert made.hours.sureness is Sureness.OURS
    assert made.hours.may_be_agreed
    assert (made.person_month.visits, made.door_day.visits) == (2, 1)
    assert made.visits is CO.visits


def test_a_value_of_the_companys_holds_whatever_a_portfolio_loosens() -> None:
    loose = {"every_day_reason": "Concepto 12", "two_way_reason": "Concepto 13"}
    mexican = a_portfolio(country="MX", creditor_type=FINANCIAL, **loose)
    strict = rules_for("MX", FINANCIAL)
    row = replace(no_house("MX", FINANCIAL), closes_holidays=True, person_month=2)
    made = rules_of(mexican, [row])
    assert made.no_holidays is strict.no_holidays
    assert len(made.hours.spans) == 7
    closed = rules_of(mexican, [replace(row, hours=strict.hours.spans)])
    assert closed.hours is strict.hours
    colombian = a_portfolio(**loose)
    assert rules_of(colombian, [replace(ROW, counts_attempts=True)]).frequency is CO.frequency
    alone = rules_of(colombian, [ROW]).frequency
    assert alone is not None
    assert not alone.counts_attempts
    assert alone.key == "co.frequency"


def test_hours_that_touch_or_overlap_are_one() -> None:
    parts = (
        *weekly(time(12), time(19), 0),
        *weekly(time(7), time(13), 0),
        *weekly(time(13), time(14), 0),
        *weekly(time(9), time(10), 1),
    )
    assert merged(parts) == (*weekly(time(7), time(19), 0), *weekly(time(9), time(10), 1))
    split = tuple(
        half
        for one in CO.hours.spans
        for half in (replace(one, end=time(12)), replace(one, start=time(12)))
    )
    assert rules_at("CO", FINANCIAL, [replace(ROW, hours=split)]).hours is CO.hours


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": an_id(5)}, "not_an_id"),
        ({"hours": ()}, "house_without_hours"),
        ({"hours": weekly(time(9), time(9), 0)}, "ends_before_start"),
        ({"loosened": (Noted(rule="visits", text="x"),)}, "not_a_rule"),
        ({"loosened": (Noted(rule="hours"), Noted(rule="hours"))}, "not_a_rule"),
        ({"read_again": (Noted(rule="co.nothing"),)}, "not_a_rule"),
    ],
)
def test_what_is_no_row_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_house(replace(ROW, **changes))
    assert refused.value.code == code


def test_a_rule_that_nobody_read_the_law_for_has_reasons_and_readings_too() -> None:
    row = no_house("BR", FINANCIAL)
    check_house(replace(row, read_again=(Noted(rule="strictest.hours"),)))
    check_house(with_value(row, "person_month", 6, "Así lo pide el banco"))


def test_who_wrote_it_when_and_in_which_edition_is_the_servers_word() -> None:
    asked = {"id": ROW.id, "country": "CO", "creditor_type": FINANCIAL}
    lie = (Noted(rule="person_month", text="Acuerdo", by=an_id(9)),)
    made = revise(
        COMMANDS["house_rules.create"], None, {**asked, "person_month": 5, "loosened": lie}
    )
    assert isinstance(made, HouseRules)
    kept = kept_by(made, None, an_id(1), NOW)
    assert kept.loosened == (Noted(rule="person_month", text="Acuerdo", by=an_id(1), at=NOW),)
    assert kept.edition == 1
    later = NOW.replace(year=2027)
    note = Noted(rule="co.hours", text="Sin cambios")
    read = kept_by(replace(kept, read_again=(note,)), kept, an_id(2), later)
    assert read.loosened == kept.loosened
    assert read.read_again == (replace(note, by=an_id(2), at=later),)
    assert read.edition == 1
    assert kept_by(replace(read, door_day=2), read, an_id(2), later).edition == 2
    with pytest.raises(NotAllowed):
        revise(COMMANDS["house_rules.edit"], kept, {"edition": 9})
    with pytest.raises(Invalid):
        revise(COMMANDS["house_rules.edit"], kept, {"loosened": ()})


def _ask(rules: RuleSet, **asked: Any) -> Any:
    return may_visit(
        rules=rules,
        party=a_party(),
        portfolio=a_portfolio(),
        accounts=[an_account()],
        authorisations=[an_authorisation(signed_on=date(2020, 1, 1))],
        now=asked["at"],
        **asked,
    )


def without(row: HouseRules, names: Iterable[str]) -> HouseRules:
    nothing: dict[str, Any] = dict.fromkeys(names)
    return replace(row, **nothing)


@given(
    st.sampled_from(WHERE), rows, moments, holidays, touches, st.sampled_from(list(AddressOrigin))
)
def test_a_row_without_a_looser_value_never_allows_what_the_law_refuses(
    where: tuple[str, CreditorType],
    said: dict[str, Any],
    at: datetime,
    is_holiday: Callable[[date], bool],
    known: list[Touch],
    origin: AddressOrigin,
) -> None:
    law, row = rules_for(*where), replace(no_house(*where), **said)
    tight = without(row, loose_values(law, row))
    assert loose_values(law, tight) == ()
    asked: dict[str, Any] = {
        "address": replace(an_address(), origin=origin),
        "holidays": is_holiday,
        "touches": known,
        "at": at,
    }
    if isinstance(_ask(law, **asked), Refusal):
        assert isinstance(_ask(with_house(law, law, tight), **asked), Refusal)


@given(st.sampled_from(WHERE), rows, moments, holidays, touches)
def test_what_only_loosens_never_refuses_what_the_law_allows(
    where: tuple[str, CreditorType],
    said: dict[str, Any],
    at: datetime,
    is_holiday: Callable[[date], bool],
    known: list[Touch],
) -> None:
    law, row = rules_for(*where), replace(no_house(*where), **said)
    is_wide = stance(law, row, "hours") is Stance.LOOSER
    if is_wide:  # some hours are looser: all of the law's with them
        row = replace(row, hours=merged((*law.hours.spans, *(row.hours or ()))))
    tight = [name for name in VALUES if stance(law, row, name) is Stance.TIGHTER]
    loose = without(row, tight)
    asked: dict[str, Any] = {
        "address": an_address(),
        "holidays": is_holiday,
        "touches": known,
        "at": at,
    }
    if isinstance(_ask(law, **asked), Allowed):
        assert isinstance(_ask(with_house(law, law, loose), **asked), Allowed)


def test_nobody_asks_the_laws_own_where_the_companys_holds() -> None:
    """Only who lays one beside the other reads the law alone."""
    root = Path(kobra_domain.__file__).parents[1]
    parts = ("kobra_domain", "kobra_records", "kobra_desktop", "field_api", "demo")
    asks = {
        path.relative_to(root).as_posix()
        for part in parts
        for path in (root / part).rglob("*.py")
        if re.search(r"\b(rules_for|RULE_SETS)\b", path.read_text(encoding="utf-8"))
    }
    beside = {one for one in asks if one.startswith("kobra_domain/contact/")}
    assert asks - beside == {"kobra_domain/questionnaires/banned.py"}  # which countries were read
