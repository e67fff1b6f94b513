"""What a new questionnaire can begin as: blank, or a template that comes with the product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.form import Column, Form
from kobra_records.templates import NAMES, template

translate = QCoreApplication.translate
BLANK_COLUMNS = ("type", "name", "label", "hint", "required", "relevant", "constraint")
LANGUAGE = "Español (es)"


@dataclass(frozen=True, slots=True)
class NewForm:
    """One way to begin; `make` runs off the GUI thread."""

    title: str
    make: Callable[[], Form]
    is_blank: bool = False


def new_forms() -> list[NewForm]:
    """All of them, the blank one first."""
    blank = translate("Questionnaires", "Blank")
    title = translate("Questionnaires", "New questionnaire")
    return [NewForm(blank, lambda: blank_form(title), is_blank=True), *_templates()]


def blank_form(title: str) -> Form:
    """A form with a title, in Spanish, that records who filled it in and when."""
    keys = [f"{key}::{LANGUAGE}" if key in ("label", "hint") else key for key in BLANK_COLUMNS]
    form = Form(survey_columns=tuple(Column(key, key) for key in keys))
    for key, text in (
        ("form_title", title),
        ("form_id", "cuestionario"),
        ("default_language", LANGUAGE),
    ):
        form = acts.set_setting(form, key, text)
    metadata = [
        acts.make(f"meta-{name}", {"type": name, "name": name}) for name in ("start", "end")
    ]
    return acts.insert(form, metadata, acts.Place(None, 0))


def _templates() -> list[NewForm]:
    names = {
        "visita_cobro": translate("Questionnaires", "Collection visit"),
        "validacion_domicilio": translate("Questionnaires", "Address validation"),
        "negociacion": translate("Questionnaires", "Negotiation with income and expenses"),
        "entrega_aviso": translate("Questionnaires", "Delivery of a notice"),
    }

    def making(name: str) -> Callable[[], Form]:
        return lambda: template(name)

    return [NewForm(names.get(name, name), making(name)) for name in NAMES]
