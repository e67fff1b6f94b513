"""The secrets of one profile: in the system's keyring, else under a passphrase, else only while the
program runs. What lives only so long can be put under a passphrase later.

Blocking; called on workers, save `is_lasting`.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from kobra_desktop.keychain import (
    Keychain,
    PassphraseNeeded,
    SessionKeychain,
    VaultKeychain,
    open_keychain,
)
from kobra_desktop.paths import SESSION_PREFIX, Paths

REPLICA = "replica "
_MOVES = "moves"
_SUFFIXES = ("-wal", "-shm", "")


class Keys:
    """A keychain that is chosen when it is first asked. `new_lock` makes its guard.

    Every method but `go_without` raises PassphraseNeeded while the vault is locked, KeychainError.
    """

    def __init__(self, paths: Paths, new_lock: Callable[[], AbstractContextManager[Any]]) -> None:
        self._paths = paths
        self._guard = new_lock()
        self._held: Keychain | None = None
        self._goes_without = False

    @property
    def is_lasting(self) -> bool:
        """Whether secrets are still there after a restart; false before the first question."""
        return self._held is not None and self._held.is_lasting

    def open(self) -> None:
        """Choose the keychain; it may wait for the system to unlock it."""
        with self._guard:
            self._opened()

    def secret(self, name: str) -> str | None:
        """The secret, None if there is none."""
        with self._guard:
            return self._opened().secret(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a secret."""
        with self._guard:
            self._opened().keep(name, value)

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        with self._guard:
            self._opened().forget(name)

    def unlock(self, passphrase: str) -> None:
        """Open the vault. Raises WrongPassphrase, KeychainError."""
        vault = VaultKeychain(self._paths.vault, passphrase)
        with self._guard:
            self._held = vault
            self._move(vault)
            self._clear()

    def go_without(self) -> None:
        """Leave the vault locked, with all that is under it, until the next start."""
        self._goes_without = True

    def protect(self, passphrase: str) -> None:
        """Put what would end with the program under a passphrase. A vault that nobody could open is
        set aside. Raises KeychainError.
        """
        with self._guard:
            if not isinstance(self._held, SessionKeychain):
                return
            _set_aside(self._paths.vault)
            vault = VaultKeychain(self._paths.vault, passphrase)
            moves = []
            for name, value in self._held.all.items():
                vault.keep(name, value)
                if name.startswith(REPLICA):
                    moves.append(name.removeprefix(REPLICA))
            # The files are in use: they get their lasting names when they are opened again.
            lines = (f"{self._paths.session_replica(name).name} {name}.db" for name in moves)
            vault.keep(_MOVES, "\n".join(lines))
            self._held = vault

    def place(self, name: str, lasting: Path) -> Path:
        """The file of a replica that nobody has open, wherever it must be by now."""
        with self._guard:
            held = self._opened()
            if isinstance(held, VaultKeychain):
                self._move(held)
            return lasting if held.is_lasting else self._paths.session_replica(name)

    def close(self) -> None:
        """Remove the files whose keys end with the program."""
        if isinstance(self._held, SessionKeychain):
            for path in self._paths.replicas.glob(self._paths.session_replica("*").name + "*"):
                _remove(path)

    def _opened(self) -> Keychain:
        if self._held is None:
            if self._paths.vault.exists() and not self._goes_without:
                raise PassphraseNeeded
            self._held = open_keychain()
            if not self._goes_without:
                self._clear()
        return self._held

    def _move(self, vault: VaultKeychain) -> None:
        """Give replicas of a session that was protected in its course their lasting names."""
        folder = self._paths.replicas
        for move in (vault.secret(_MOVES) or "").splitlines():
            old, new = move.split()
            if (folder / old).exists():
                _set_aside(folder / new)
            for suffix in _SUFFIXES:  # the file itself last: with it the move is done
                if (folder / (old + suffix)).exists():
                    (folder / (old + suffix)).replace(folder / (new + suffix))
        vault.forget(_MOVES)

    def _clear(self) -> None:
        """Nobody has the keys of replicas of earlier sessions."""
        for path in self._paths.replicas.glob(f"{SESSION_PREFIX}*"):
            _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _set_aside(path: Path) -> None:
    """Nothing is deleted that somebody may still find the passphrase of."""
    if path.exists():
        number = sum(1 for _ in path.parent.glob(f"{path.stem}.old-*"))
        path.rename(path.with_name(f"{path.stem}.old-{number + 1}{path.suffix}"))
