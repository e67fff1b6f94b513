"""What a server is told from outside, by flags or by KOBRA_… variables. Read once, then frozen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from fastapi import Depends
from fastapi.requests import HTTPConnection
from platformdirs import user_data_path
from sqlalchemy import URL

from kobra_domain.kinds import WINDOW_DAYS

_PREFIX = "KOBRA_"
_DAY_S = 86_400


def own_folder() -> Path:
    """Where this account's server keeps its files unless told otherwise; not made yet."""
    return user_data_path("kobra-field-api", appauthor=False)


def _sqlite_in(folder: Path) -> str:
    made = URL.create("sqlite", database=str(folder / "kobra.db"))
    return made.render_as_string(hide_password=False)


def utc_now() -> datetime:
    """The wall clock, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that may differ between two servers; durations in seconds or days by their suffix.

    Phones are asked to post no more than `largest_submission` bytes at once; more is read up to
    `largest_submission_body`, so that the refusal of a file beyond `largest_attachment` is heard.
    A connection is closed that has not sent its headers in `header_s`, not a kilobyte of its body
    in `stall_s`, or not read a byte of its answer in `unread_s`. A key of a phone may add
    `phone_day_bytes` in a day; while less than `least_free_bytes` is free where the server writes,
    phones are sent away. `trusted_proxies` (addresses or networks, by commas) may say whom they
    speak for. `geocoder_url`: a service that speaks as Nominatim does, asked once in
    `geocoder_pause_s` for addresses that nothing here can place; empty: none is. `public_url` is
    how phones and mails reach this server from outside; empty: the address of the request.
    """

    database_url: str = field(default_factory=lambda: _sqlite_in(own_folder()))
    data_folder: Path = field(default_factory=lambda: own_folder() / "data")
    host: str = "127.0.0.1"
    port: int = 8750
    public_url: str = ""
    trusted_proxies: str = ""
    log_level: str = "INFO"
    access_token_s: int = 15 * 60
    refresh_token_s: int = 30 * _DAY_S
    code_s: int = 3 * _DAY_S
    retention_days: int = 90
    window_days: int = WINDOW_DAYS
    tombstone_days: int = 90
    ledger_days: int = 200
    largest_body: int = 4 * 2**20
    largest_phone_body: int = 64 * 2**20
    largest_submission: int = 25 * 2**20
    largest_attachment: int = 50 * 2**20
    largest_submission_body: int = 256 * 2**20
    phone_day_bytes: int = 200 * 2**20
    least_free_bytes: int = 512 * 2**20
    largest_tiles: int = 4 * 2**30
    most_connections: int = 1_000
    header_s: int = 20
    stall_s: int = 30
    unread_s: int = 60
    geocoder_url: str = ""
    geocoder_pause_s: int = 1
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_starttls: bool = False
    mail_from: str = ""
    run_jobs: bool = True
    clock: Callable[[], datetime] = utc_now


def from_environment(environment: Mapping[str, str], **flags: Any) -> Settings:
    """Settings from KOBRA_… variables; a flag that is not None wins.

    Raises ValueError naming the variable that cannot be read.
    """
    types = get_type_hints(Settings)
    given: dict[str, Any] = {}
    for item in fields(Settings):
        raw = environment.get(_PREFIX + item.name.upper())
        if raw is not None and item.name != "clock":
            given[item.name] = _read(item.name, raw, types[item.name])
    given |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**given)


def _read(name: str, raw: str, declared: type) -> Any:
    if declared is bool:
        return raw.strip().lower() in {"1", "true", "yes", "on"}
    try:
        return declared(raw)
    except ValueError as problem:
        raise ValueError(f"{_PREFIX}{name.upper()}: {raw!r}") from problem


def settings_of(connection: HTTPConnection) -> Settings:
    """The settings of the server that answers (a FastAPI dependency)."""
    settings: Settings = connection.app.state.settings
    return settings


Conf = Annotated[Settings, Depends(settings_of)]
