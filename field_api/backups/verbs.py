"""`kobra-field-api backup` and `restore`."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from field_api.backups.copies import About, check
from field_api.backups.making import make_backup
from field_api.backups.noting import note_backup
from field_api.backups.restoring import Target, restore_backup
from field_api.database import Database
from field_api.settings import Settings
from kobra_domain.words import data_size, say
from kobra_records.speaking import language_of_system

Opened = Callable[[Settings], Database]


def add_backup_verbs(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Declare both; `opened` gives a database that is ready."""
    backup = verbs.add_parser(
        "backup", parents=[common], help="copy database and files while the server runs"
    )
    what = backup.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", type=Path, metavar="FOLDER", help="make one in a folder of its own")
    what.add_argument("--check", type=Path, metavar="BACKUP", help="read all of one again")
    what.add_argument(
        "--noted", action="store_true", help="other means made one just now: let doctor know"
    )
    backup.add_argument("--keep", type=_count, metavar="N", help="delete older ones than so many")
    backup.set_defaults(act=lambda given, settings: _backup(given, opened, settings))
    restore = verbs.add_parser(
        "restore",
        parents=[common],
        help="put a backup back where nothing is yet; one of SQLite may go to PostgreSQL",
    )
    restore.add_argument(
        "source", type=Path, metavar="BACKUP", help="or the folder of them: the newest"
    )
    restore.set_defaults(act=_restore)
    for verb in (backup, restore):
        verb.add_argument("--data-folder", type=Path, help="as for serve")
        verb.add_argument(
            "--pg-bin", type=Path, metavar="FOLDER", help="where pg_dump and pg_restore lie"
        )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"not a number of backups: {text}")
    return int(text)


def _backup(given: argparse.Namespace, opened: Opened, settings: Settings) -> None:
    if given.check is not None:
        _tell(given.check, check(given.check, _OnTerminal()))
        return
    if given.noted:
        note_backup(settings.data_folder, settings.clock())
        return
    with closing(opened(settings)) as database:
        made = make_backup(
            database,
            settings.data_folder,
            given.to,
            settings.clock(),
            keep=given.keep,
            programs=given.pg_bin,
        )
    _tell(*made)


def _restore(given: argparse.Namespace, settings: Settings) -> None:
    target = Target(settings.database_url, settings.data_folder, settings.retention_days)
    put = restore_backup(
        given.source, target, settings.clock(), programs=given.pg_bin, tell=_OnTerminal()
    )
    _tell(*put)


class _OnTerminal:
    """Says how far it is to whoever sits there, over what it said before."""

    def __init__(self) -> None:
        self._done = self._said = 0

    def __call__(self, more: int, whole: int) -> None:
        """So many bytes more, of so many."""
        self._done += more
        is_due = self._done - self._said >= whole // 1_000 or self._done >= whole
        if is_due and sys.stderr.isatty():
            self._said, locale = self._done, language_of_system()
            said = {"done": data_size(self._done, locale), "whole": data_size(whole, locale)}
            sys.stderr.write(f"{say('backup_progress', said, locale):<40}\r")
            sys.stderr.flush()


def _tell(folder: Path, told: About) -> None:
    words: dict[str, object] = {
        "backup": str(folder),
        "made_at": told.made_at.isoformat(),
        "engine": told.engine,
    }
    words |= {"files": told.files, "bytes": told.bytes, "version": told.version}
    sys.stdout.write(json.dumps(words) + "\n")
