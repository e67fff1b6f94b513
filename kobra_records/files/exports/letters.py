"""Letters that formats cannot hold, and how long they count a text."""

import re

# XML 1.0 has no way to write these; lone surrogates have no bytes either.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def readable(text: str) -> str:
    """The text without the letters that no file can hold."""
    return _UNREADABLE.sub("", text)


def escaped(text: str) -> str:
    """A text for a workbook: what a reader would take for an escaped letter («_x0041_») is
    escaped itself.
    """
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def utf16_length(text: str) -> int:
    """The length as Excel counts it: a letter beyond the first plane counts twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def utf16_cut(text: str, most: int) -> str:
    """The start of the text, of at most so many of Excel's letters, no letter halved."""
    if len(text) * 2 <= most or utf16_length(text) <= most:
        return text
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")
