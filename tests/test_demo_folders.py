"""The demonstration's folders: gone with who was killed, never with who lives."""

import subprocess
import sys
from pathlib import Path

from demo.folders import LOCK, PREFIX, sweep

_OWNER = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from demo.folders import own_folder
with own_folder() as folder:
    (folder / "server").mkdir()
    (folder / "server" / "row").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


def owner(beside: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process with a folder of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", _OWNER, str(beside)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_next_clears_away_what_the_killed_left_and_nothing_else(tmp_path: Path) -> None:
    killed, left = owner(tmp_path)
    living, held = owner(tmp_path)
    assert left.is_dir()
    killed.kill()
    killed.communicate()
    made_now = tmp_path / f"{PREFIX}now"
    made_now.mkdir()  # its owner has not locked it yet
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / LOCK).touch()
    (tmp_path / f"{PREFIX}link").symlink_to(theirs)
    sweep(tmp_path)
    assert not left.exists()
    assert (held / "server" / "row").exists()
    assert made_now.exists()
    assert (theirs / LOCK).exists()
    living.communicate("")
    assert living.returncode == 0
    assert not held.exists()
