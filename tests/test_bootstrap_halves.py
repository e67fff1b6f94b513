"""The halves of the suite when a process dies under a test: the run goes on, and it ends."""

import os
import subprocess
import sys
from pathlib import Path

from tools.console import ROOT

DIES = "import os, pathlib\ndef test_before(): pass\ndef test_dies(): os._exit(3)\n"
DIES_ONCE = """
import os, pathlib
def test_dies_once():
    mark = pathlib.Path(__file__).with_suffix(".mark")
    if not mark.exists():
        mark.touch()
        os._exit(3)
"""
QUIET = "def test_1(): pass\ndef test_2(): pass\ndef test_3(): pass\n"


def test_who_dies_once_is_run_again_and_who_dies_twice_has_failed(tmp_path: Path) -> None:
    """The files that were done before, and a last test alone in its file, hold nobody."""
    ini = f"[pytest]\npythonpath = {ROOT.as_posix()}\naddopts = --import-mode=importlib\n"
    (tmp_path / "pytest.ini").write_text(ini, "utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", "utf-8")
    for name, said in {"a": QUIET, "b": QUIET, "c": DIES, "d": DIES_ONCE}.items():
        (tmp_path / f"test_{name}.py").write_text(said, "utf-8")
    env = {name: text for name, text in os.environ.items() if "PYTEST" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "xdist", "-n", "2", "--dist", "loadfile", "-rA"],
        cwd=tmp_path,
        env={**env, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # they take a second of each process
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 failed, 8 passed, 2 skipped" in done.stdout, done.stdout
    assert "FAILED test_c.py::test_dies " in done.stdout
    assert "PASSED test_d.py::test_dies_once" in done.stdout
