"""What the company wants to be told, and from when on: one row for all, its thresholds declared
here with their limits, their units (the end of the name) and what holds before anybody chose.
"""

from dataclasses import dataclass
from typing import Annotated

from kobra_domain.alerts import AlertKind
from kobra_domain.errors import Invalid
from kobra_domain.limits import Id, Range

# The one row: whoever changes the rules first makes it, wherever that is.
RULES_ID = "a1e70000-0000-4000-8000-000000000001"
_Silence = Annotated[int, Range(5, 240)]
_Stay = Annotated[int, Range(5, 480)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRules:
    """The thresholds: `_min` minutes, `_s` seconds, `_m` metres, `_pct` percent, `_days` business
    days. Kinds that are `off` are not told.
    """

    id: Id = RULES_ID
    not_heard_min: _Silence = 10
    visit_silent_min: _Silence = 10
    visit_long_min: _Stay = 45
    visit_danger_min: _Stay = 15
    visit_short_s: Annotated[int, Range(10, 1_800)] = 60
    late_min: Annotated[int, Range(0, 240)] = 0
    absent_min: _Silence = 15
    absent_m: Annotated[int, Range(200, 20_000)] = 1_000
    zone_dwell_min: Annotated[int, Range(0, 120)] = 5
    idle_min: _Stay = 30
    unexplained_min: _Stay = 30
    same_place_min: Annotated[int, Range(2, 240)] = 10
    low_battery_pct: Annotated[int, Range(1, 90)] = 20
    payment_days: Annotated[int, Range(1, 20)] = 3
    off: tuple[AlertKind, ...] = ()


# What each threshold decides on, in the order in which a form asks for them.
THRESHOLDS: dict[str, AlertKind] = {
    "visit_silent_min": AlertKind.VISIT_SILENT,
    "visit_long_min": AlertKind.VISIT_LONG,
    "visit_danger_min": AlertKind.VISIT_LONG,
    "visit_short_s": AlertKind.VISIT_SHORT,
    "late_min": AlertKind.LATE,
    "absent_min": AlertKind.NOT_THERE,
    "absent_m": AlertKind.NOT_THERE,
    "zone_dwell_min": AlertKind.LEFT_ZONE,
    "unexplained_min": AlertKind.STOP_UNEXPLAINED,
    "idle_min": AlertKind.LONG_IDLE,
    "same_place_min": AlertKind.SAME_PLACE,
    "not_heard_min": AlertKind.NOT_HEARD,
    "low_battery_pct": AlertKind.LOW_BATTERY,
    "payment_days": AlertKind.PAYMENT_ABSENT,
}
# A call for help is always heard; what no rule of these finds is set where it is found.
NEVER_OFF = frozenset(
    {
        AlertKind.SOS,
        AlertKind.RULE_BLOCKED,
        AlertKind.IMPORT_HELD,
        AlertKind.IMPORT_MISSING,
        AlertKind.WEBHOOK_OFF,
        AlertKind.OUTGOING_HELD,
        AlertKind.REPORT_FAILED,
    }
)


def check_rules(rules: AlertRules) -> None:
    """Raise Invalid for a second row, and for what may not be off."""
    if rules.id != RULES_ID:
        raise Invalid("already_there", field="id")
    if not NEVER_OFF.isdisjoint(rules.off):
        raise Invalid("never_off", field="off")
