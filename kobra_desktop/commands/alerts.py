"""What a supervisor does with alerts: attend with a note, mute for a while; what was done before is
noted.
"""

from collections.abc import Iterable
from datetime import datetime

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Refused, Seen, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_domain.alerts import NEVER_MUTED, Alert, AlertAct, AlertState
from kobra_domain.errors import NotAllowed


def attend(
    desk: Desk, *, alert_ids: Iterable[str], note: str = "", seen: Seen = NOTHING_SEEN
) -> Done:
    """Say that somebody has answered. Raises DomainError."""
    now = desk.clock()
    changes = {
        "state": AlertState.ATTENDED,
        "attended_by": desk.who.id,
        "attended_at": now,
        "note": note,
    }
    open_ones = [one for one in _alerts(desk, alert_ids) if one.state is not AlertState.ATTENDED]
    return do(desk, [Edit("alert.attend", one.id, changes, seen.get(one.id)) for one in open_ones])


def mute(
    desk: Desk, *, alert_ids: Iterable[str], until: datetime | None, seen: Seen = NOTHING_SEEN
) -> Done:
    """Silence until a time (None: no longer). Those that may never be muted are refused."""
    found = _alerts(desk, alert_ids)
    loud = [one for one in found if one.kind in NEVER_MUTED]
    soft = [one for one in found if one.kind not in NEVER_MUTED]
    return do(
        desk,
        [Edit("alert.mute", one.id, {"muted_until_at": until}, seen.get(one.id)) for one in soft],
        inverse=[
            Edit("alert.mute", one.id, {"muted_until_at": one.muted_until_at}) for one in soft
        ],
        refused=[
            Refused(one.id, one.kind.value, NotAllowed("never_muted", kind=one.kind.value))
            for one in loud
        ],
    )


def note_step(desk: Desk, alert: Alert, act: AlertAct) -> Done:
    """Note what the user did about an alert. Raises DomainError."""
    step = {"id": desk.new_id(), "alert_id": alert.id, "team_id": alert.team_id}
    by = {"at": desk.clock(), "act": act, "user_id": desk.who.id, "who": desk.who.name}
    return do(desk, [Edit("alert_step.create", str(step["id"]), {**step, **by})])


def _alerts(desk: Desk, ids: Iterable[str]) -> list[Alert]:
    with desk.store.reading() as connection:
        return rows.entities(connection, "alert", ids)
