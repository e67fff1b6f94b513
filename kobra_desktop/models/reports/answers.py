"""What a person chose last for a report that asks when it is opened, kept between starts."""

from __future__ import annotations

from kobra_desktop.models.memory import Memory
from kobra_domain.reports.custom.things import ANY, PERIOD, Held, SavedReport, opened, over, own_of
from kobra_domain.reports.filters import Filters

_KEY, _MOST = "reports.asked", 200


def last_answers(memory: Memory, report: SavedReport) -> Filters:
    """What the report opens with, and over it what was chosen last of what it asks for."""
    held = [Held(name=str(name), value=str(value)) for name, value in _kept(memory, report.id)]
    days = ("from", "to") if PERIOD in report.parameters else ()
    names = {*report.parameters, *days}
    asked = [one for one in held if (one.value if one.name == ANY else one.name) in names]
    return over(opened(report), asked)[0]


def keep_answers(memory: Memory, report: SavedReport, filters: Filters) -> None:
    """For the next time."""
    found = memory.read(_KEY)
    held = dict(found) if isinstance(found, dict) else {}
    held.pop(report.id, None)
    held[report.id] = [[one.name, one.value] for one in own_of(opened(report), filters)]
    memory.write(_KEY, dict(list(held.items())[-_MOST:]))


def _kept(memory: Memory, report_id: str) -> list[tuple[object, object]]:
    """What cannot be read any more is as if nothing had been chosen."""
    found = memory.read(_KEY)
    pairs = found.get(report_id) if isinstance(found, dict) else None
    if not isinstance(pairs, list | tuple):
        return []
    return [(one[0], one[1]) for one in pairs if isinstance(one, list | tuple) and len(one) == 2]
