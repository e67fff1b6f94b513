"""A machine that lies in another time zone than its people."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

FAR_ZONES = ("Asia/Tokyo", "America/Tijuana")


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    """While the block runs; Windows takes no zone from its environment and stays where it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        if sys.platform != "win32":
            time.tzset()
        yield
    if sys.platform != "win32":
        time.tzset()
