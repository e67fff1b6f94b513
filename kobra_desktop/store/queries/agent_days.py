"""The days of an agent that the server has kept."""

from sqlalchemy import select

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.agent_days import AgentDay
from kobra_records.sql.tables import entity_of


def kept_days(replica: Replica, agent_id: str, limit: int) -> list[AgentDay]:
    """The last of them, the newest first."""
    day = RECORDS["agent_day"]
    asked = select(day).where(day.c.agent_id == agent_id).order_by(day.c.day.desc()).limit(limit)
    with replica.reading() as connection:
        return [entity_of(AgentDay, row) for row in connection.execute(asked)]
