"""When the last backup was made, in the data folder: doctor, /metrics and *Administración ›
Servidor* say how old it is. Whoever backs up by other means notes it with `kobra-field-api backup
--noted`.
"""

import getpass
import os
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from field_api.auth import audit
from field_api.backups.copies import ABOUT, About, write
from kobra_domain.answers import BackupState, LastBackup
from kobra_records.private_files import make_folder

LAST = "last-backup.json"
OLD_AFTER = timedelta(hours=26)  # one a night, and the night it took


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


def how_is_backup(data_folder: Path, now: datetime) -> LastBackup:
    """The last one, whether it is still there, and whether another is due."""
    last = last_backup(data_folder)
    if last is None:
        return LastBackup(state=BackupState.NONE)
    state = BackupState.OLD if now - last.made_at > OLD_AFTER else BackupState.GOOD
    if last.folder and not _is_there(Path(last.folder)):
        state = BackupState.GONE
    return LastBackup(state=state, made_at=last.made_at, bytes=last.bytes, folder=last.folder)


def _is_there(folder: Path) -> bool:
    """Whether a backup lies there; one that this account may not see is as good as none."""
    try:
        return (folder / ABOUT).is_file()
    except OSError:
        return False


def note_restored(
    connection: Connection, at: datetime, folder: Path | None = None, told: About | None = None
) -> None:
    """Write into the audit that the database went back: to which backup, if it is one of ours, and
    by which account of the machine.
    """
    details = {"account": _account()}
    if folder is not None and told is not None:
        details = {"folder": str(folder.absolute()), "made_at": told.made_at.isoformat(), **details}
    audit.note(
        connection,
        at=at,
        user_id=None,
        act="backup.restore",
        subject=("backup", folder.name[:36] if folder is not None else ""),
        details=details,
    )


def _account() -> str:
    """Whoever had this run by sudo or sits at its terminal, else the account that it runs as."""
    if os.environ.get("SUDO_USER"):
        return os.environ["SUDO_USER"]
    try:
        return os.getlogin()
    except OSError:  # no terminal
        pass
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return str(os.getuid()) if hasattr(os, "getuid") else ""
