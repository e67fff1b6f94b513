"""What somebody may have meant by a name that does not exist, and words without their dress."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import category, normalize

# Comparing is slow and a hostile form has thousands of names: only the likely ones are compared.
MOST_COMPARED = 200
LONGEST = 80
LONGEST_KEPT = 400
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0\u034f"  # letters that are nothing to see
_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Small letters without accents, words divided by one space; punctuation becomes space."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _plain(text)


def _plain(text: str) -> str:
    letters = _ACCENTS.sub("", normalize("NFD", text.casefold()))
    return _BETWEEN_WORDS.sub(" ", letters).strip()


_kept = lru_cache(maxsize=16_384)(_plain)


def same_form_id(one: str, other: str) -> bool:
    """Whether two ids of forms are one for a person: alike but for capitals and for how their
    accents are written.
    """
    return _id_key(one) == _id_key(other)


def _id_key(form_id: str) -> str:
    return normalize("NFC", normalize("NFC", form_id.strip()).casefold())


def visible(text: str) -> str:
    """The text with its invisible letters told: «edad[U+200B]»."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter if _is_seen(letter) else f"[U+{ord(letter):04X}]" for letter in text)


def _is_seen(letter: str) -> bool:
    kind = category(letter)
    is_blank = kind.startswith("Z") and letter not in " \u00a0"
    return not is_blank and letter not in _FILLERS and (kind[0] != "C" or letter in "\n\t\r")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like it, None when nothing is near."""
    if not 1 < len(word) <= LONGEST:
        return None
    bare = plain(word).replace(" ", "")
    likely = []
    for name in known:
        if abs(len(name) - len(word)) <= 3 and _starts_or_ends_alike(name, word):
            if plain(name).replace(" ", "") == bare:
                return name
            likely.append(name)
            if len(likely) == MOST_COMPARED:
                break
    found = get_close_matches(word, likely, n=1, cutoff=0.75)
    return found[0] if found else None


def _starts_or_ends_alike(one: str, other: str) -> bool:
    return one[:1].casefold() == other[:1].casefold() or one[-1:] == other[-1:]
