"""When the last backup was made, in the data folder: doctor and /metrics say how old it is. Whoever
backs up by other means notes it with `kobra-field-api backup --noted`.
"""

from datetime import datetime
from pathlib import Path

import msgspec

from field_api.backups.copies import write
from kobra_records.private_files import make_folder

LAST = "last-backup.json"


class Noted(msgspec.Struct, frozen=True):
    """A backup that was made: `folder` is empty where other means made it."""

    made_at: datetime
    folder: str = ""
    bytes: int = 0


def note_backup(data_folder: Path, at: datetime, folder: str = "", size: int = 0) -> None:
    """Note that a backup was made. Raises OSError."""
    make_folder(data_folder)
    part = data_folder / f".{LAST}"
    write(part, msgspec.json.encode(Noted(at, folder, size)))
    part.replace(data_folder / LAST)


def last_backup(data_folder: Path) -> Noted | None:
    """The last one, as far as is known here."""
    try:
        return msgspec.json.decode((data_folder / LAST).read_bytes(), type=Noted)
    except (OSError, msgspec.MsgspecError):
        return None
