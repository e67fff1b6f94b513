"""Settings that a server keeps in its database, so that they can be changed while it runs. What the
environment or a flag says beats what is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, select

from field_api.configuration.mail_server import server_of
from field_api.configuration.vault import KeyLost, NotOpened, seal, unseal
from field_api.database import upsert
from field_api.settings import Settings
from field_api.tables.configuration import stored_settings
from kobra_domain.errors import DomainError
from kobra_domain.mailboxes import mailbox

_PREFIX = "kobra_"
_YES, _NO = {"1", "true", "yes", "on", "sí", "si"}, {"0", "false", "no", "off", ""}


@dataclass(frozen=True, slots=True)
class Storable:
    """A setting that may be kept: `read` answers it as it is kept, or raises DomainError."""

    name: str
    read: Callable[[str], str]
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept, by name. `closed`: secrets that cannot be opened, and why."""

    values: Mapping[str, str] = field(default_factory=dict)
    closed: Mapping[str, DomainError] = field(default_factory=dict)


def _smtp_url(text: str) -> str:
    return server_of(text).url


def _mail_from(text: str) -> str:
    return str(mailbox(text))


def _public_url(text: str) -> str:
    parts = urlsplit(text.strip())
    try:
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or parts.query or parts.fragment or parts.username or " " in text.strip():
        raise DomainError("public_url_unreadable", value=text)
    return text.strip().rstrip("/")


def _flag(text: str) -> str:
    told = text.strip().lower()
    if told not in _YES | _NO:
        raise DomainError("setting_not_a_switch", value=text)
    return "true" if told in _YES else "false"


STORABLE = {
    one.name: one
    for one in (
        Storable("smtp_url", _smtp_url, is_secret=True),
        Storable("mail_from", _mail_from),
        Storable("public_url", _public_url),
        Storable("mail_paused", _flag),
    )
}


def named(name: str) -> Storable:
    """The setting of that name, with or without KOBRA_, in any case. Raises DomainError."""
    told = name.strip().lower().removeprefix(_PREFIX)
    if told not in STORABLE:
        known = ", ".join(sorted(STORABLE))
        raise DomainError("setting_not_stored", name=name, known=known)
    return STORABLE[told]


def store(connection: Connection, data_folder: Path, name: str, value: str, now: datetime) -> None:
    """Keep a value. Raises DomainError: not such a setting, not such a value, KeyLost."""
    setting = named(name)
    kept = setting.read(value)
    if setting.is_secret:
        kept = seal(connection, data_folder, setting.name, kept)
    statement = upsert(connection, stored_settings).values(
        name=setting.name, value=kept, is_secret=setting.is_secret, changed_at=now
    )
    changed = {key: statement.excluded[key] for key in ("value", "is_secret", "changed_at")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=[stored_settings.c.name], set_=changed)
    )


def forget(connection: Connection, name: str) -> bool:
    """Keep it no more; False if it was not kept. Raises DomainError."""
    gone = delete(stored_settings).where(stored_settings.c.name == named(name).name)
    return connection.execute(gone).rowcount > 0


def stored(connection: Connection, data_folder: Path) -> Stored:
    """All that is kept. What this version does not know is left where it is."""
    values: dict[str, str] = {}
    closed: dict[str, DomainError] = {}
    for row in connection.execute(select(stored_settings).order_by(stored_settings.c.name)):
        if row.name not in STORABLE:
            continue
        if not row.is_secret:
            values[row.name] = row.value
            continue
        try:
            values[row.name] = unseal(connection, data_folder, row.name, row.value)
        except (KeyLost, NotOpened) as problem:
            closed[row.name] = problem
    return Stored(values, closed)


def is_given(base: Settings, name: str) -> bool:
    """Whether the environment or a flag says it, so that nothing that is kept counts."""
    return name in base.named or getattr(base, name) != getattr(Settings(), name)


def overlaid(base: Settings, kept: Stored) -> Settings:
    """The settings with what is kept, where nothing was given at the start."""
    found: dict[str, object] = {}
    for name, value in kept.values.items():
        if not is_given(base, name):
            found[name] = value == "true" if isinstance(getattr(base, name), bool) else value
    return replace(base, **found)  # type: ignore[arg-type]


def shown(name: str, value: str) -> str:
    """A value as it may be shown: without the password that is in it."""
    return server_of(value).shown if name == "smtp_url" and value else value
