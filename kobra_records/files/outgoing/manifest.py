"""What goes with an outgoing file, as its own small file."""

import msgspec

from kobra_domain.outgoing.answers import Manifest
from kobra_records import json_form

MANIFEST_ENDING = ".manifest.json"
MANIFEST_MEDIA = "application/json"


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON that people can read too."""
    return msgspec.json.format(json_form.text(manifest).encode(), indent=2) + b"\n"
