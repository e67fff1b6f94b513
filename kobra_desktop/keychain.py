"""Where secrets are kept: the system's keyring, else under a passphrase, else only while the
program runs. Never in a plain file. Blocks when the keyring is locked: not for the GUI thread.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import keyring
from keyring.backend import KeyringBackend
from sqlcipher3 import dbapi2 as driver

from kobra_desktop.errors import KobraError
from kobra_records.private_files import make_file

SERVICE = "Kobra Desktop"
_PROBE = "probe"
# Backends that keep nothing, or keep it for everybody to read.
_UNFIT = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeychainError(KobraError):
    """The keyring refused; it may be locked."""

    default_code = "keychain_failed"


class PassphraseNeeded(KobraError):
    """The secrets of this profile are under a passphrase, which only a person knows."""

    needs_person = True
    default_code = "passphrase_needed"


class WrongPassphrase(KobraError):
    """The vault does not open with it."""

    needs_person = True
    default_code = "wrong_passphrase"


class Keychain(Protocol):
    """Secrets by name. `is_lasting`: they are still there after a restart."""

    is_lasting: bool

    def secret(self, name: str) -> str | None:
        """The secret, None if there is none."""

    def keep(self, name: str, value: str) -> None:
        """Keep a secret."""

    def forget(self, name: str) -> None:
        """Keep it no longer; one that is not there is no matter."""


class SystemKeychain:
    """The operating system's keyring. Raises KeychainError, whatever its backend raises: those are
    other people's, and behind them stands a bus that may be gone.
    """

    is_lasting = True

    def __init__(self, backend: KeyringBackend, service: str = SERVICE) -> None:
        self._backend = backend
        self._service = service

    def secret(self, name: str) -> str | None:
        """The secret, None if there is none."""
        try:
            return self._backend.get_password(self._service, name)
        except Exception as problem:
            raise KeychainError from problem

    def keep(self, name: str, value: str) -> None:
        """Keep a secret."""
        try:
            self._backend.set_password(self._service, name, value)
        except Exception as problem:
            raise KeychainError from problem

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        try:
            if self._backend.get_password(self._service, name) is not None:
                self._backend.delete_password(self._service, name)
        except Exception as problem:
            raise KeychainError from problem


class SessionKeychain:
    """Secrets that end with the program; the screen says so."""

    is_lasting = False

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    @property
    def all(self) -> Mapping[str, str]:
        """Every secret by its name, to be carried to where they last."""
        return dict(self._secrets)

    def secret(self, name: str) -> str | None:
        """The secret, None if there is none."""
        return self._secrets.get(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a secret."""
        self._secrets[name] = value

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._secrets.pop(name, None)


class VaultKeychain:
    """Secrets in an encrypted file under a passphrase. Raises WrongPassphrase at the start, and
    KeychainError when the file cannot be read or written.
    """

    is_lasting = True

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path = path
        self._passphrase = passphrase
        self._ask("CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value TEXT NOT NULL)")

    def secret(self, name: str) -> str | None:
        """The secret, None if there is none."""
        found = self._ask("SELECT value FROM secret WHERE name = ?", name)
        return None if not found else str(found[0][0])

    def keep(self, name: str, value: str) -> None:
        """Keep a secret."""
        self._ask("INSERT OR REPLACE INTO secret VALUES (?, ?)", name, value)

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._ask("DELETE FROM secret WHERE name = ?", name)

    def _ask(self, statement: str, *values: str) -> list[Any]:
        # Opened for each question: secrets are asked for seldom, and from several threads.
        try:
            make_file(self._path)
            with closing(driver.connect(str(self._path))) as connection:
                connection.execute("PRAGMA cipher_log_level = NONE")
                quoted = self._passphrase.replace("'", "''")
                connection.execute(f"PRAGMA key = '{quoted}'")
                found: list[Any] = connection.execute(statement, values).fetchall()
                connection.commit()
        except OSError as problem:
            raise KeychainError from problem
        except driver.DatabaseError as problem:
            is_wrong = problem.sqlite_errorcode == sqlite3.SQLITE_NOTADB
            raise (WrongPassphrase if is_wrong else KeychainError) from problem
        return found


def open_keychain(service: str = SERVICE) -> Keychain:
    """The system's keyring if it truly keeps a secret, else one for this session only."""
    try:
        backend = keyring.get_keyring()
    except Exception:  # one that is named in the environment or a file, and is not there
        return SessionKeychain()
    if type(backend).__module__.startswith(_UNFIT):
        return SessionKeychain()
    found = SystemKeychain(backend, service)
    try:
        found.keep(_PROBE, _PROBE)
        is_kept = found.secret(_PROBE) == _PROBE
        found.forget(_PROBE)
    except KeychainError:
        return SessionKeychain()
    return found if is_kept else SessionKeychain()
