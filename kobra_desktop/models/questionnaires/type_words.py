"""Types of question in words."""

from __future__ import annotations

from kobra_desktop.store.accents import plain
from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.question_types import OFFERS, Offer, read_type
from kobra_domain.words import has_words, say, word


def offer_word(code: str, locale: str) -> str:
    """«Una opción»; the code itself for a type nobody has a word for."""
    key = f"question_type.{code}"
    return say(key, None, locale) if has_words(key, locale) else code


def family_word(offer: Offer, locale: str) -> str:
    """The family it stands in."""
    return word(read_type(offer.type).info.family, locale)


def offers_for(typed: str, locale: str) -> list[tuple[Offer, str, str]]:
    """The offers that all typed words occur in, each with its word and its family's."""
    words, found = plain(typed).split(), []
    for offer in OFFERS:
        name, family = offer_word(offer.code, locale), family_word(offer, locale)
        haystack = plain(f"{name} {family} {offer.type} {offer.code}")
        if all(one in haystack for one in words):
            found.append((offer, name, family))
    # What begins with the typed word is meant rather than what has it somewhere.
    return sorted(found, key=lambda one: not plain(one[1]).startswith(" ".join(words)))


def offer_of(node: Node) -> Offer | None:
    """The offer that a node is of: signature and likert are told apart by their appearance."""
    base = read_type(node.type).base
    appearance = node.cells.get("appearance", "").split()
    for offer in OFFERS:
        wanted = offer.cells.get("appearance")
        if wanted and offer.type == base and wanted in appearance:
            return offer
    return next((offer for offer in OFFERS if offer.code == base), None)


def type_words(node: Node, locale: str) -> str:
    """The type of a node in words; what is written when it is not known."""
    offer = offer_of(node)
    base = read_type(node.type).base
    return offer_word(offer.code if offer else base, locale) if base else ""
