"""`python -m demo`: the invented city with the control center on it; `--snapshot DIR` paints every
page and ends.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import keyring

from demo.city import City, CityError
from demo.memory_keyring import MemoryKeyring

LANGUAGES = ("es", "es_MX", "es_CO", "en")
DEFAULT_SECONDS = 25.0


def parser() -> argparse.ArgumentParser:
    """The flags of the demonstration."""
    made = argparse.ArgumentParser(prog="dev.py demo", description=__doc__)
    made.add_argument("--snapshot", type=Path, metavar="DIR", help="paint every page there, end")
    made.add_argument("--seconds", type=float, default=DEFAULT_SECONDS, metavar="N")
    made.add_argument("--lang", choices=LANGUAGES, default="es")
    made.add_argument("--theme", choices=("light", "dark"), default=None)
    made.add_argument("--size", default="1366x768", metavar="WxH", help="of the pictures")
    made.add_argument("--scenes", action="store_true", help="paint the pages at work as well")
    made.add_argument("--tints", action="store_true", help="Hoy and Mapa in grey and deutan too")
    made.add_argument("--agents", type=int, default=24)
    made.add_argument("--days", type=int, default=21, help="of past behind the demonstration")
    return made


def main() -> int:
    """Run the demonstration; answers the exit code."""
    begun_s = time.monotonic()
    given = parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="kobra-demo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The demonstration leaves no trace: its own home for the profile, and its own keyring.
        os.environ["KOBRA_DESKTOP_HOME"] = str(folder / "desktop")
        keyring.set_keyring(MemoryKeyring())
        if given.snapshot is not None:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        city = City(folder, agents=given.agents, days=given.days)
        try:
            city.build()
            from demo.desktop import show  # Qt is loaded while the city is built

            city.start()
            return show(city, given, begun_s)
        except CityError as problem:
            print(f"demo: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        finally:
            city.stop()


if __name__ == "__main__":
    sys.exit(main())
