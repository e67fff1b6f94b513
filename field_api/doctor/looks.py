"""The looks, each alone: one that fails keeps no other from being taken."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database, normalised
from field_api.doctor.backup_looks import look_at_backup
from field_api.doctor.finding import Finding, bad, doubtful, good
from field_api.doctor.mail_looks import look_at_mail
from field_api.doctor.versions import look_at_versions
from field_api.doctor.webhook_looks import look_at_webhooks
from field_api.places.archive import BASEMAP
from field_api.readiness import DATABASE, REVISION, obstacle, reason_of_any
from field_api.settings import Settings
from field_api.tables.audit import audit
from field_api.tables.change_log import change_log
from field_api.tables.upgrade import is_current, is_known, revision_of
from kobra_domain.errors import Param
from kobra_records.files.validate import java, validator
from kobra_records.private_files import open_to_others
from kobra_records.shipped import NotBuilt, node_command, web_file

_SKEW = timedelta(seconds=5)
_MAGIC = b"PMTiles\x03"
_MB = 1_000_000


def look_at(settings: Settings) -> Iterator[Finding]:
    """All looks, in the order in which they are mended. Changes nothing but a row of its own."""
    open_paths = list(open_to_others(_own_paths(settings)))  # opening the database closes it
    database, wrong = _opened(settings)
    if wrong is not None:
        yield wrong
    if database is not None:
        yield from _database(settings, database)
    yield _room(settings)
    yield _permissions(open_paths)
    if database is not None:
        yield _clock(settings, database)
        yield from look_at_mail(settings, database)
        yield from look_at_webhooks(database)
    yield look_at_backup(settings)
    yield _tiles(settings.data_folder)
    yield _node()
    yield _java()
    yield _proxies(settings)
    yield look_at_versions(database)
    if database is not None:
        database.close()


def _opened(settings: Settings) -> tuple[Database | None, Finding | None]:
    """The database, or why there is none: it is not made here."""
    try:
        file = _sqlite_file(settings)
        if file is not None and not file.is_file():
            return None, bad("database", "database.missing", path=str(file))
        return Database(settings.database_url), None
    except ValueError as problem:
        return None, bad("database", "database.unreadable", reason=str(problem))
    except OSError as problem:
        return None, bad("database", "database.bad", reason=str(problem))


def _sqlite_file(settings: Settings) -> Path | None:
    url = normalised(settings.database_url)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def _own_paths(settings: Settings) -> list[Path]:
    folder = settings.data_folder
    paths = [folder, *(folder.iterdir() if folder.is_dir() else ())]
    try:
        file = _sqlite_file(settings)
    except ValueError:
        return paths
    ends = ("", "-wal", "-shm")
    return [*paths, *(file.with_name(file.name + end) for end in ends if file is not None)]


def _database(settings: Settings, database: Database) -> Iterator[Finding]:
    engine = "PostgreSQL" if database.is_postgresql else "SQLite"
    try:
        with database.read() as connection:
            current, stands_at = is_current(connection), revision_of(connection)
    except SQLAlchemyError as problem:
        yield bad("database", "database.bad", reason=reason_of_any(problem))
        return
    yield good("database", "database.good", engine=engine)
    if not current:
        is_newer = bool(stands_at) and not is_known(stands_at)
        yield bad("revision", "revision.newer" if is_newer else "revision.bad")
        return
    yield good("revision", "revision.good")
    reason = obstacle(database, settings.data_folder)
    known = {DATABASE, REVISION, ""}
    code = f"write.{reason}" if reason not in known else "write.database"
    yield (
        bad("write", code, folder=str(settings.data_folder))
        if reason
        else good("write", "write.good")
    )


def _room(settings: Settings) -> Finding:
    places = [path if path.is_dir() else path.parent for path in _own_paths(settings)]
    there = {next(p for p in (place, *place.parents) if p.exists()) for place in places}
    free = min(shutil.disk_usage(place).free for place in there)
    told: dict[str, Param] = {"free": free // _MB, "least": settings.least_free_bytes // _MB}
    if free < settings.least_free_bytes:
        return bad("disk", "disk.bad", **told)
    if free < 4 * settings.least_free_bytes:
        return doubtful("disk", "disk.doubtful", **told)
    return good("disk", "disk.good", **told)


def _permissions(open_paths: Sequence[Path]) -> Finding:
    if open_paths:
        return bad("permissions", "permissions.bad", paths=", ".join(map(str, open_paths)))
    return good("permissions", "permissions.good")


def _clock(settings: Settings, database: Database) -> Finding:
    """Against the database's own clock where it is another machine's; else only what was written
    later than now can be known.
    """
    try:
        with database.read() as connection:
            now = settings.clock()
            if database.is_postgresql:
                theirs: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
                apart = abs(theirs - now)
                if apart > _SKEW:
                    return bad("clock", "clock.apart", seconds=round(apart.total_seconds()))
            told = (
                select(func.max(c, type_=c.type)) for c in (change_log.c.changed_at, audit.c.at)
            )
            latest = [at for query in told if (at := connection.scalar(query)) is not None]
    except SQLAlchemyError:
        return doubtful("clock", "clock.unknown")
    if latest and max(latest) > now + _SKEW:
        minutes = round((max(latest) - now).total_seconds() / 60)
        return bad("clock", "clock.behind", minutes=max(1, minutes))
    return good("clock", "clock.good" if database.is_postgresql else "clock.alone")


def _tiles(folder: Path) -> Finding:
    path = folder / BASEMAP
    try:
        with path.open("rb") as file:
            is_map = file.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:
        return doubtful("tiles", "tiles.none")
    except OSError:
        is_map = False
    if not is_map:
        return bad("tiles", "tiles.bad", path=str(path))
    return good("tiles", "tiles.good", megabytes=path.stat().st_size // _MB)


def _node() -> Finding:
    try:
        node_command()
        web_file("logic.mjs")
    except NotBuilt as problem:
        return bad("node", "node.bad", reason=str(problem))
    return good("node", "node.good")


def _java() -> Finding:
    if java() is None or validator() is None:
        return doubtful("java", "java.none")
    return good("java", "java.good")


def _proxies(settings: Settings) -> Finding:
    is_open = settings.host not in ("127.0.0.1", "::1", "localhost")
    if settings.trusted_proxies:
        return good("proxies", "proxies.good", proxies=settings.trusted_proxies)
    if settings.public_url.startswith("https://") and not is_open:
        return doubtful("proxies", "proxies.none")
    return good("proxies", "proxies.no_need")
