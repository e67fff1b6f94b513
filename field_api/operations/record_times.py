"""Times that say when something was done, as the clock of who did it had them: none lies after the
arrival of the operation that tells of it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from kobra_domain.alerts import Alert
from kobra_domain.exports import Export
from kobra_domain.kinds import Entity
from kobra_domain.questionnaires.things import Questionnaire
from kobra_domain.visits import Visit

# What is planned (windows, mutings) lies ahead, and what only the server writes is right.
_DONE_AT: dict[type[Entity], tuple[str, ...]] = {
    Visit: ("created_at", "assigned_at", "on_phone_at", "ended_at"),
    Alert: ("attended_at",),
    Questionnaire: ("created_at", "edited_at"),
    Export: ("made_at",),
}


def bounded(after: Entity, before: Entity | None, now: datetime) -> Entity:
    """The row with what this operation says was done bounded by `now`."""
    late: dict[str, Any] = {}
    for name in _DONE_AT.get(type(after), ()):
        value = getattr(after, name)
        if value is not None and value > now and value != getattr(before, name, None):
            late[name] = now
    return replace(after, **late) if late else after
