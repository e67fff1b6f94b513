"""Text as a search compares it: without accents or case."""

import unicodedata

_MARKS = dict.fromkeys(range(0x0300, 0x0370))  # what a letter wears once it is taken apart


def plain(text: str) -> str:
    """Lower case without accents; «ñ» is found by «n», as people type in haste."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).translate(_MARKS).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, each to be found somewhere."""
    return tuple(plain(text).split())
