"""Neutral Spanish: the base that every code has words in."""

from kobra_domain.words.es import (
    alerts,
    designer,
    failures,
    fields,
    files,
    form_acts,
    form_functions,
    form_problems,
    form_remedies,
    mail,
    phones,
    question_types,
    questionnaires,
    sentences,
    submissions,
    submissions_phone,
    terms,
    things,
)
from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    **things.WORDS,
    **terms.WORDS,
    **alerts.WORDS,
    **designer.WORDS,
    **sentences.WORDS,
    **failures.WORDS,
    **fields.WORDS,
    **files.WORDS,
    **form_acts.WORDS,
    **form_functions.WORDS,
    **form_problems.WORDS,
    **form_remedies.WORDS,
    **mail.WORDS,
    **phones.WORDS,
    **questionnaires.WORDS,
    **question_types.WORDS,
    **submissions.WORDS,
    **submissions_phone.WORDS,
}
