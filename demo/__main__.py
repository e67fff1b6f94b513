"""`python -m demo`: the invented city with the control center on it; `--snapshot DIR` paints every
page and ends.
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from demo.city import City, CityError
from demo.folders import own_folder
from demo.owner import Desktop
from demo.saying import say
from demo.wish import Wish

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
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with own_folder() as folder:
        if given.snapshot is not None:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        city = City(folder, agents=given.agents, days=given.days)
        desktop = None
        try:
            city.build()
            desktop = Desktop(folder)  # Qt is loaded while the city is built
            city.start()
            say(f"Opening the control center as {city.email}, password {city.password}")
            say(f"Last night's files of the bank, for Cartera › Importaciones: {city.files}")
            return desktop.show(_wish(city, given, begun_s), city)
        except CityError as problem:
            print(f"demo: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        finally:
            if desktop is not None:
                desktop.stop()
            city.stop()


def _wish(city: City, given: argparse.Namespace, begun_s: float) -> Wish:
    width, _, height = given.size.partition("x")
    return Wish(
        server=city.server,
        email=city.email,
        password=city.password,
        language=given.lang,
        theme=given.theme or ("light" if given.snapshot else ""),
        snapshot=str(given.snapshot or ""),
        files=str(city.files),
        seconds=given.seconds,
        size=(int(width), int(height)),
        has_scenes=given.scenes,
        has_tints=given.tints,
        begun_s=begun_s,
    )


if __name__ == "__main__":
    sys.exit(main())
