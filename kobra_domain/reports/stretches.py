"""Days with something to show cut into steps of a chart: days, weeks or months."""

from collections.abc import Sequence
from datetime import date, timedelta

from kobra_domain.charts.spec import StepKind
from kobra_domain.metrics.dimensions import Dimension

_DAYS_UP_TO, _WEEKS_UP_TO = 21, 400  # the longest spans of a chart's days, and weeks

LENGTHS = {
    StepKind.DAY: Dimension.DAY,
    StepKind.WEEK: Dimension.WEEK,
    StepKind.MONTH: Dimension.MONTH,
}


def steps_of(days: Sequence[date]) -> tuple[tuple[date, ...], StepKind]:
    """Days, weeks or months from the first day with work to the last."""
    if not days:
        return (), StepKind.DAY
    first, last = min(days), max(days)
    long = (last - first).days
    kind = StepKind.DAY if long <= _DAYS_UP_TO else StepKind.WEEK
    kind = kind if long <= _WEEKS_UP_TO else StepKind.MONTH
    steps, at = [], step_of(first, kind)
    while at <= last:
        steps.append(at)
        at = _next(at, kind)
    return tuple(steps), kind


def step_of(day: date, kind: StepKind) -> date:
    """The first day of the step that a day lies in."""
    if kind is StepKind.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if kind is StepKind.MONTH else day


def _next(step: date, kind: StepKind) -> date:
    if kind is StepKind.MONTH:
        return (step + timedelta(days=31)).replace(day=1)
    return step + timedelta(days=7 if kind is StepKind.WEEK else 1)
