"""Expressions: readable, with functions the phone knows, called as it wants them called."""

from collections.abc import Iterator

from kobra_domain.questionnaires.expressions import (
    Call,
    Constant,
    Expression,
    Operation,
    Unreadable,
    expression_parts,
)
from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.functions import FUNCTIONS, INSTEAD, ArgumentKind, Function
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, expression_cells


def problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the expressions of all questions, and with the instance's name."""
    for spot in reading.spots.values():
        for column, text in expression_cells(spot.node):
            yield from _in_cell(reading, text, spot.node, column)
    name = reading.form.settings.get("instance_name")
    if name and name.strip():
        yield from _in_cell(reading, name, None, "instance_name")


def _in_cell(reading: Reading, text: str, node: Node | None, column: str) -> Iterator[Problem]:
    sheet = None if node else "settings"
    try:
        parts = expression_parts(text)
    except Unreadable as error:
        # Malformed references are told apart, all of them, by the topic of references.
        if error.code != "form.reference_malformed":
            yield problem(error.code, node, column, sheet=sheet, **error.params)
        return
    for part in parts:
        if isinstance(part, Call):
            for code, params in _in_call(reading, part):
                yield problem(code, node, column, sheet=sheet, position=part.start + 1, **params)


def _in_call(reading: Reading, call: Call) -> Iterator[tuple[str, dict[str, str | int]]]:
    known = FUNCTIONS.get(call.function)
    if known is None:
        yield _unknown(reading, call.function)
        return
    count = len(call.arguments)
    if not known.takes(count):
        yield _miscounted(known, count)
        return
    for at, argument in enumerate(call.arguments):
        if wrong := _misfit(known.kind(at), argument):
            yield wrong, {"function": call.function, "index": at + 1}


def _unknown(reading: Reading, name: str) -> tuple[str, dict[str, str | int]]:
    meant = INSTEAD.get(name.casefold()) or reading.meant(name, FUNCTIONS)
    if meant:
        return "form.function_near", {"function": name, "suggestion": meant}
    return "form.function_unknown", {"function": name}


def _miscounted(known: Function, count: int) -> tuple[str, dict[str, str | int]]:
    params: dict[str, str | int] = {"function": known.name, "given": count}
    if count < known.least:
        return "form.function_few_arguments", {**params, "least": known.least}
    if known.most is not None and count > known.most:
        return "form.function_many_arguments", {**params, "most": known.most}
    return "form.function_odd_arguments", params


def _misfit(kind: ArgumentKind, argument: Expression) -> str | None:
    """A number where the engine needs a text or a question: it stops there, on the phone."""
    if kind in (ArgumentKind.FIELD, ArgumentKind.REPEAT):
        is_computed = isinstance(argument, Constant | Operation) and not _is_union(argument)
        return "form.function_needs_question" if is_computed else None
    if kind in (ArgumentKind.ANSWER, ArgumentKind.CHOICE):
        is_number = isinstance(argument, Constant) and argument.is_number
        return "form.function_needs_quotes" if is_number else None
    return None


def _is_union(argument: Expression) -> bool:
    return isinstance(argument, Operation) and argument.operator == "|"
