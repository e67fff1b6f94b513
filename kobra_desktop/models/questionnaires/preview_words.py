"""What the preview is given beside the form: a sample visit, and the words for what only a phone
can show.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.questionnaires.type_words import offer_word
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.section import unsupported
from kobra_records.files.compile import Compiled
from kobra_records.sample_visit import sample_media

translate = QCoreApplication.translate


def absent_words(form: Form, locale: str) -> list[str]:
    """What the form asks for and the preview cannot show, in small letters."""
    return [_word(name, locale).lower() for name in unsupported(form)]


def _word(name: str, locale: str) -> str:
    if name == "draw":
        return translate("Questionnaires", "Drawing")
    if name == "annotate":
        return translate("Questionnaires", "Photo to draw on")
    return offer_word(name, locale)


def preview_media(country: str, locale: str, form: Form, compiled: Compiled) -> dict[str, str]:
    """The files that go with the form: an invented visit, an empty list for no country."""
    media = sample_media(country or "CO", locale, form.form_id)
    if not country:
        media = {name: text.splitlines()[0] + "\n" for name, text in media.items()}
    if compiled.itemsets:
        media["itemsets.csv"] = compiled.itemsets
    return media
