"""`python -m installer [--smoke]`: freezes the control center and tries what came of it, shortly
(`--smoke`, as each change is) or whole, with packages.
"""

from __future__ import annotations

import argparse
import sys

from installer import packages
from installer.freezing import freeze
from installer.smoke import smoke
from tools.console import ROOT, SetupError, say

INTO = ROOT / "build" / "frozen"
PACKAGES = ROOT / "build" / "packages"


def main() -> int:
    """Freeze, measure, try; answers the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a short try, no packages")
    given = parser.parse_args()
    try:
        frozen = freeze(INTO)
    except SetupError as problem:
        say(str(problem))
        return 2
    said = ", ".join(f"{name} {size:.0f} MB" for name, size in frozen.sizes().items())
    say(f"Frozen into {frozen.folder}: {said}")
    code = smoke(frozen, is_short=given.smoke)
    try:
        return code if given.smoke else packages.make(frozen, PACKAGES) or code
    except SetupError as problem:
        say(str(problem))
        return 2


if __name__ == "__main__":
    sys.exit(main())
