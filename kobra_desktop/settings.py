"""What a profile remembers between starts: JSON values by key, in one small file. No secrets."""

import json
import os
from pathlib import Path
from typing import Any

from kobra_records.private_files import make_file, make_folder, put_in_place


class Settings:
    """Values in memory, written to the file by `save`; a file that cannot be read is set aside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)
        self._is_changed = False

    def read(self, key: str) -> object:
        """The value, None if there is none."""
        return self._values.get(key)

    def write(self, key: str, value: object) -> None:
        """Remember a value; None forgets it."""
        if self._values.get(key) == value:
            return
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._is_changed = True

    def text(self, key: str, default: str = "") -> str:
        """A value that is text, else the default."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def save(self) -> bool:
        """Write the file whole or not at all, if there is anything new; false when it cannot be.

        Losing a column's width is no reason to stop anybody's work: nor is half a letter, which no
        file holds, and which a name that somebody else gave may end with.
        """
        if not self._is_changed:
            return True
        fresh = self._path.with_suffix(".new")
        try:
            make_folder(self._path.parent)
            make_file(fresh)
            told = json.dumps(dict(self._values), ensure_ascii=False, indent=1)
            fresh.write_text(told, "utf-8", errors="replace")
            put_in_place(fresh, self._path)
        except OSError:
            return False
        self._is_changed = False
        return True


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        _set_aside(path)
        return {}
    return found if isinstance(found, dict) else {}


def _set_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_suffix(".damaged"))
    except OSError:
        return
