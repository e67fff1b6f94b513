"""The signed word of a newer version: how it is written, and read without trusting who sent it.

The file is JSON: `{"payload": base64, "signature": base64}`. The payload is JSON of its own, signed
by ed25519 as the bytes that it is: `{"product", "version", "published_at", "expires_at", "page",
"files": [{"system", "name", "size", "sha256"}]}`; moments in ISO 8601 with their offset.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from kobra_desktop.errors import KobraError

PRODUCT = "kobra-desktop"
MOST_BYTES = 64 * 1024
LARGEST_FILE = 4 * 1024**3
LONGEST_VERSION = 32
CLOCKS_DIFFER = timedelta(days=1)  # a machine's clock may be wrong by so much
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class BadManifest(KobraError):
    """What was answered is not to be believed; nobody is told of it but the log. `code`:
    manifest_not_ours, manifest_signature, manifest_not_valid, manifest_expired, manifest_too_large.
    """

    default_code = "manifest_not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFile:
    """A file of a version: `system` is linux, windows or macos, `size` bytes, `sha256` hex."""

    system: _Short
    name: _Short
    size: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_FILE)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A version that is to be had, and the page on which a person finds it."""

    product: str
    version: _Short
    published_at: datetime
    expires_at: datetime
    page: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    files: Annotated[tuple[UpdateFile, ...], msgspec.Meta(max_length=40)] = ()


@dataclass(frozen=True, slots=True)
class _Sealed:
    payload: str
    signature: str


def numbers(version: str) -> tuple[int, ...] | None:
    """What versions are compared by; None for one that is no release (a checkout)."""
    if len(version) > LONGEST_VERSION or not _VERSION.fullmatch(version):
        return None
    found = [int(part) for part in version.split(".")]
    return tuple(found + [0] * (4 - len(found)))


def is_newer(version: str, than: str) -> bool:
    """Whether a release is newer than another; what is no release is never older."""
    this, that = numbers(version), numbers(than)
    return this is not None and that is not None and this > that


def public_key(private_key: str) -> str:
    """The public half of a private key, both as 64 hex digits. Raises ValueError."""
    return bytes(SigningKey(bytes.fromhex(private_key)).verify_key).hex()


def signed(manifest: Manifest, private_key: str) -> bytes:
    """The file to be published; `private_key` is an ed25519 seed as 64 hex digits.

    Raises BadManifest for what no program would show, ValueError for a key that is none.
    """
    payload = msgspec.json.encode(manifest)
    _checked(msgspec.json.decode(payload, type=Manifest))
    signature = SigningKey(bytes.fromhex(private_key)).sign(payload).signature
    sealed = _Sealed(base64.b64encode(payload).decode(), base64.b64encode(signature).decode())
    return msgspec.json.encode(sealed)


def read(raw: bytes, key: str, now: datetime) -> Manifest:
    """The manifest, if the holder of `key`'s private half signed it and it still holds.

    `key` is 64 hex digits, `now` this machine's time with its zone. Raises BadManifest.
    """
    if len(raw) > MOST_BYTES:
        raise BadManifest("manifest_too_large")
    try:
        sealed = msgspec.json.decode(raw, type=_Sealed)
        payload = base64.b64decode(sealed.payload, validate=True)
        signature = base64.b64decode(sealed.signature, validate=True)
    except (msgspec.MsgspecError, binascii.Error, ValueError, RecursionError) as problem:
        raise BadManifest from problem
    try:
        VerifyKey(bytes.fromhex(key)).verify(payload, signature)
    except (CryptoError, ValueError) as problem:
        raise BadManifest("manifest_signature") from problem
    try:
        found = _checked(msgspec.json.decode(payload, type=Manifest))
    except (msgspec.MsgspecError, RecursionError) as problem:
        raise BadManifest("manifest_not_valid") from problem
    if found.expires_at <= now or found.published_at > now + CLOCKS_DIFFER:
        raise BadManifest("manifest_expired")
    return found


def _checked(found: Manifest) -> Manifest:
    moments = (found.published_at, found.expires_at)
    is_timed = all(one.tzinfo is not None for one in moments)
    is_ours = found.product == PRODUCT and numbers(found.version) is not None
    if not (is_ours and is_timed and is_page(found.page)):
        raise BadManifest("manifest_not_valid")
    return found


def is_page(address: str) -> bool:
    """Whether a browser may be sent there: https, a host, nobody's name, nothing unprintable."""
    if not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        has_port = parts.port != 0
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and parts.username is None and has_port
