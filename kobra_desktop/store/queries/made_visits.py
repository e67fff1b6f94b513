"""The visits of the last weeks that were made at their doors, as planning learns from them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.places import Point
from kobra_domain.planning.learning import MadeVisit
from kobra_domain.visits import ENDED_STATES

LEARNT_FROM = timedelta(days=60)


def made_visits(
    replica: Replica, now: datetime
) -> tuple[list[MadeVisit], Mapping[tuple[str, date], float]]:
    """What was made, and by agent and day how many metres the trail had."""
    visit, address = RECORDS["visit"].c, RECORDS["address"].c
    agent, portfolio = RECORDS["agent"].c, RECORDS["portfolio"].c
    asked = (
        select(
            *(visit.agent_id, visit.purpose, visit.check_in, visit.ended_at, agent.moves_by),
            *(address.lat, address.lon, address.municipality),
            address.time_zone,
            portfolio.time_zone.label("usual_zone"),
        )
        .join_from(RECORDS["visit"], RECORDS["address"], visit.address_id == address.id)
        .join(RECORDS["agent"], visit.agent_id == agent.id)
        .join(RECORDS["portfolio"], visit.portfolio_id == portfolio.id)
        .where(
            visit.state.in_(ENDED_STATES),
            visit.ended_at >= now - LEARNT_FROM,
            visit.check_in.is_not(None),
        )
    )
    day = RECORDS["agent_day"].c
    gone = select(day.agent_id, day.day, day.distance_m).where(
        day.day >= (now - LEARNT_FROM).date(), day.distance_m > 0
    )
    with replica.reading() as connection:
        made = [
            MadeVisit(
                agent_id=row.agent_id,
                mode=row.moves_by or "",
                purpose=row.purpose,
                place=None if row.lat is None or row.lon is None else Point(row.lat, row.lon),
                area=row.municipality,
                zone=row.time_zone or row.usual_zone,
                began_at=row.check_in.at,
                ended_at=row.ended_at,
            )
            for row in connection.execute(asked)
        ]
        metres = {
            (row.agent_id, row.day): float(row.distance_m) for row in connection.execute(gone)
        }
    return made, metres
