"""What all tests of the program share: the language they begin with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale


@pytest.fixture(autouse=True)
def language_of_its_own() -> Iterator[None]:
    """Forms of number and translators are the whole process's: each test leaves them as it found
    them, so that none depends on which ran before.
    """
    before = QLocale()
    yield
    QLocale.setDefault(before)
    assert QCoreApplication.translate("WorkQueue", "See") == "See", "a translator was left behind"
