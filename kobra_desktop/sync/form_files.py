"""Before an operation that names files of a form is sent, the server gets their contents: whatever
it says it lacks, so that a file that was given once and lost there is given again.
"""

from collections.abc import Iterable

from kobra_desktop.api import form_files as api_files
from kobra_desktop.api.errors import Forbidden, NotFound, NotValid, TooLarge
from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import form_files
from kobra_desktop.store.outbox import Pending
from kobra_desktop.store.replica import Replica
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires import canonical

_DOCUMENT, _HAS_FILES = "document", '"files":['
_AT_ONCE = 300
# Refused for what it is, or by a server that knows of no files: what needs them says so.
NOT_TAKEN = (Forbidden, NotFound, NotValid, TooLarge)


def give(replica: Replica, api: FieldApi, batch: Iterable[Pending]) -> None:
    """Send what the server lacks of these operations' files.

    What it does not take is left: the operation itself is refused for it, in words, if it matters.
    Raises ApiError when the server cannot be reached, is busy or ill.
    """
    wanted = list(dict.fromkeys(sha256 for op in batch for sha256 in _named(op)))
    for start in range(0, len(wanted), _AT_ONCE):
        _give(replica, api, wanted[start : start + _AT_ONCE])


def _give(replica: Replica, api: FieldApi, wanted: list[str]) -> None:
    try:
        missing = set(api_files.missing(api, wanted))
    except NOT_TAKEN:
        return
    refused: set[str] = set()
    for sha256 in wanted:
        content = form_files.content(replica, sha256) if sha256 in missing else None
        if content is None:
            refused |= {sha256} & missing
            continue
        try:
            api_files.put(api, sha256, content)
        except NOT_TAKEN:
            refused.add(sha256)
    form_files.note_sent(replica, [sha256 for sha256 in wanted if sha256 not in refused])


def _named(op: Pending) -> tuple[str, ...]:
    document = op.changed.get(_DOCUMENT, (None, None))[1]
    if not isinstance(document, str) or _HAS_FILES not in document:
        return ()
    try:
        return tuple(file.sha256 for file in canonical.read(document).files)
    except DomainError:
        return ()
