"""Canaries: each must be caught by a gate of the suite, or the gate is not on."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent


CANARY = """
from PySide6.QtCore import qWarning

def test_that_warns(qtbot):
    qWarning("{}")
"""


def run_pytest(test: Path) -> str:
    """What a pytest with the project's own settings says of one file."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", "pyproject.toml"]
    command += ["--rootdir", ".", "--basetemp", str(test.parent / "inner"), str(test)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    return answer.stdout


@pytest.mark.parametrize(
    ("words", "result"),
    [("canary", "1 failed"), ("GPUInfo not initialized on GpuInfoUpdate", "1 passed")],
)
def test_a_qt_warning_fails_unless_it_is_known(tmp_path: Path, words: str, result: str) -> None:
    test = tmp_path / "test_canary.py"
    test.write_text(CANARY.format(words), "utf-8")
    assert result in run_pytest(test)


def test_a_python_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="canary"):
        warnings.warn("canary", stacklevel=1)


def test_the_real_keyring_is_out_of_reach() -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("kobra", "canary")


def test_nothing_is_written_into_the_real_home() -> None:
    assert "kobra-tests-" in os.environ["XDG_DATA_HOME"]


def test_a_qt_call_keeps_the_references_of_none(qtbot: QtBot) -> None:
    """A build of Qt for Python that does not would abort Python 3.11 after some thousand calls."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("canary")
    assert abs(sys.getrefcount(None) - before) < 500
