"""A file that cannot be read, with everything that is wrong with it at once."""

from collections.abc import Sequence

from kobra_domain.errors import DomainError, Param
from kobra_domain.questionnaires.problems import Problem, Severity


class FileProblem(DomainError):
    """A file that is refused. `problems` is all that was found; `code` and `params` the first."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code, **params)
        self.problems: tuple[Problem, ...] = (
            Problem(code=code, severity=Severity.ERROR, sheet="", params=params),
        )


def refused(problems: Sequence[Problem]) -> FileProblem:
    """The refusal of a file that has several things wrong."""
    first = problems[0]
    error = FileProblem(first.code, **first.params)
    error.problems = tuple(problems)
    return error


def file_problem(
    code: str,
    *,
    sheet: str = "",
    row: int | None = None,
    column: str | None = None,
    **params: Param,
) -> Problem:
    """An error of the file itself; `sheet` is empty when no sheet is to blame."""
    if sheet:
        params = {"sheet": sheet, **params}
    return Problem(
        code=code,
        severity=Severity.ERROR,
        sheet=sheet,
        row=row,
        column=column,
        params=params,
    )
