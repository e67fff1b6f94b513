"""Forms that became no submission, by the visits that they name: what waits for a person, was
refused or discarded is somebody's data too, and no row says whose.
"""

import re
from collections.abc import Collection

from sqlalchemy import Connection, select

from field_api.submissions.store import AttachmentStore
from field_api.tables.submissions import raw_submissions


def untaken_of(
    connection: Connection, store: AttachmentStore, visit_ids: Collection[str]
) -> list[str]:
    """The ids of the raw forms whose bytes name one of the visits. Reads all that wait, which the
    retention of what was set aside keeps few.
    """
    if not visit_ids:
        return []
    named = re.compile(b"|".join(re.escape(one.encode()) for one in visit_ids), re.IGNORECASE)
    raw = raw_submissions.c
    is_waiting = raw.submission_id.is_(None), raw.xml_sha256 != ""
    waiting = select(raw.id, raw.xml_sha256).where(*is_waiting)
    return [
        row.id
        for row in connection.execute(waiting).all()
        if named.search(_bytes(store, row.xml_sha256))
    ]


def _bytes(store: AttachmentStore, sha256: str) -> bytes:
    try:
        return store.read(sha256)
    except KeyError:  # as after an older copy of the folder was put back
        return b""
