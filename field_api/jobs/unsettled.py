"""Finishes forms that nobody finished: kept but not read because the server stopped, or announced
in parts of which the last never came.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from field_api.submissions import raw as raws
from field_api.submissions.raw import unsettled
from field_api.submissions.reading import Reader
from field_api.tables.submissions import raw_submissions

PATIENCE = timedelta(minutes=15)
_AT_ONCE = 200
_log = logging.getLogger(__name__)


def settle_unsettled(reader: Reader, now: datetime) -> int:
    """Read what came longer ago as if it were whole; answers how many forms were looked at.

    What comes later is still added to its submission. A form over which the reader stumbles is set
    aside, where it is seen and may be taken later, and stands in nobody's way.
    """
    with reader.database.read() as connection:
        ids = unsettled(connection, now - PATIENCE, _AT_ONCE, now)
    for raw_id in ids:
        with reader.database.begin() as connection:
            mine = raw_submissions.c.id == raw_id
            connection.execute(update(raw_submissions).where(mine).values(is_final=True))
        try:
            reader.read(raw_id, now)
        except (DataError, IntegrityError) as problem:  # no column holds it, or no row may be so
            _park(reader, raw_id, problem)
        except SQLAlchemyError:  # the database, not the form: all of them wait
            raise
        except Exception as problem:
            _park(reader, raw_id, problem)
    return len(ids)


def _park(reader: Reader, raw_id: str, problem: Exception) -> None:
    _log.error("form_not_read", extra={"reason": type(problem).__name__}, exc_info=problem)
    with reader.database.begin() as connection:
        raw = raws.raw_of(connection, raw_id, lock=True)
        raws.mark(
            connection,
            raw,
            raws.REFUSED,
            problem=raws.NOT_READ,
            instance_id=raw.instance_id,
            submission_id=raw.submission_id,
        )
