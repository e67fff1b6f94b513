"""Secrets at rest: sealed in the database by a key that lies in the data folder, so that neither a
copy of the database nor one of the folder alone tells a password.

The database notes where its key lies, because a command is told the database alone. XChaCha20 with
Poly1305, bound to what the secret is of: a sealed text moved to another row does not open.
"""

import base64
import binascii
import logging
import os
import secrets
import socket
from datetime import UTC, datetime
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import Aead
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import Row

from field_api.tables.configuration import secret_keys
from kobra_domain.errors import DomainError
from kobra_records.private_files import FILE_MODE, make_folder

_MARK = "sealed1"
_ID_BYTES = 8
_log = logging.getLogger(__name__)


class KeyLost(DomainError):
    """The key is not where the database says; `params`: `path`, `machine`."""


class NotOpened(DomainError):
    """The sealed text is of another secret, or was changed."""


def seal(connection: Connection, data_folder: Path, about: str, secret: str) -> str:
    """The secret as it may lie in the database; `about` says what it is of (`smtp_url`,
    `webhook:<id>`) and is needed to open it. Makes the key where the database has none yet, in
    `data_folder`. Raises KeyLost, OSError.
    """
    key_id, key = _own_key(connection, data_folder)
    sealed = Aead(key).encrypt(secret.encode(), about.encode())
    return f"{_MARK}:{key_id}:{base64.b64encode(bytes(sealed)).decode()}"


def unseal(connection: Connection, data_folder: Path, about: str, sealed: str) -> str:
    """The secret. Raises KeyLost; NotOpened for what was not sealed so."""
    mark, _, rest = sealed.partition(":")
    key_id, _, content = rest.partition(":")
    if mark != _MARK:
        raise NotOpened("secret_not_opened")
    key = _key(connection, data_folder, key_id)
    try:
        found = Aead(key).decrypt(base64.b64decode(content, validate=True), about.encode())
    except (CryptoError, binascii.Error, ValueError) as problem:
        raise NotOpened("secret_not_opened") from problem
    return bytes(found).decode()


def settle(connection: Connection, data_folder: Path) -> None:
    """Have the key in the server's own data folder, where its backup takes it along: made, or
    brought from where a command made it. One that is lost is logged; the server works on.
    """
    noted = _noted(connection)
    if noted is None:
        _make(connection, data_folder)
        return
    own = _path(data_folder, noted.id)
    if not own.is_file():
        try:
            _write(own, _key(connection, data_folder, noted.id))
        except KeyLost as problem:
            _log.error("secret_key_lost", extra={"reason": str(problem.params["path"])})
            return
    if (noted.folder, noted.machine) != (str(data_folder.absolute()), socket.gethostname()):
        _note_place(connection, noted.id, data_folder)


def renew(connection: Connection, data_folder: Path) -> None:
    """A new key, for when the old one is gone for good: what that sealed can be opened no more."""
    _make(connection, data_folder)


def _own_key(connection: Connection, data_folder: Path) -> tuple[str, bytes]:
    noted = _noted(connection)
    if noted is None:
        return _make(connection, data_folder)
    return noted.id, _key(connection, data_folder, noted.id)


def _noted(connection: Connection) -> "Row[tuple[str, str, str, datetime]] | None":
    found = select(secret_keys).order_by(secret_keys.c.made_at.desc(), secret_keys.c.id).limit(1)
    return connection.execute(found).one_or_none()


def _make(connection: Connection, data_folder: Path) -> tuple[str, bytes]:
    key_id, key = secrets.token_hex(_ID_BYTES), secrets.token_bytes(Aead.KEY_SIZE)
    _write(_path(data_folder, key_id), key)
    connection.execute(
        insert(secret_keys).values(
            id=key_id,
            folder=str(data_folder.absolute()),
            machine=socket.gethostname(),
            made_at=datetime.now(UTC),
        )
    )
    return key_id, key


def _note_place(connection: Connection, key_id: str, data_folder: Path) -> None:
    connection.execute(
        update(secret_keys)
        .where(secret_keys.c.id == key_id)
        .values(folder=str(data_folder.absolute()), machine=socket.gethostname())
    )


def _key(connection: Connection, data_folder: Path, key_id: str) -> bytes:
    """From the folder at hand, else from where the database says. Raises KeyLost."""
    noted = connection.execute(
        select(secret_keys.c.folder, secret_keys.c.machine).where(secret_keys.c.id == key_id)
    ).one_or_none()
    places = [data_folder, *([Path(noted.folder)] if noted else [])]
    for place in places:
        try:
            key = _path(place, key_id).read_bytes()
        except OSError:
            continue
        if len(key) == Aead.KEY_SIZE:
            return key
    raise KeyLost(
        "secret_key_lost",
        path=str(_path(places[-1], key_id)),
        machine=noted.machine if noted else socket.gethostname(),
    )


def _path(folder: Path, key_id: str) -> Path:
    return folder / f"secret-{key_id}.key"


def _write(path: Path, key: bytes) -> None:
    """Whole before it has its name, and on the disk before anything is sealed by it."""
    make_folder(path.parent)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
