"""The rules of alerts: what may be set, and that each threshold decides on something."""

from dataclasses import fields, replace
from typing import Any

import pytest

from kobra_domain.alert_rules import NEVER_OFF, RULES_ID, THRESHOLDS, AlertRules, check_rules
from kobra_domain.alerts import AlertKind
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import Invalid


def test_every_threshold_decides_on_a_kind_that_may_be_off() -> None:
    assert set(THRESHOLDS) == {item.name for item in fields(AlertRules)} - {"id", "off"}
    assert NEVER_OFF.isdisjoint(THRESHOLDS.values())


def test_the_first_who_changes_the_rules_makes_them() -> None:
    made = revise(COMMANDS["alert_rules.create"], None, {"idle_min": 45})
    assert made == AlertRules(idle_min=45)
    assert made.id == RULES_ID
    edited = revise(COMMANDS["alert_rules.edit"], made, {"off": (AlertKind.LATE,)})
    assert edited == replace(made, off=(AlertKind.LATE,))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"visit_long_min": 4}, "too_small"),
        ({"low_battery_pct": 91}, "too_large"),
        ({"off": (AlertKind.SOS,)}, "never_off"),
        ({"id": "a1e70000-0000-4000-8000-000000000002"}, "already_there"),
    ],
    ids=["low", "high", "sos", "second"],
)
def test_what_may_not_be(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as problem:
        revise(COMMANDS["alert_rules.create"], None, change)
    assert problem.value.code == code
    check_rules(AlertRules())
