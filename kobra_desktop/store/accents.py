"""Text as a search compares it: without accents or case."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")  # what a letter wears once it is taken apart
_POINTS = str.maketrans("", "", ".,-+()'")


def plain(text: str) -> str:
    """Lower case without accents; «ñ» is found by «n», as people type in haste."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, each to be found somewhere."""
    return tuple(plain(text).split())


def bare_figures(word: str) -> str:
    """A number as documents and phones are kept, of one that was typed with points: «1.234.567»;
    empty for any other word.
    """
    figures = word.translate(_POINTS)
    return figures if figures != word and figures.isdigit() else ""
