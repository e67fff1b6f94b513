"""Finishes forms that nobody finished: kept but not read because the server stopped, or announced
in parts of which the last never came.
"""

from datetime import datetime, timedelta

from sqlalchemy import update

from field_api.submissions.raw import unsettled
from field_api.submissions.reading import Reader
from field_api.tables.submissions import raw_submissions

PATIENCE = timedelta(minutes=15)
_AT_ONCE = 200


def settle_unsettled(reader: Reader, now: datetime) -> int:
    """Read what came longer ago as if it were whole; answers how many forms were looked at.

    What comes later is still added to its submission.
    """
    with reader.database.read() as connection:
        ids = unsettled(connection, now - PATIENCE, _AT_ONCE, now)
    for raw_id in ids:
        with reader.database.begin() as connection:
            mine = raw_submissions.c.id == raw_id
            connection.execute(update(raw_submissions).where(mine).values(is_final=True))
        reader.read(raw_id, now)
    return len(ids)
