"""The two forms of a sentence that counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plural:
    """`one` where `params["count"]` is 1, else `other`. Spanish and English need no third form."""

    one: str
    other: str
