"""Takes contents off the disk that nothing names any more."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, union

from field_api.database import Database
from field_api.submissions.store import AttachmentStore
from field_api.tables.submissions import erased_contents, raw_parts, raw_submissions

_AT_ONCE = 500


def remove_contents(database: Database, stores: Sequence[AttachmentStore]) -> int:
    """Remove what was erased and is not named again, originals and what was made of them; answers
    how many went. What came again today waits: a post may be about to name it.
    """
    with database.begin() as connection:
        wanted = list(connection.scalars(select(erased_contents.c.sha256).limit(_AT_ONCE)))
        named = _named(connection, wanted)
        gone = [one for one in wanted if one not in named and _is_gone(one, stores)]
        done = [*named, *gone]
        connection.execute(delete(erased_contents).where(erased_contents.c.sha256.in_(done)))
    return len(gone)


def _named(connection: Connection, contents: Sequence[str]) -> set[str]:
    xml, part = raw_submissions.c.xml_sha256, raw_parts.c.sha256
    asked = union(select(xml).where(xml.in_(contents)), select(part).where(part.in_(contents)))
    return set(connection.scalars(asked))


def _is_gone(sha256: str, stores: Sequence[AttachmentStore]) -> bool:
    for store in stores:
        store.forget(sha256)
    return not any(store.has(sha256) for store in stores)
