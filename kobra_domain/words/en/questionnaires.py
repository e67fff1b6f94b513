"""Words of questionnaires in English: kinds, lives, fields."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # kinds
    "kind.questionnaire": "Questionnaire",
    "kind.questionnaire_version": "Questionnaire version",
    "kind.library_block": "Library block",
    # who may
    "permission.design": "Design questionnaires",
    "permission.review": "Review submissions",
    # lives and rows
    "questionnaire_state.draft": "Draft",
    "questionnaire_state.published": "Published",
    "questionnaire_state.retired": "Retired",
    "node_kind.question": "Question",
    "node_kind.group": "Group",
    "node_kind.repeat": "Repeat",
    "node_kind.comment": "Comment",
    "node_kind.blank": "Blank row",
    # fields
    "field.title": "Title",
    "field.form_id": "Form ID",
    "field.form_version": "Form version",
    "field.document_hash": "Content fingerprint",
    "field.current_version_id": "Current version",
    "field.edited_at": "Edited",
    "field.edited_by": "Edited by",
    "field.published_at": "Published",
    "field.published_by": "Published by",
    "field.questionnaire_id": "Questionnaire",
    "field.version_id": "Questionnaire version",
}
