"""Reports that were set aside, read once more by the reader and the rules of now. What consent or
shift forbade to keep was not kept, and cannot be taken.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from field_api.database import Database
from field_api.ingest.aside import forget_reports, set_aside_reports
from field_api.ingest.phone_report import PhoneReport
from field_api.ingest.storing import store_late
from field_api.partitions import Partitions
from field_api.phones.osmand import read_content
from kobra_domain.answers import TakenAgain
from kobra_domain.people import Agent
from kobra_domain.positions import QuarantineReason
from kobra_domain.report import Accepted, judge_report
from kobra_domain.shift import may_store, stands

_Late = tuple[PhoneReport, Accepted, datetime]


def reports_again(
    database: Database,
    partitions: Partitions,
    agent: Agent,
    reason: QuarantineReason,
    now: datetime,
) -> TakenAgain:
    """Store what can be a position now and may be kept; the rest stays set aside."""
    with database.read() as connection:
        rows = set_aside_reports(connection, agent.id, reason)
    good = {row.id: late for row in rows if (late := _late(agent, row, now)) is not None}
    partitions.ensure({found.fix_at.date() for _, found, _ in good.values()}, now.date())
    with database.begin() as connection:
        there = {row.id for row in set_aside_reports(connection, agent.id, reason)}
        taken = sorted(good.keys() & there)  # somebody may have been quicker
        store_late(connection, agent, [good[number] for number in taken])
        forget_reports(connection, taken)
    return TakenAgain(taken=len(taken), left=len(there) - len(taken))


def _late(agent: Agent, row: "Row[Any]", now: datetime) -> _Late | None:
    """The report as it would be stored, None if it still cannot or may not be. Consent must stand
    now, too: who has withdrawn it is not placed any more.
    """
    report = read_content(row.content)
    found = judge_report(report.report, row.received_at)
    if not isinstance(found, Accepted) or not stands(agent.consent, now):
        return None
    if not may_store(agent, found.fix_at, row.received_at):
        return None
    return report, found, row.received_at
