"""Copies of a server's database while it runs."""

import sqlite3
from contextlib import closing
from pathlib import Path


def copied(source: Path, target: Path) -> None:
    """Make the target what the source is, as an operator who puts a backup back does."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
