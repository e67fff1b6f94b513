"""Canaries: each must be caught by a gate of the suite, or the gate is not on."""

from __future__ import annotations

import os
import sys
import warnings

import keyring
import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


@pytest.mark.xfail(reason="a Qt warning fails the test that caused it")
def test_a_qt_warning_fails(qtbot: QtBot) -> None:
    qWarning("canary")


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
