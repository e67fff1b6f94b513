"""Sends operations and reads what became of each."""

from collections.abc import Sequence

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.wire import Operation, OperationResult, OperationResults
from kobra_records import json_form


def send(api: FieldApi, operations: Sequence[Operation]) -> list[OperationResult]:
    """The answers, in order. Raises NotValid, TooLarge, ServerFault (perhaps at one of them), and
    other ApiError.

    Sending the same again is safe: an operation is applied once.
    """
    answer = api.request(
        "POST", "/operations", json=[json_form.operation(one) for one in operations]
    )
    found: OperationResults = read(answer, OperationResults)
    return found.results
