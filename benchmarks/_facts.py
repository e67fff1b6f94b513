"""What every result says of itself, and how a set of times is put into numbers."""

import os
import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """When and on what it ran, in general words. `load` is the system's before the run."""
    return {
        "at": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} shared cores",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, quartiles, the ninth tenth and the ninety-ninth hundredth."""
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    hundredths = statistics.quantiles(values, n=100, method="inclusive")
    return {
        "median": round(statistics.median(values), 1),
        "low_quartile": round(low, 1),
        "high_quartile": round(high, 1),
        "p90": round(tenths[8], 1),
        "p99": round(hundredths[98], 1),
        "runs": len(values),
    }


def resident_mb() -> float:
    """Memory of this process now (Linux; else 0)."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return round(int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)
