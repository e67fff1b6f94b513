"""Contents of forms' own files: kept here when they are chosen, fetched when somebody else chose
them.
"""

import hashlib
from collections.abc import Mapping, Sequence

from kobra_desktop.api import form_files as api_files
from kobra_desktop.api.errors import ApiError, NotFound
from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import form_files
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.files import FormFile
from kobra_domain.scope import Permission


def keep_contents(desk: Desk, contents: Mapping[str, bytes]) -> None:
    """Keep what was chosen, by SHA-256; on the disk when this returns. Raises NotAllowed,
    StoreError.
    """
    desk.require(Permission.DESIGN)
    form_files.keep(desk.store, contents, desk.clock())


def contents_here(desk: Desk, files: Sequence[FormFile]) -> frozenset[str]:
    """The SHA-256 of those files whose content is on this computer."""
    return form_files.here(desk.store, [file.sha256 for file in files])


def content_here(desk: Desk, file: FormFile) -> bytes | None:
    """A file's content if it is on this computer."""
    return form_files.content(desk.store, file.sha256)


def content_of(desk: Desk, file: FormFile) -> bytes:
    """A file's content, from the server if it is not here; kept from then on.

    Raises Invalid `form_file.not_here` (no connection) or `form_file.not_there` (the server lacks
    it too).
    """
    found = content_here(desk, file)
    if found is not None:
        return found
    try:
        fetched = api_files.get(desk.api, file.sha256)
    except NotFound as problem:
        raise Invalid("form_file.not_there", field="files", name=file.name) from problem
    except ApiError as problem:
        raise Invalid("form_file.not_here", field="files", name=file.name) from problem
    if hashlib.sha256(fetched).hexdigest() != file.sha256:
        raise Invalid("form_file.differs", field="files", name=file.name)
    form_files.keep(desk.store, {file.sha256: fetched}, desk.clock(), is_sent=True)
    return fetched
