"""Published forms that were read, by version: a version never changes, so each is read once."""

from __future__ import annotations

from functools import lru_cache

from kobra_domain.questionnaires.things import QuestionnaireVersion
from kobra_records.answers.form_words import FormWords, read_words


@lru_cache(maxsize=24)
def _words(_version_id: str, _hash: str, document: str, locale: str) -> FormWords | None:
    return read_words(document, locale)


def form_words(version: QuestionnaireVersion | None, locale: str) -> FormWords | None:
    """The form of a version as it reads in a language; None when it is not here or unreadable."""
    if version is None:
        return None
    return _words(version.id, version.document_hash, version.document, locale)
