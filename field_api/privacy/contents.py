"""Takes contents off the disk that nothing names any more."""

import logging
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, union

from field_api.database import Database
from field_api.submissions.store import AttachmentStore
from field_api.tables.submissions import erased_contents, raw_parts, raw_submissions

_AT_ONCE = 500
_log = logging.getLogger(__name__)


def remove_contents(database: Database, stores: Sequence[AttachmentStore]) -> int:
    """Remove what was erased and is not named again, originals and what was made of them; answers
    how many went. What came again today, or cannot be removed now, waits for the next time.
    """
    gone, last = 0, ""
    while True:
        with database.begin() as connection:
            waiting = erased_contents.c.sha256
            some = select(waiting).where(waiting > last).order_by(waiting).limit(_AT_ONCE)
            wanted = list(connection.scalars(some))
            named = _named(connection, wanted)
            removed = [one for one in wanted if one not in named and _is_gone(one, stores)]
            connection.execute(delete(erased_contents).where(waiting.in_([*named, *removed])))
        gone += len(removed)
        if len(wanted) < _AT_ONCE:
            return gone
        last = wanted[-1]


def _named(connection: Connection, contents: Sequence[str]) -> set[str]:
    xml, part = raw_submissions.c.xml_sha256, raw_parts.c.sha256
    asked = union(select(xml).where(xml.in_(contents)), select(part).where(part.in_(contents)))
    return set(connection.scalars(asked))


def _is_gone(sha256: str, stores: Sequence[AttachmentStore]) -> bool:
    try:
        for store in stores:
            store.forget(sha256)
    except OSError:
        _log.exception("a content that was erased cannot be removed")
        return False
    return not any(store.has(sha256) for store in stores)
