"""The reports there are to a reader: those that ship, and those that people saved within the
reader's scope.
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from field_api.errors import ApiError
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED
from kobra_domain.reports.custom.build import kind_of_saved
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.reports.declared import REPORTS, ReportKind
from kobra_domain.words import say
from kobra_records.sql.kinds import inside
from kobra_records.sql.tables import entity_of

KIND = "saved_report"


def report_kind(
    connection: Connection, key: str, keys: Collection[str], field: str = "report"
) -> ReportKind:
    """The report of a key, or of a saved one's id. Raises ApiError `not_found` (of the `field`)."""
    found = REPORTS.get(key)
    if found is not None:
        return found
    saved = TABLES[KIND]
    mine = inside(DECLARED[KIND], saved, keys)
    row = connection.execute(
        select(saved).where(saved.c.id == key, saved.c.is_active, mine)
    ).first()
    if row is None:
        raise ApiError("not_found", field=field)
    return kind_of_saved(entity_of(SavedReport, row))


def title_of(connection: Connection, key: str, locale: str) -> str:
    """What a report is called, whoever sees it."""
    if key in REPORTS:
        return say(f"report.{key}", None, locale)
    saved = TABLES[KIND]
    name = connection.scalar(select(saved.c.name).where(saved.c.id == key))
    return name or say("report_mail.gone", None, locale)
