"""Files of submissions that leave the program: only where a person said, never by themselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from kobra_desktop.api.submissions import FULL, THUMBNAIL
from kobra_desktop.errors import KobraError
from kobra_desktop.models.submissions.photos import content_of, decoded
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.photos import kept_photo
from kobra_records.files.exports.deed import NotWritten, whole_file


def save_file(workspace: Workspace, submission_id: str, name: str, target: Path) -> None:
    """Write a copy. Runs on a network worker. Raises ApiError, KobraError (`file_not_written`)."""
    content = content_of(workspace, submission_id, name)
    try:
        with whole_file(target) as part:
            part.write_bytes(content)
    except NotWritten as problem:
        raise KobraError("file_not_written", path=target.name) from problem


def pictures_here(workspace: Workspace, submission_id: str, names: list[str]) -> dict[str, QImage]:
    """The pictures that were seen before, without asking anybody. Runs on a worker."""
    made: dict[str, QImage] = {}
    for name in names:
        for size in (FULL, THUMBNAIL):
            content = kept_photo(workspace.desk.store, submission_id, name, size)
            image = decoded(content, THUMBNAIL).image if content else None
            if image is not None:
                made[name] = image
                break
    return made
