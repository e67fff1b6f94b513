"""The last known position of each agent, written seldom, so that an offline map is not empty."""

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import LATEST
from kobra_domain.positions import Latest

_FIELDS = tuple(item.name for item in fields(Latest))


def keep_latest(replica: Replica, positions: Iterable[Latest]) -> None:
    """Put what is known of each agent now."""
    found = [{name: getattr(one, name) for name in _FIELDS} for one in positions]
    if not found:
        return
    statement = insert(LATEST)
    fresh = {name: statement.excluded[name] for name in _FIELDS if name != "agent_id"}
    with replica.pulling() as connection:
        connection.execute(
            statement.on_conflict_do_update(index_elements=["agent_id"], set_=fresh), found
        )
    replica.tell(ChangeSet.of("latest", (str(one["agent_id"]) for one in found)))
