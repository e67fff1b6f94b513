"""What becomes of a file's rows, and why a value of one is kept out."""

from enum import StrEnum


class Fate(StrEnum):
    """How a row ends: exactly one of these; absent are accounts of the book that no row names."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    ABSENT = "absent"


class KeptOut(StrEnum):
    """Why a value of a file is not taken: a person settled it; the person's data is only kept; a
    person has said where the door is; the authorisation was revoked.
    """

    SETTLED = "settled"
    RESTRICTED = "restricted"
    PLACED = "placed"
    REVOKED = "revoked"
