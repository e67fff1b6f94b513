"""The one order of names: as a dictionary has them, by letters first, then by accents, then by
case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kobra_desktop.store.accents import plain

# «ñ» is a letter of its own, after every «n»; what follows «n~» in no name.
_LETTER = "n\uffff"
Key = tuple[str, str]


def name_key(name: str) -> Key:
    """What names are ordered by: «Óscar» stands between «Orlando» and «Pablo»."""
    if name.isascii():
        return name.lower(), name
    composed = unicodedata.normalize("NFC", name)
    return plain(composed.replace("ñ", _LETTER).replace("Ñ", _LETTER)), composed


def name_key_or_last(name: str) -> Key | None:
    """The same; without a name it stands last."""
    return name_key(name) if name else None


def by_word(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(value, word) in the order of the words."""
    return sorted(options, key=lambda option: name_key(option[1]))
