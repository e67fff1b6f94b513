"""A process that is ended from outside Python says why: to the next start, or on the terminal of
whoever asked Python for it.
"""

import subprocess
import sys
from pathlib import Path

from kobra_desktop import crash

NAME = "hard-crash.txt"
_CRASH = """
import faulthandler, sys
from pathlib import Path
from kobra_desktop import crash
hooks = crash.Hooks(print)
hooks.install(Path(sys.argv[1]))
if sys.argv[2] == "hard":
    faulthandler._sigsegv()
hooks.remove()
"""


def _run(folder: Path, end: str, *flags: str) -> str:
    words = [sys.executable, *flags, "-c", _CRASH, str(folder / NAME), end]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode == 0) is (end == "soft")
    return done.stderr


def test_a_hard_crash_is_told_once_and_kept(tmp_path: Path) -> None:
    _run(tmp_path, "hard")
    told = crash.take_hard_crash(tmp_path / NAME)
    assert "Fatal Python error" in told
    assert "line 8" in told
    assert "Fatal Python error" in crash.report_of_hard_crash(told)
    assert crash.take_hard_crash(tmp_path / NAME) == ""
    assert (tmp_path / "hard-crash-last.txt").read_text("utf-8").strip() == told


def test_an_end_in_order_leaves_no_sign_of_a_crash(tmp_path: Path) -> None:
    _run(tmp_path, "soft")
    assert list(tmp_path.iterdir()) == []
    assert crash.take_hard_crash(tmp_path / "nowhere" / NAME) == ""


def test_the_terminal_keeps_what_it_asked_python_for(tmp_path: Path) -> None:
    assert "Fatal Python error" in _run(tmp_path, "hard", "-X", "faulthandler")
