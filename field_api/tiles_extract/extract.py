"""Takes a region of an archive: tells what it costs, fetches it, checks it, and puts it where this
server gives it to every control center. Knows no database.
"""

import errno
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from field_api.places.archive import BASEMAP
from field_api.settings import Settings
from field_api.tiles_extract.boxes import Box, checked
from field_api.tiles_extract.plan import Plan, plan_of
from field_api.tiles_extract.source import Changed, Source, Stopped
from field_api.tiles_extract.stage import Stage, check, source_span
from field_api.tiles_extract.wire import Patience, Remote
from kobra_domain.errors import DomainError, Invalid
from kobra_records.private_files import make_folder

FOLDER = "tiles-extract"
_DATE, _DAYS_BACK, _TRIES = "{date}", 7, 3
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Asked:
    """What to take: `source` may hold {date}, the day of a daily build (the newest of a week)."""

    source: str
    box: Box
    max_zoom: int | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What it costs: tiles and bytes of the new map, bytes and requests it is fetched with."""

    url: str
    tiles: int
    bytes: int
    to_fetch: int
    requests: int
    max_zoom: int
    attribution: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of it. `fetched` and `requests`: what really went over the wire; `resumed`: bytes
    of tiles that were here from before; `is_anew`: the source was another than the last time.
    """

    estimate: Estimate
    sha256: str
    fetched: int
    requests: int
    resumed: int
    is_anew: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Whom it asks while it works: `report(done, whole)` in bytes of the new map; `stopped` ends
    it; `wait` between two tries.
    """

    today: date
    stopped: Stopped = lambda: False
    report: Callable[[int, int], object] = lambda done, whole: None
    wait: Callable[[float], object] = time.sleep
    patience: Patience = field(default_factory=Patience)


def estimate(asked: Asked, settings: Settings, around: Around) -> Estimate:
    """What an extract costs. Nothing but directories is fetched; they are kept. Raises DomainError,
    OSError.
    """
    checked(asked.box)
    with _planned(asked, settings, around) as work:
        return _estimate(work)


def extract(asked: Asked, settings: Settings, around: Around) -> Extracted:
    """Put a region in place of the server's map, which stays until the new one is whole. What an
    earlier try has fetched is not fetched again. Raises DomainError, OSError.
    """
    checked(asked.box)
    is_anew = False
    for left in reversed(range(_TRIES)):
        try:
            with _planned(asked, settings, around) as work:
                is_anew |= work.is_anew
                return _extracted(work, settings, around, is_anew=is_anew)
        except Changed as problem:
            is_anew = True
            if not left:
                raise Invalid("tiles_changed") from problem
        except OSError as problem:
            if problem.errno in _FULL:
                raise DomainError("tiles_full") from problem
            raise
    raise AssertionError  # pragma: no cover


@dataclass(frozen=True, slots=True)
class _Work:
    remote: Remote
    source: Source
    stage: Stage
    plan: Plan
    is_anew: bool


@contextmanager
def _planned(asked: Asked, settings: Settings, around: Around) -> Iterator[_Work]:
    make_folder(settings.data_folder)
    stage = Stage(settings.data_folder / FOLDER)
    remote, source = _opened(asked, stage, around)
    try:
        is_same = stage.is_of(asked.source, remote.url, source)
        plan = plan_of(source, asked.box, max_zoom=asked.max_zoom)
        if plan.size > settings.largest_tiles:
            raise Invalid(
                "tiles_region_large",
                size=_megabytes(plan.size),
                limit=_megabytes(settings.largest_tiles),
            )
        yield _Work(remote, source, stage, plan, not is_same)
    finally:
        remote.close()


def _opened(asked: Asked, stage: Stage, around: Around) -> tuple[Remote, Source]:
    """The newest build there is; the one that was begun, while it is there."""
    addresses = list(addresses_of(asked.source, around.today))
    if stage.note.pattern == asked.source and stage.note.url in addresses and stage.part.exists():
        addresses.insert(0, stage.note.url)
    for number, url in enumerate(addresses, 1):
        remote = Remote(url, allow_private=asked.allow_private, patience=around.patience)
        try:
            return remote, Source(remote, around.stopped, around.wait)
        except DomainError as problem:
            remote.close()
            if problem.code != "tiles_gone" or number == len(addresses):
                raise
    raise AssertionError  # pragma: no cover


def addresses_of(pattern: str, today: date) -> Iterator[str]:
    """The addresses that a pattern stands for, the newest first."""
    if _DATE not in pattern:
        yield pattern
        return
    for days in range(_DAYS_BACK + 1):
        yield pattern.replace(_DATE, f"{today - timedelta(days=days):%Y%m%d}")


def _estimate(work: _Work) -> Estimate:
    plan = work.plan
    return Estimate(
        url=work.remote.url,
        tiles=plan.tiles,
        bytes=plan.size,
        to_fetch=plan.to_fetch,
        requests=len(plan.spans),
        max_zoom=plan.deepest,
        attribution=plan.attribution,
    )


def _extracted(work: _Work, settings: Settings, around: Around, *, is_anew: bool) -> Extracted:
    plan, stage = work.plan, work.stage
    free = shutil.disk_usage(settings.data_folder).free
    need = plan.size + settings.least_free_bytes
    if not stage.part.exists() and free < need:
        raise DomainError("tiles_no_room", size=_megabytes(need), free=_megabytes(free))
    done = stage.done(plan)
    resumed = got = sum(length for n in done for _, length in plan.spans[n].parts)
    around.report(got, plan.data)
    for number, span in enumerate(plan.spans):
        if number in done:
            continue
        before, needed = got, sum(length for _, length in span.parts)
        coming = _Coming(around, before, needed, plan.data)
        stage.put(plan, number, work.source.bytes_of(source_span(plan, number), coming))
        got = before + needed
        around.report(got, plan.data)
    try:
        digest = check(stage.part, plan, around.stopped)
    except Invalid:
        stage.clear()
        raise
    stage.part.replace(settings.data_folder / BASEMAP)
    stage.clear()
    remote = work.remote
    return Extracted(_estimate(work), digest, remote.bytes, remote.requests, resumed, is_anew)


class _Coming:
    """Tells how much has come, a span's superfluous bytes not counted."""

    def __init__(self, around: Around, before: int, needed: int, whole: int) -> None:
        self._around, self._before, self._needed, self._whole = around, before, needed, whole
        self._got = 0

    def __call__(self, got: int) -> None:
        self._got += got
        self._around.report(self._before + min(self._got, self._needed), self._whole)


def _megabytes(size: int) -> int:
    return -(-size // 2**20)
