"""Who was signed in on this profile: tokens and replica keys in the keychain, the replica on disk.

Blocking; called on workers.
"""

import re
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

from kobra_desktop import resources
from kobra_desktop.api import session
from kobra_desktop.api.errors import SignInNeeded
from kobra_desktop.api.http import FieldApi, Tokens, clean_address
from kobra_desktop.app.keys import REPLICA, Keys
from kobra_desktop.device import device_id
from kobra_desktop.errors import KobraError
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import Paths, name_of
from kobra_desktop.settings import Settings
from kobra_desktop.store import kept, salvage
from kobra_desktop.store.errors import CorruptReplica
from kobra_desktop.store.replica import KEY_BYTES, Replica
from kobra_desktop.store.salvage import Salvaged
from kobra_domain.answers import SessionInfo

ACCOUNT, DEVICE = "account", "device"


# Whatever else the keyring holds opens nothing: what is unreadable then is set aside.
_KEY = re.compile(rf"[0-9a-fA-F]{{{2 * KEY_BYTES}}}")


class WrongPassword(KobraError):
    """Not the password with which this user signed in here last."""

    default_code = "wrong_password"


class CopiedProfile(KobraError):
    """The profile was copied here from another machine or place, where its session goes on."""

    default_code = "copied_profile"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user with an open replica. `salvaged`: the old one was damaged and has been set aside."""

    info: SessionInfo
    api: FieldApi
    replica: Replica
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
        self.language = language
        self.keys = Keys(paths, new_lock)
        self._salvaged: Salvaged | None = None
        # Two copies with one session would end it for each other.
        self._device = device_id(paths.data)

    def sign_in(self, typed: Credentials) -> SignedIn:
        """Sign in and open the replica. Raises ApiError, StoreError, KeychainError,
        PassphraseNeeded.
        """
        self.keys.open()
        server = clean_address(typed.server)
        self._settings.write(DEVICE, self._device)
        info, tokens = self._ask_in(server, typed.email, typed.password)
        self._keep_tokens(name_of(server, info.user.id), tokens)
        made = self._open(server, info, tokens)
        with made.replica.editing() as connection:
            kept.keep(connection, kept.SESSION, msgspec.to_builtins(info))
        self._keep_lock(made.replica, typed.password)
        self._settings.write(ACCOUNT, {"server": server, "user_id": info.user.id})
        return made

    def sign_in_again(self, signed_in: SignedIn, password: str) -> None:
        """A new session for who is in, in the place of one that has ended. Raises ApiError."""
        api, email = signed_in.api, signed_in.info.user.email
        info, tokens = self._ask_in(api.server, email, password)
        if info.user.id != signed_in.info.user.id:
            raise SignInNeeded("another_user")
        api.take_tokens(tokens)
        self._keep_lock(signed_in.replica, password)

    def resume(self) -> SignedIn | None:
        """The user who was in last, without a request; None when somebody must sign in.

        Raises CopiedProfile, StoreError, KeychainError, PassphraseNeeded.
        """
        self.keys.open()
        held = self._settings.read(ACCOUNT)
        if not isinstance(held, dict):
            return None
        if self._settings.text(DEVICE, self._device) != self._device:
            raise CopiedProfile
        server, user_id = str(held.get("server", "")), str(held.get("user_id", ""))
        tokens = self._tokens(name_of(server, user_id))
        if tokens is None or not self._paths.replica(server, user_id).exists():
            return None
        replica = self._replica(server, user_id)
        with replica.reading() as connection:
            said = kept.value(connection, kept.SESSION)
        info = session.remembered(said)
        if info is None:
            replica.close()
            return None
        return self._joined(server, info, tokens, replica)

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

    def change_password(self, signed_in: SignedIn, old: str, new: str) -> None:
        """Other sessions end; this one goes on by its refresh token. Raises ApiError."""
        session.change_password(signed_in.api, old=old, new=new)
        self._keep_lock(signed_in.replica, new)

    def repair(self, damaged: SignedIn) -> SignedIn:
        """Set a replica that is damaged aside, and go on with a new one and what only the old one
        held. Nobody may use the damaged one any more. Raises StoreError, KeychainError.
        """
        server, info = damaged.api.server, damaged.info
        name = name_of(server, info.user.id)
        damaged.replica.close()
        replica, self._salvaged = salvage.replace_damaged(
            damaged.replica.path, self._key(name), info.user.id, self._clock()
        )
        with replica.editing() as connection:
            kept.keep(connection, kept.SESSION, msgspec.to_builtins(info))
        return self._joined(server, info, self._tokens(name), replica)

    def _ask_in(self, server: str, email: str, password: str) -> tuple[SessionInfo, Tokens]:
        fresh: list[Tokens] = []
        door = self._api(server, None, lambda tokens: fresh.append(tokens) if tokens else None)
        try:
            info = session.sign_in(door, email=email, password=password)
        finally:
            door.close()
        return info, fresh[-1]

    def _keep_lock(self, replica: Replica, password: str) -> None:
        """What `check_password` compares with, also without the server."""
        hashed = PasswordHasher().hash(password)
        with replica.editing() as connection:
            kept.keep(connection, kept.LOCK, hashed)

    def _open(self, server: str, info: SessionInfo, tokens: Tokens) -> SignedIn:
        return self._joined(server, info, tokens, self._replica(server, info.user.id))

    def _joined(
        self, server: str, info: SessionInfo, tokens: Tokens | None, replica: Replica
    ) -> SignedIn:
        api = self._api(server, tokens, self._keeping(server, info.user.id))
        # Told once, also when somebody had to sign in after the damage was found.
        salvaged, self._salvaged = self._salvaged, None
        return SignedIn(info, api, replica, salvaged)

    def _replica(self, server: str, user_id: str) -> Replica:
        name = name_of(server, user_id)
        key = self._key(name)
        path = self.keys.place(name, self._paths.replica(server, user_id))
        salvage.finish(path)
        try:
            replica = Replica(path, key, user_id)
        except CorruptReplica:
            replica, self._salvaged = salvage.replace_damaged(path, key, user_id, self._clock())
        self._salvaged = salvage.try_again(replica, key) or self._salvaged
        return replica

    def _key(self, name: str) -> bytes:
        held = self.keys.secret(f"{REPLICA}{name}")
        if held is not None and _KEY.fullmatch(held):
            return bytes.fromhex(held)
        key = secrets.token_bytes(KEY_BYTES)
        self.keys.keep(f"{REPLICA}{name}", key.hex())
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
            language=self.language.replace("_", "-"),
            clock=self._clock,
        )

    def _keeping(self, server: str, user_id: str) -> Callable[[Tokens | None], None]:
        name = name_of(server, user_id)
        return lambda tokens: self._keep_tokens(name, tokens)

    def _keep_tokens(self, name: str, tokens: Tokens | None) -> None:
        if tokens is None:
            self.keys.forget(f"session {name} {self._device}")
        else:
            # The access token ends by itself; only what makes new ones is kept.
            self.keys.keep(f"session {name} {self._device}", tokens.refresh)

    def _tokens(self, name: str) -> Tokens | None:
        if not self._settings.text(DEVICE):
            self._bind(name)
        refresh = self.keys.secret(f"session {name} {self._device}")
        return None if refresh is None else Tokens("", refresh)

    def _bind(self, name: str) -> None:
        """A profile from before there were devices is of this one."""
        if (refresh := self.keys.secret(f"session {name}")) is not None:
            self._keep_tokens(name, Tokens("", refresh))
            self.keys.forget(f"session {name}")
        self._settings.write(DEVICE, self._device)
