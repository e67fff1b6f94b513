"""Which machine and place a profile lives in, as a text that tells neither."""

import hashlib
import sys
import uuid
from contextlib import suppress
from pathlib import Path

_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_IS_MADE_UP = 1 << 40  # the bit that no card's own address has: it is another at each start


def device_id(folder: Path) -> str:
    """The same as long as the folder is in its place on its machine; a copy's is another."""
    parts = "\n".join((_machine(), str(folder.resolve())))
    return hashlib.sha256(parts.encode()).hexdigest()[:24]


def _machine() -> str:
    for path in _FILES:
        with suppress(OSError):
            return path.read_text("utf-8", errors="replace").strip()
    return _of_windows() or _of_the_card()


def _of_windows() -> str:
    if sys.platform == "win32":
        import winreg

        place = r"SOFTWARE\Microsoft\Cryptography"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""


def _of_the_card() -> str:
    node = uuid.getnode()
    return "" if node & _IS_MADE_UP else f"{node:x}"
