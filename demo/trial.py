"""`python -m demo --trial FOLDER`: the city for somebody who tries the program. It says on its
standard output how far it is, a JSON object a line, ends when its standard input closes or its
window does, and leaves nothing.
"""

import errno
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from demo.city import City, CityError
from demo.hours import moment_at
from demo.left import when_left
from demo.owner import Desktop
from demo.wish import Wish
from field_api.simulator.world import is_ordinary, local
from kobra_desktop.models.first_run.folder import NEEDED_MB, TrialProblem, own

_WORK = (time(8, 30), time(15, 30))
_MORNING = time(11)  # when there is most to be seen
_STEPS = ("city", "accounts", "past")  # by how many lines `seed` has said


def tell(**said: Any) -> None:
    """A line to who began it; nobody may be there any more."""
    try:
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
    except OSError:
        return


@dataclass(frozen=True, slots=True)
class How:
    """How large the city is, how its window speaks and looks. `cache`: where a city was built
    before; None: it is built anew, and gone with the rest.
    """

    agents: int
    days: int
    parties: int
    language: str
    theme: str
    cache: Path | None = None


def run(folder: Path, how: How) -> int:
    """The trial from its beginning to its end; answers the exit code."""
    try:
        with own(folder):
            return _live(folder, how)
    except TrialProblem as problem:
        tell(problem=problem.code, **problem.params)
    except CityError as problem:
        sys.stderr.write(f"trial: {problem}\n")
        tell(problem="trial_failed")
    except OSError as problem:
        sys.stderr.write(f"trial: {problem}\n")
        is_full = problem.errno == errno.ENOSPC
        said = {"free_mb": 0, "needed_mb": NEEDED_MB} if is_full else {"folder": str(folder)}
        tell(problem="trial_no_room" if is_full else "trial_no_folder", **said)
    return 1


def _live(folder: Path, how: How) -> int:
    city = City(
        folder,
        agents=how.agents,
        days=how.days,
        at=_working_hour(datetime.now(UTC)),
        cache=how.cache or folder / "kept",
        has_bank=False,
        parties=how.parties,
    )
    when_left(city.leave)
    desktop = None
    try:
        city.build()
        desktop = Desktop(folder)  # Qt is loaded while the city is built
        for lines in city.building():
            tell(step=_STEPS[min(lines, len(_STEPS) - 1)])
        city.start(lambda step: tell(step=step))
        tell(step="window")
        return desktop.show(_wish(city, how), city)
    except CityError:
        if city.is_left:
            return 0  # nobody wants it any more
        raise
    finally:
        if desktop is not None:
            desktop.stop()
        city.stop()


def _working_hour(now: datetime) -> datetime | None:
    """None while agents are at work by the city's clock: then it is now."""
    here = local(now)
    is_work = is_ordinary(here) and _WORK[0] <= here.time() <= _WORK[1]
    return None if is_work else moment_at(_MORNING, now)


def _wish(city: City, how: How) -> Wish:
    return Wish(
        server=city.server,
        email=city.email,
        password=city.password,
        language=how.language,
        theme=how.theme,
        snapshot="",
        files=str(city.files),
        seconds=0.0,
        size=(0, 0),
        has_scenes=False,
        has_tints=False,
        begun_s=0.0,
        ahead_s=city.ahead.total_seconds(),
        is_trial=True,
    )
