"""Makes identifiers: UUIDv4 for what phones name, UUIDv7 elsewhere.
Passed in, never called by the rules.
"""

import uuid

import uuid_utils


def new_id() -> str:
    """A UUIDv7 as 36 characters: sorts by the time it was made, so indexes stay dense."""
    return str(uuid_utils.uuid7())


def new_phone_id() -> str:
    """A UUIDv4 as 36 characters, for what phone apps name (visits)."""
    return str(uuid.uuid4())
