"""Words that only XLSForm knows: yes and no in another language, and names that refer to nothing.

The compiler passes them on, and the phone takes each for the name of a part of the form that is not
there: «Sí» in «required» asks for nothing, and nobody is told.
"""

from collections.abc import Iterator

from kobra_domain.questionnaires.expressions import Expression, Path, Unreadable, expression_parts
from kobra_domain.questionnaires.form import Form, Node
from kobra_domain.questionnaires.instead import truth
from kobra_domain.questionnaires.lint_names import is_name
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import (
    YES_NO,
    Reading,
    Spot,
    expression_cells,
    in_predicates,
)

_YES_OR_NO = ("required", "read_only")
_CONDITIONS = (*_YES_OR_NO, "relevant", "constraint")
_SETTINGS = ("allow_choice_duplicates", "clean_text_values", "client_editable", "omit_instanceID")
_PHONE_SETTINGS = ("auto_send", "auto_delete")  # the phone reads these, and knows only its own
_PLAIN_WORDS = {"yes": "true", "no": "false"}


def problems(reading: Reading) -> Iterator[Problem]:
    """Each such word with its cell."""
    for spot in reading.spots.values():
        truths = list(_truths(spot.node))
        told = {found.column for found in truths}
        yield from truths
        for column, text in expression_cells(spot.node):
            if column not in told and column != "choice_filter":
                yield from _bare(reading, spot, column, text)
    for node in reading.form.nodes():
        yield from _switched(node)
    yield from _settings(reading.form)


def _truths(node: Node) -> Iterator[Problem]:
    for column in _CONDITIONS:
        text = node.cells.get(column, "").strip()
        if text in YES_NO:
            continue
        meant = truth(text)
        if meant is not None:
            yield _word(node, column, text, meant)
        elif column in _YES_OR_NO and text in ("1", "0", "1.0", "0.0"):
            params = {"found": text, "suggestion": "yes" if text[0] == "1" else "no"}
            yield problem("form.yes_no_number", node, column, **params)


def _switched(node: Node) -> Iterator[Problem]:
    text = node.cells.get("disabled", "").strip()
    meant = truth(text)
    if text not in YES_NO and meant is not None:
        yield _word(node, "disabled", text, meant)


def _word(node: Node, column: str, text: str, meant: bool) -> Problem:
    suggestion = "yes" if meant else "no"
    return problem("form.yes_no_word", node, column, found=text, suggestion=suggestion)


def _settings(form: Form) -> Iterator[Problem]:
    for column in (*_SETTINGS, *_PHONE_SETTINGS):
        text = form.settings.get(column, "").strip()
        is_phones = column in _PHONE_SETTINGS
        known = text.lower() in ("true", "false") if is_phones else text in YES_NO
        if not text or known:
            continue
        meant = truth(text)
        if meant is None:
            yield problem("form.yes_no_unknown", None, column, sheet="settings", found=text)
            continue
        word = "yes" if meant else "no"
        suggestion = _PLAIN_WORDS[word] if is_phones else word
        params = {"found": text, "suggestion": suggestion}
        yield problem("form.yes_no_word", None, column, sheet="settings", **params)


def _bare(reading: Reading, spot: Spot, column: str, text: str) -> Iterator[Problem]:
    """Names without `${…}` and texts without quotes."""
    try:
        parts = expression_parts(text)
    except Unreadable:
        return
    elsewhere = in_predicates(parts) if "[" in text else frozenset()
    inside = {child.name for child in spot.node.children}
    for name in dict.fromkeys(_names(part) for part in parts if part.start not in elsewhere):
        if not name or name.partition("/")[0] in inside or name in YES_NO:
            continue
        code = "form.bare_reference" if name in reading.by_name else "form.bare_word"
        yield problem(code, spot.node, column, found=name, reference=f"${{{name}}}")


def _names(part: Expression) -> str:
    """The name that a part is, or the names that lead down from a question, which holds none:
    «n/a». Empty for whatever else.
    """
    if not isinstance(part, Path) or part.base is not None or part.is_absolute:
        return ""
    are_names = all(is_name(step.name) and not step.predicates for step in part.steps)
    return "/".join(step.name for step in part.steps) if are_names else ""
