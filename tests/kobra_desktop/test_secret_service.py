"""The real Secret Service of a Linux desktop, in a session of its own: a key outlives the program.

The only test that touches a real keyring; it is nobody's, and ends with its folder.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
missing = [name for name in PROGRAMS if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(
    bool(missing), reason=f"not on this machine (Debian: dbus, gnome-keyring): {missing}"
)
ROOT = Path(__file__).parents[2]
# The password comes on the input of the daemon, which goes on by itself.
SESSION = """
printf %s 'una frase larga' | gnome-keyring-daemon --unlock --components=secrets >&2 || exit 9
for part in "$@"; do "$PYTHON" -c "$part" || exit 1; done
"""
BEGIN = """
from kobra_desktop.keychain import SystemKeychain, open_keychain
keys = open_keychain("Kobra Desktop tests")
assert isinstance(keys, SystemKeychain), keys
assert keys.is_lasting
"""
KEEPS = BEGIN + 'keys.keep("replica ñ", "k" * 64)'
READS = (
    BEGIN
    + """
assert keys.secret("replica ñ") == "k" * 64
assert keys.secret("probe") is None
keys.forget("replica ñ")
keys.forget("replica ñ")
"""
)
IS_GONE = BEGIN + 'assert keys.secret("replica ñ") is None'
WITHOUT = """
from kobra_desktop.keychain import SessionKeychain, open_keychain
assert isinstance(open_keychain("Kobra Desktop tests"), SessionKeychain)
"""


def run(folder: Path, script: str, *parts: str) -> None:
    """Run these programs one after the other on a message bus that nobody else uses."""
    home = {name: str(folder) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")}
    taken = ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in taken}
    folder.chmod(0o700)
    ended = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, "sh", *parts],
        env={**kept, **home, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr


def test_a_key_in_the_keyring_outlives_the_program(tmp_path: Path) -> None:
    run(tmp_path, SESSION, KEEPS, READS, IS_GONE)
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"kkkk" not in path.read_bytes()


def test_without_a_keyring_secrets_end_with_the_program(tmp_path: Path) -> None:
    run(tmp_path, '"$PYTHON" -c "$1"', WITHOUT)
