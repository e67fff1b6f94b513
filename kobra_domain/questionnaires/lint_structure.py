"""The form as a whole: it asks something, its groups hold something, and it is named."""

import re
from collections.abc import Iterator

from kobra_domain.questionnaires.form import Form, NodeKind
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import YES_NO, Reading

# What no server, file name or address of a form has trouble with.
_SAFE = re.compile(r"\w([\w.:\- ]*[\w.\-])?")


def problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the settings, and which groups are empty."""
    yield from _settings(reading.form)
    if not any(spot.node.kind is NodeKind.QUESTION for spot in reading.spots.values()):
        yield problem("form.no_questions")
    for spot in reading.spots.values():
        node = spot.node
        if node.is_container and not any(child.uid in reading.spots for child in node.children):
            yield problem("form.empty_group", node, name=node.name)


def _settings(form: Form) -> Iterator[Problem]:
    for key, code in (
        ("form_title", "form.title_missing"),
        ("form_id", "form.id_missing"),
        ("version", "form.version_missing"),
    ):
        if not form.settings.get(key, "").strip():
            yield problem(code, None, key, sheet="settings")
    yield from _instance_id(form)
    for key, code in (("form_id", "form.id_characters"), ("version", "form.version_characters")):
        text = form.settings.get(key, "").strip()
        if text and not _SAFE.fullmatch(text):
            yield problem(code, None, key, sheet="settings", text=text)


def _instance_id(form: Form) -> Iterator[Problem]:
    """How phones number what they send: by themselves, or not at all."""
    text = form.settings.get("instance_id", "").strip()
    if text and text != "uid":
        yield problem("form.instance_id", None, "instance_id", sheet="settings", text=text)
    omitted = form.settings.get("omit_instanceID", "").strip()
    if omitted in YES_NO and omitted.lower() in ("yes", "true", "true()"):
        yield problem("form.instance_id", None, "omit_instanceID", sheet="settings", text=omitted)
