"""The document of a questionnaire in the list of what waits: nobody reads JSON, so each side says
what it changed of the form that both began from.
"""

from __future__ import annotations

from dataclasses import dataclass

from kobra_desktop.models.questionnaires.comparison_words import (
    difference_lines,
    kind_words,
    summary_words,
)
from kobra_desktop.models.questionnaires.counts import questionnaire_counts
from kobra_desktop.store.queries.held import Side
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.comparison import compare
from kobra_domain.questionnaires.form import Form

DOCUMENT = "document"
FORM_KINDS = frozenset({"questionnaire", "questionnaire_version", "library_block"})
# What the document says too, or when it was written: it goes with the side that is chosen.
FOLLOWERS = ("title", "form_id", "edited_at", "edited_by", "document_hash")
MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What each side made of the form as it was."""

    seen: str
    mine: str
    theirs: str


def document_words(side: Side, locale: str) -> DocumentWords:
    """Both sides in a few lines."""
    before = _form(side.seen)
    return DocumentWords(
        _count(before),
        _changes(before, _form(side.mine), locale),
        _changes(before, _form(side.theirs), locale),
    )


def _form(document: object) -> Form | None:
    if not isinstance(document, str) or not document:
        return None
    try:
        return canonical.read(document)
    except DomainError:
        return None


def _count(form: Form | None) -> str:
    if form is None:
        return "–"
    return questionnaire_counts.rows(sum(1 for node in form.nodes() if node.type))


def _changes(before: Form | None, after: Form | None, locale: str) -> str:
    if before is None or after is None:
        return _count(after)
    comparison = compare(before, after)
    lines = difference_lines(comparison, locale)
    said = [
        f"{kind_words(line.kind)}: {line.words}" + (f" · {line.detail}" if line.detail else "")
        for line in lines[:MOST_LINES]
    ]
    more = ["…"] if len(lines) > MOST_LINES else []
    return "\n".join([summary_words(comparison), *said, *more])
