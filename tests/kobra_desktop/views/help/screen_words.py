"""What the screen says in a language, for texts that quote it."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

from kobra_desktop import resources
from kobra_domain.words import en, es

_RULES = {"es": es.WORDS, "en": en.WORDS}


@cache
def screen_words(language: str) -> frozenset[str]:
    """Each sentence and button, and what stands before a colon of one."""
    tree = ElementTree.parse(resources.root() / "translations" / "kobra_es.ts")
    said: set[str] = set(map(str, _RULES[language].values()))
    for message in tree.iter("message"):
        part = message.find("translation" if language == "es" else "source")
        assert part is not None
        said |= {text for text in (part.text, *(f.text for f in part)) if text}
    said |= {text.partition(":")[0] for text in said}
    return frozenset(said)
