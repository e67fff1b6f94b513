"""A newer version is believed only when its maker signed it, in time, in a known shape."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from kobra_desktop.updates import seen
from kobra_desktop.updates.manifest import (
    MOST_BYTES,
    BadManifest,
    Manifest,
    UpdateFile,
    is_newer,
    is_page,
    public_key,
    read,
    signed,
)

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
OURS, THEIRS = "11" * 32, "22" * 32
KEY = public_key(OURS)


def made(**other: object) -> Manifest:
    """A manifest that holds, but for what is said."""
    fields: dict[str, object] = {
        "product": "kobra-desktop",
        "version": "0.2.0",
        "published_at": NOW - timedelta(days=1),
        "expires_at": NOW + timedelta(days=90),
        "page": "https://kobra.example/descargas",
        "files": (UpdateFile(system="linux", name="kobra.deb", size=9, sha256="ab" * 32),),
    }
    return Manifest(**{**fields, **other})  # type: ignore[arg-type]


def sealed(payload: bytes) -> bytes:
    """Any payload, well signed."""
    signature = SigningKey(bytes.fromhex(OURS)).sign(payload).signature
    said = {"payload": payload, "signature": signature}
    return json.dumps({name: base64.b64encode(raw).decode() for name, raw in said.items()}).encode()


def code_of(raw: bytes, key: str = KEY, now: datetime = NOW) -> str:
    """Why it is not believed; empty when it is."""
    try:
        read(raw, key, now)
    except BadManifest as problem:
        return problem.code
    return ""


def test_what_was_signed_is_read_as_it_was_meant() -> None:
    assert read(signed(made(), OURS), KEY, NOW) == made()


def test_only_its_maker_is_believed() -> None:
    assert code_of(signed(made(), THEIRS)) == "manifest_signature"
    assert code_of(signed(made(), OURS), "no key") == "manifest_signature"
    whole = json.loads(signed(made(), OURS))
    other = json.loads(signed(made(version="9.0.0"), OURS))
    swapped = {"payload": other["payload"], "signature": whole["signature"]}
    assert code_of(json.dumps(swapped).encode()) == "manifest_signature"
    short = {**whole, "signature": base64.b64encode(b"short").decode()}
    assert code_of(json.dumps(short).encode()) == "manifest_signature"


def test_a_word_that_is_over_or_of_the_future_does_not_count() -> None:
    assert code_of(signed(made(), OURS), now=NOW + timedelta(days=91)) == "manifest_expired"
    assert code_of(signed(made(published_at=NOW + timedelta(days=3)), OURS)) == "manifest_expired"
    assert code_of(signed(made(published_at=NOW + timedelta(hours=5)), OURS)) == ""


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>Acepte los t\xc3\xa9rminos</html>",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"payload": 1}',
        b'{"payload": "***", "signature": "***"}',
        '{"payload": "ñ", "signature": "ñ"}'.encode(),
        b'{"x": ' + b"[" * 60_000,
    ],
)
def test_what_is_no_manifest_is_refused(raw: bytes) -> None:
    assert code_of(raw) == "manifest_not_ours"


def test_more_than_it_may_be_is_not_even_read() -> None:
    assert code_of(b" " * (MOST_BYTES + 1)) == "manifest_too_large"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("product", "another"),
        ("version", "latest"),
        ("version", "1." * 20 + "1"),
        ("version", "٣.١"),
        ("page", "http://kobra.example"),
        ("page", "javascript:alert(1)"),
        ("published_at", "2026-12-01T09:00:00"),
        ("files", [{"system": "linux", "name": "x", "size": 0, "sha256": "ab" * 32}]),
        ("files", [{"system": "linux", "name": "x", "size": 5 * 1024**3, "sha256": "ab" * 32}]),
        ("files", [{"system": "linux", "name": "x", "size": 5, "sha256": "AB"}]),
        ("expires_at", None),
    ],
)
def test_a_signed_manifest_of_another_shape_is_refused(field: str, value: object) -> None:
    payload = json.loads(base64.b64decode(json.loads(signed(made(), OURS))["payload"]))
    assert code_of(sealed(json.dumps({**payload, field: value}).encode())) == "manifest_not_valid"


def test_nobody_can_sign_what_no_program_would_show() -> None:
    with pytest.raises(BadManifest):
        signed(made(page="ftp://kobra.example"), OURS)
    with pytest.raises(ValueError, match="hex"):
        signed(made(), "no key")


@given(st.binary(max_size=300))
def test_nothing_that_is_read_fails_in_another_way(raw: bytes) -> None:
    assert code_of(raw) != ""
    assert code_of(sealed(raw)) == "manifest_not_valid"


@pytest.mark.parametrize(
    ("version", "than", "is_one"),
    [
        ("0.2.0", "0.1.9", True),
        ("0.10", "0.9.9", True),
        ("1", "1.0.0", False),
        ("0.1.0", "0.2.0", False),
        ("0.2.0", "0+checkout", False),
        ("0.2.0", "", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, is_one: bool) -> None:
    assert is_newer(version, than) is is_one


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "https://u:p@kobra.example",
        "https://kobra.example:x/",
        "https://[::1/",
        "//a",
        "https://kobra.example/a b",
        "https://kobra.example/\x00",
        "https://kobrá.example/",
    ],
)
def test_a_browser_is_sent_to_no_odd_address(address: str) -> None:
    assert not is_page(address)


class Kept(dict[str, object]):
    """A profile's memory."""

    def read(self, key: str) -> object:
        return self.get(key)

    def write(self, key: str, value: object) -> None:
        self[key] = value


def test_a_profile_knows_which_version_ran_last() -> None:
    memory = Kept()
    assert seen.updated_from(memory, "0.2.0") == ""  # new: nothing to be told of
    seen.note_version(memory, "0.2.0")
    assert seen.updated_from(memory, "0.2.0") == ""
    assert seen.updated_from(memory, "0.3.0") == "0.2.0"
    assert seen.updated_from(memory, "0.1.0") == ""  # an older program went back
    memory.write(seen.KEY, ["odd"])
    assert seen.last_version(memory) == ""
