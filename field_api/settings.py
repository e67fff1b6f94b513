"""What a server is told from outside, by flags or by KOBRA_… variables. Read once, then frozen."""

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, get_type_hints
from urllib.parse import quote

from fastapi import Depends
from fastapi.requests import HTTPConnection
from platformdirs import user_data_path
from sqlalchemy import URL

from kobra_domain.errors import DomainError
from kobra_domain.kinds import WINDOW_DAYS
from kobra_domain.mailboxes import mailbox
from kobra_domain.words import say
from kobra_records.speaking import language_of_system

_PREFIX = "KOBRA_"
_DAY_S = 86_400
_SHORTEST_TOKEN = 16
_EVERYWHERE = {"", "0.0.0.0", "::"}
_NOT_GIVEN = {"clock", "old_variables", "named"}
# By what the five old names of the mail server are one line: KOBRA_SMTP_HOST, …
_OLD = ("smtp_host", "smtp_port", "smtp_user", "smtp_password", "smtp_starttls")


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
    how phones and mails reach this server from outside; empty: the address of the request, and in
    mails the server's own. `smtp_url` (`configuration/mail_server.py`), `mail_from`, `public_url`
    and `mail_paused` may also be kept in the database (`configuration/stored.py`). While
    `mail_paused` nothing leaves, neither mails nor webhooks. `metrics_token` opens `GET /metrics`;
    empty: nobody is told. `old_variables`: which were given by
    names that `KOBRA_SMTP_URL` replaces. `named`: what was said from outside at all, be it what
    would hold anyway. `tiles_source`: of which PMTiles archive regions are taken, {date} being the
    day of a daily build; with `tiles_private` it may be on the server's own network.
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
    tiles_source: str = "https://build.protomaps.com/{date}.pmtiles"
    tiles_private: bool = False
    geocoder_url: str = ""
    geocoder_pause_s: int = 1
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    mail_paused: bool = False
    metrics_token: str = field(default="", repr=False)
    old_variables: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    run_jobs: bool = True
    clock: Callable[[], datetime] = utc_now

    @property
    def address(self) -> str:
        """How this server is reached as far as it knows: in what leaves without being asked for."""
        host = socket.gethostname() if self.host in _EVERYWHERE else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")


def from_environment(environment: Mapping[str, str], **flags: Any) -> Settings:
    """Settings from KOBRA_… variables; a flag that is not None wins.

    Raises ValueError naming the variable that cannot be read.
    """
    types = get_type_hints(Settings)
    given: dict[str, Any] = {}
    for item in fields(Settings):
        raw = environment.get(_PREFIX + item.name.upper())
        if raw is not None and item.name not in _NOT_GIVEN:
            given[item.name] = _read(item.name, raw, types[item.name])
    given |= _old_server(environment, given)
    if given.get("mail_from"):
        given["mail_from"] = _sender(given["mail_from"])
    token = given.get("metrics_token", "")
    if token and not (token.isascii() and token.isprintable() and len(token) >= _SHORTEST_TOKEN):
        raise ValueError(f"{_PREFIX}METRICS_TOKEN: {_SHORTEST_TOKEN} characters of ASCII at least")
    given |= {name: value for name, value in flags.items() if value is not None}
    named = frozenset(name for name, value in given.items() if value != "")
    return Settings(**given, named=named)


def _sender(raw: str) -> str:
    try:
        return str(mailbox(raw))
    except DomainError as problem:
        said = say(problem.code, problem.params, language_of_system())
        raise ValueError(f"{_PREFIX}MAIL_FROM: {said}") from problem


def _old_server(environment: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, Any]:
    """The mail server by its old names, where the new one is not given."""
    raw = {name: environment.get(_PREFIX + name.upper(), "") for name in _OLD}
    found = tuple(_PREFIX + name.upper() for name in _OLD if raw[name])
    if not found:
        return {}
    if given.get("smtp_url") or not raw["smtp_host"]:
        return {"old_variables": found}
    port = _read("smtp_port", raw["smtp_port"] or "25", int)
    who = quote(raw["smtp_user"], safe="")
    who += f":{quote(raw['smtp_password'], safe='')}" if who and raw["smtp_password"] else ""
    tls = "required" if _read("smtp_starttls", raw["smtp_starttls"], bool) else "never"
    host = raw["smtp_host"].strip()
    host = f"[{host}]" if ":" in host else host
    line = f"smtp://{who}{'@' if who else ''}{host}:{port}?tls={tls}"
    return {"smtp_url": line, "old_variables": found}


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
