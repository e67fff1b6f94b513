"""."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {}
