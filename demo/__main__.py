"""`python -m demo`: the invented city with the control center on it; `--snapshot DIR` paints every
page and ends. With `--scenes` Hoy is painted at three hours of a working day too.
"""

import argparse
import datetime
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from demo import trial
from demo.city import PARTIES, City, CityError
from demo.folders import own_folder
from demo.hours import HOURS, moment_at
from demo.owner import Desktop
from demo.saying import say
from demo.wish import Wish

PARTS = ("plan", "reports", "install", "tour")
LANGUAGES = ("es", "es_MX", "es_CO", "en")
DEFAULT_SECONDS = 25.0
TRIAL_DAYS = 12  # as quick to build as can be, and every report has something in it
PAST_DAYS = 36  # as many as have three equal weekdays, also of a Monday, which is often a holiday


def parser() -> argparse.ArgumentParser:
    """The flags of the demonstration."""
    made = argparse.ArgumentParser(prog="dev.py demo", description=__doc__)
    made.add_argument("--snapshot", type=Path, metavar="DIR", help="paint every page there, end")
    made.add_argument("--seconds", type=float, default=DEFAULT_SECONDS, metavar="N")
    made.add_argument("--lang", choices=LANGUAGES, default="es")
    made.add_argument("--theme", choices=("system", "light", "dark"), default=None)
    made.add_argument("--size", default="1366x768", metavar="WxH", help="of the pictures")
    made.add_argument("--scenes", action="store_true", help="paint the pages at work as well")
    made.add_argument("--tints", action="store_true", help="Hoy and Mapa in grey and deutan too")
    made.add_argument("--only", choices=PARTS, help="paint nothing but that part")
    made.add_argument("--contrast", action="store_true", help="as where the system asks for more")
    made.add_argument("--text-scale", type=float, default=1.0, metavar="N", help="1 to 1.5")
    made.add_argument("--at", type=_hour, metavar="HH:MM", help="what time it is in the city")
    made.add_argument("--trial", type=Path, metavar="DIR", help="for who tries it: all lies there")
    made.add_argument("--cache", type=Path, metavar="DIR", help="where the built city is kept")
    made.add_argument("--agents", type=int, default=24)
    made.add_argument("--parties", type=int, default=PARTIES, help="doors where somebody owes")
    made.add_argument(
        "--days", type=int, default=PAST_DAYS, help="of past behind the demonstration"
    )
    return made


def _hour(text: str) -> datetime.time:
    return datetime.datetime.strptime(text, "%H:%M").time()


def main() -> int:
    """Run the demonstration; answers the exit code."""
    given = parser().parse_args()
    if given.trial is not None:
        days, theme = min(given.days, TRIAL_DAYS), given.theme or "system"
        how = trial.How(given.agents, days, given.parties, given.lang, theme, given.cache)
        return trial.run(given.trial, how)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    if given.snapshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    code = _run(given, given.at)
    is_whole = given.scenes and not given.only and given.at is None
    if given.snapshot is None or not is_whole:
        return code
    for hour in HOURS:
        code = _run(given, hour, only_today=True) or code  # one lacking picture costs no other
    return code


def _run(given: argparse.Namespace, hour: datetime.time | None, *, only_today: bool = False) -> int:
    """One city from its beginning to its end; answers the exit code."""
    begun_s = time.monotonic()
    now = datetime.datetime.now(datetime.UTC)
    at = moment_at(hour, now) if hour is not None else None
    with own_folder() as folder:
        city = City(
            folder,
            agents=given.agents,
            days=given.days,
            at=at,
            cache=given.cache,
            parties=given.parties,
        )
        desktop = None
        try:
            city.build()
            desktop = Desktop(folder)  # Qt is loaded while the city is built
            city.start()
            say(f"Opening the control center as {city.email}, password {city.password}")
            say(f"Last night's files of the bank, for Cartera › Importaciones: {city.files}")
            say(f"What it sends by mail, of which nothing leaves this machine: {city.mails}")
            wish = _wish(city, given, begun_s)
            if only_today and hour is not None:
                wish = replace(wish, only_today=f"today-{hour:%H%M}", has_scenes=False)
            return desktop.show(wish, city)
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
        only=given.only or "",
        has_tints=given.tints,
        begun_s=begun_s,
        ahead_s=city.ahead.total_seconds(),
        has_contrast=given.contrast,
        text_scale=given.text_scale,
    )


if __name__ == "__main__":
    sys.exit(main())
