"""What a question starts with when it is made here: a free name, words in the form's languages, the
list or file its type needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QObject

from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.acts import Place
from kobra_domain.questionnaires.columns import default_language, join, languages, with_columns
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.question_types import (
    CATALOGUE,
    Offer,
    QuestionType,
    read_type,
    write_type,
)
from kobra_domain.questionnaires.things import VISIT_LIST
from kobra_domain.words import say

translate = QCoreApplication.translate
VISITS_FILE = VISIT_LIST
LIKERT = 5
MOST_NAME = 40
AUTOMATIC = re.compile(r"(pregunta|grupo|repeticion|calculo|nota)_\d+")
_STEMS = {
    "begin_group": "grupo",
    "begin_repeat": "repeticion",
    "calculate": "calculo",
    "note": "nota",
}
_LANGUAGE_CODE = re.compile(r"\(?\b([a-z]{2})(?:[-_]\w+)?\)?\s*$", re.IGNORECASE)


def slug(words: str) -> str:
    """A name from words: «¿Quién atendió?» → «quien_atendio»; empty when nothing is left."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", bare).strip("_")[:MOST_NAME].rstrip("_")
    return f"p_{name}" if name[:1].isdigit() else name


def locale_of(language: str | None) -> str:
    """The locale of a language column: «English (en)» → en; Spanish for what is not known."""
    found = _LANGUAGE_CODE.search(language or "")
    return "en" if found and found[1].lower() == "en" else "es"


def columns_for(form: Form) -> Sequence[str | None]:
    """The languages that a new question's messages are written in: all, or the plain column."""
    return languages(form) or (None,)


def message_cells(form: Form, column: str, code: str) -> dict[str, str]:
    """A message in every language of the form, by column key."""
    return {
        join(column, language): say(code, None, locale_of(language))
        for language in columns_for(form)
    }


class NewQuestions(QObject):
    """Makes nodes and puts them in; the act is the caller's."""

    def act_words(self) -> str:
        """What undo calls it."""
        return self.tr("Insert a question")

    def node(self, form: Form, offer: Offer, uid: str, label: str = "") -> Node:
        """A node of an offered type, under a free name."""
        info = CATALOGUE[read_type(offer.type).base]
        cells = {"type": offer.type, "name": self._name(form, offer, label), **offer.cells}
        if info.is_asked:
            cells[join("label", default_language(form))] = label
        return acts.make(uid, cells)

    def _name(self, form: Form, offer: Offer, label: str) -> str:
        taken = acts.names(form)
        if not CATALOGUE[read_type(offer.type).base].is_asked and offer.code not in _STEMS:
            return acts.free_name(offer.code.replace("-", "_"), taken)
        if wanted := slug(label):
            return acts.free_name(wanted, taken)
        stem = _STEMS.get(offer.code, "pregunta")
        number = 1
        while f"{stem}_{number}" in taken:
            number += 1
        return f"{stem}_{number}"

    def inserted(self, form: Form, offer: Offer, place: Place, uid: str, label: str = "") -> Form:
        """The form with a new question in it, and with the list that it needs."""
        node = self.node(form, offer, uid, label)
        form, type_text = self._with_list(form, offer)
        node = replace(node, cells={**node.cells, "type": type_text})
        return acts.insert(form, [node], place)

    def retyped(self, form: Form, uid: str, offer: Offer) -> Form:
        """The form with a question of another type; a list it had is taken along."""
        node = acts.find(form, uid)
        had, wanted = read_type(node.type), read_type(offer.type)
        if wanted.info.needs_list and had.list_name:
            type_text = write_type(QuestionType(wanted.base, had.list_name, had.or_other))
        else:
            form, type_text = self._with_list(form, offer)
        form = acts.set_type(form, uid, type_text)
        fresh = {key: text for key, text in offer.cells.items() if key != "name"}
        return acts.set_cells(form, [(uid, key, text) for key, text in fresh.items()])

    def _with_list(self, form: Form, offer: Offer) -> tuple[Form, str]:
        """The form with a list for a type that needs one, and the type with its name."""
        read = read_type(offer.type)
        if read.info.needs_file and not read.file:
            return form, f"{offer.type} {VISITS_FILE}"
        if not read.info.needs_list or read.list_name:
            return form, offer.type
        taken = {choice.list_name for choice in form.choices}
        name = acts.free_name("opciones", taken)
        return self._with_choices(form, name, offer.code), f"{offer.type} {name}"

    def _with_choices(self, form: Form, list_name: str, code: str) -> Form:
        count = LIKERT if code == "likert" else 2
        fresh = []
        for number in range(1, count + 1):
            words = {
                join("label", language): say("designer.option", {"n": number}, locale_of(language))
                for language in columns_for(form)
            }
            cells = {"list_name": list_name, "name": f"opcion_{number}", **words}
            fresh.append(Choice(uid=uuid4().hex, cells=cells))
        return replace(
            form,
            choices=(*form.choices, *fresh),
            choice_columns=with_columns(form.choice_columns, fresh[0].cells),
        )
