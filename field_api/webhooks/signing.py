"""Signs what is posted, as Standard Webhooks 1.0.0 says: HMAC-SHA256 over `id.timestamp.body`."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"
_KEY_BYTES = 32


def new_secret() -> str:
    """A secret as it is shown: `whsec_` and 32 random bytes as base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


def headers(message_id: str, at: datetime, body: bytes, keys: Sequence[str]) -> dict[str, str]:
    """The three headers of one attempt at `at`; a signature for each secret (`whsec_…`)."""
    second = int(at.timestamp())
    signed = f"{message_id}.{second}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(second),
        "webhook-signature": " ".join(_signature(key, signed) for key in keys),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
