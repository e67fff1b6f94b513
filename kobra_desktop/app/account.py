"""Who was signed in on this profile: tokens and replica keys in the keychain, the replica on disk.

Blocking; called on workers.
"""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

from kobra_desktop import resources
from kobra_desktop.api import session
from kobra_desktop.api.errors import SignInNeeded
from kobra_desktop.api.http import FieldApi, Tokens, clean_address
from kobra_desktop.api.session import SessionInfo
from kobra_desktop.errors import KobraError
from kobra_desktop.keychain import Keychain, open_keychain
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import Paths, name_of
from kobra_desktop.settings import Settings
from kobra_desktop.store import kept, salvage
from kobra_desktop.store.errors import CorruptReplica
from kobra_desktop.store.replica import KEY_BYTES, Replica
from kobra_desktop.store.salvage import Salvaged

ACCOUNT = "account"


class WrongPassword(KobraError):
    """Not the password with which this user signed in here last."""

    default_code = "wrong_password"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user with an open replica. `salvaged`: the old one was damaged and has been set aside.

    `is_lasting` false: no keyring keeps the key, so the replica ends with the program.
    """

    info: SessionInfo
    api: FieldApi
    replica: Replica
    is_lasting: bool
    salvaged: Salvaged | None = None


class Account:
    """One profile's account. `new_lock` makes the guard of the session's refresh."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        clock: Callable[[], datetime],
        new_lock: Callable[[], AbstractContextManager[Any]],
        language: str,
    ) -> None:
        self._paths = paths
        self._settings = settings
        self._clock = clock
        self._new_lock = new_lock
        self._language = language
        self._keychain: Keychain | None = None

    @property
    def keychain(self) -> Keychain:
        """The keychain; opening it may wait for the system to unlock it."""
        if self._keychain is None:
            self._keychain = open_keychain()
            _clear_session_replicas(self._paths.data / "replicas")
        return self._keychain

    def sign_in(self, typed: Credentials) -> SignedIn:
        """Sign in and open the replica. Raises ApiError, StoreError, KeychainError."""
        server = clean_address(typed.server)
        fresh: list[Tokens | None] = []
        door = self._api(server, None, fresh.append)
        try:
            info = session.sign_in(door, email=typed.email, password=typed.password)
        finally:
            door.close()
        name = name_of(server, info.user.id)
        self._keep_tokens(name, fresh[-1])
        made = self._open(server, info, fresh[-1])
        with made.replica.editing() as connection:
            kept.keep(connection, kept.SESSION, msgspec.to_builtins(info))
            kept.keep(connection, kept.LOCK, PasswordHasher().hash(typed.password))
        self._settings.write(ACCOUNT, {"server": server, "user_id": info.user.id})
        return made

    def resume(self) -> SignedIn | None:
        """The user who was in last, without a request; None when somebody must sign in.

        Raises StoreError, KeychainError.
        """
        held = self._settings.read(ACCOUNT)
        if not isinstance(held, dict):
            return None
        server, user_id = str(held.get("server", "")), str(held.get("user_id", ""))
        path = self._paths.replica(server, user_id)
        tokens = self._tokens(name_of(server, user_id))
        if tokens is None or not path.exists():
            return None
        replica, salvaged = self._replica(server, user_id)
        with replica.reading() as connection:
            said = kept.value(connection, kept.SESSION)
        if said is None:
            replica.close()
            return None
        info = msgspec.convert(said, SessionInfo)
        api = self._api(server, tokens, self._keeping(server, user_id))
        return SignedIn(info, api, replica, self.keychain.is_lasting, salvaged)

    def sign_out(self, signed_in: SignedIn) -> None:
        """End the session; the replica stays for the same user, with what is unsent."""
        session.sign_out(signed_in.api)
        self._settings.write(ACCOUNT, None)

    def check_password(self, replica: Replica, password: str) -> None:
        """Whether it is the password of who is in, also without the server. Raises
        WrongPassword.
        """
        with replica.reading() as connection:
            wanted = kept.value(connection, kept.LOCK)
        try:
            PasswordHasher().verify(str(wanted or ""), password)
        except (VerifyMismatchError, VerificationError) as problem:
            raise WrongPassword from problem
        except ValueError as problem:  # nothing was kept: only the server knows
            raise SignInNeeded from problem

    def _open(self, server: str, info: SessionInfo, tokens: Tokens | None) -> SignedIn:
        api = self._api(server, tokens, self._keeping(server, info.user.id))
        replica, salvaged = self._replica(server, info.user.id)
        return SignedIn(info, api, replica, self.keychain.is_lasting, salvaged)

    def _replica(self, server: str, user_id: str) -> tuple[Replica, Salvaged | None]:
        keychain = self.keychain
        if not keychain.is_lasting:
            return Replica(
                self._paths.session_replica(server, user_id),
                secrets.token_bytes(KEY_BYTES),
                user_id,
            ), None
        path = self._paths.replica(server, user_id)
        key = self._key(name_of(server, user_id))
        try:
            return Replica(path, key, user_id), None
        except CorruptReplica:
            return salvage.replace_damaged(path, key, user_id, self._clock())

    def _key(self, name: str) -> bytes:
        held = self.keychain.secret(f"replica {name}")
        if held is not None:
            return bytes.fromhex(held)
        key = secrets.token_bytes(KEY_BYTES)
        self.keychain.keep(f"replica {name}", key.hex())
        return key

    def _api(
        self, server: str, tokens: Tokens | None, on_tokens: Callable[[Tokens | None], None]
    ) -> FieldApi:
        return FieldApi(
            server,
            guard=self._new_lock(),
            on_tokens=on_tokens,
            tokens=tokens,
            agent=f"KobraDesktop/{resources.product_version()}",
            language=self._language.replace("_", "-"),
        )

    def _keeping(self, server: str, user_id: str) -> Callable[[Tokens | None], None]:
        name = name_of(server, user_id)
        return lambda tokens: self._keep_tokens(name, tokens)

    def _keep_tokens(self, name: str, tokens: Tokens | None) -> None:
        if tokens is None:
            self.keychain.forget(f"session {name}")
        else:
            # The access token ends by itself; only what makes new ones is kept.
            self.keychain.keep(f"session {name}", tokens.refresh)

    def _tokens(self, name: str) -> Tokens | None:
        refresh = self.keychain.secret(f"session {name}")
        return None if refresh is None else Tokens("", refresh)


def _clear_session_replicas(folder: Path) -> None:
    """Nobody has the keys of replicas of earlier sessions."""
    for path in folder.glob("session-*"):
        with suppress(OSError):
            path.unlink()
