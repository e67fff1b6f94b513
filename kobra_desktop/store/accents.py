"""Text as a search compares it: without accents or case."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Lower case without accents; «ñ» is found by «n», as people type in haste."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, each to be found somewhere."""
    return tuple(plain(text).split())
