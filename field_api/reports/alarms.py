"""The alert about a report that does not get to its readers: to the teams of whoever set it, else
to administrators. It is over once the report is sent.
"""

from datetime import datetime

from field_api.alarms import raised_edits
from field_api.change_log.record import Edit
from kobra_domain.alerts import AlertKind
from kobra_domain.people import User
from kobra_domain.words import has_words


def failed_edits(owner: User | None, problem: str, title: str, now: datetime) -> list[Edit]:
    """One alert for each team; its detail is why, and which report."""
    reason = problem.removeprefix("report_mail.")
    known = reason if has_words(f"alert.report_failed.{reason}") else "not_made"
    teams = owner.team_ids if owner is not None else ()
    return raised_edits(AlertKind.REPORT_FAILED, teams, f"{known} {title}", now)
