"""What is changed of people by hand leaves why it was; what a visit found of them is noted."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import found
from kobra_domain.amendments import Amendment
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.made_known import TELLING_OUTCOMES, made_known
from kobra_domain.portfolios import Address, Party
from kobra_domain.visits import Visit
from kobra_records.ids import new_id


def amendment_edits(
    after: Entity, before: Entity | None, reason: str, *, by: str, at: datetime
) -> list[Edit]:
    """The row that tells what was changed of a person or of their address, and why."""
    if not isinstance(after, Party | Address) or before is None:
        return []
    amendment = Amendment(
        id=new_id(),
        portfolio_id=after.portfolio_id,
        party_id=after.id if isinstance(after, Party) else after.party_id,
        at=at,
        kind=NAMES[type(after)],
        subject_id=after.id,
        fields=tuple(_changed(after, before)),
        reason=reason,
        made_by=by,
    )
    return [(amendment, None)]


def _changed(after: Entity, before: Entity) -> Iterable[str]:
    return (
        one.name
        for one in fields(after)
        if getattr(after, one.name) != getattr(before, one.name, None)
    )


def finding_edits(connection: Connection, after: Entity, before: Entity | None) -> list[Edit]:
    """What a visit that has just ended makes known of the person, as settled as if somebody had
    written it. Locks the person.
    """
    if not isinstance(after, Visit) or after.outcome not in TELLING_OUTCOMES:
        return []
    if isinstance(before, Visit) and before.outcome is after.outcome:
        return []
    pair = found(connection, Party, after.party_id, lock=True)
    if pair is None:
        return []
    party = made_known(pair[0], after)
    return [(party, pair[0])] if party != pair[0] else []
