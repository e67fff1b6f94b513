"""Days of agents as they are kept or stand now, and a day's summary on its way by mail."""

from datetime import date
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from field_api.auth.caller import Caller, permitted
from field_api.change_log.rows import entities
from field_api.database import Db
from field_api.days.counting import count_days
from field_api.mail.summaries import send_summary
from field_api.settings import Conf
from field_api.tables.replicated import TABLES, agents
from kobra_domain.agent_days import AgentDay
from kobra_domain.kinds import DECLARED
from kobra_domain.people import Agent
from kobra_domain.scope import Permission
from kobra_domain.shift import FIRST_DAY, LAST_DAY
from kobra_domain.summaries import AgentDays, SummaryMail, SummaryTaken
from kobra_records.sql.kinds import inside

router = APIRouter(tags=["summaries"])
_AT_ONCE = 100


@router.get("/agent-days", response_model=AgentDays)
def agent_days(
    on: Annotated[date, Query(ge=FIRST_DAY, le=LAST_DAY)],
    caller: Annotated[Caller, permitted(Permission.WATCH_FIELD)],
    database: Db,
    settings: Conf,
) -> Response:
    """That day of each agent of the caller's scope: as it is kept, else as it stands now."""
    now, kept_days = settings.clock(), TABLES["agent_day"]
    with database.read() as connection:
        mine = entities(connection, Agent, inside(DECLARED["agent"], agents, caller.keys))
        ids = [one.id for one in mine]
        kept = entities(connection, AgentDay, kept_days.c.day == on, kept_days.c.agent_id.in_(ids))
        known = {one.agent_id for one in kept}
        left = [one for one in mine if one.is_active and one.id not in known]
        found = list(kept)
        for at in range(0, len(left), _AT_ONCE):
            wanted = [(one, on) for one in left[at : at + _AT_ONCE]]
            found += [one for one in count_days(connection, wanted, now) if not one.is_empty]
    return Response(
        msgspec.json.encode(AgentDays(items=tuple(found))), media_type="application/json"
    )


@router.post("/summaries", status_code=202)
def send(
    body: SummaryMail,
    caller: Annotated[Caller, permitted(Permission.EXPORT)],
    database: Db,
    settings: Conf,
) -> SummaryTaken:
    """Send a day's summary to its readers; sent again under its id it goes once. 422 not_an_email,
    mail_address_unreadable, not_a_pdf, too_many.
    """
    with database.begin() as connection:
        waiting = send_summary(connection, body, caller.user, settings.clock())
    return SummaryTaken(waiting=waiting, has_mail=bool(settings.smtp_url))
