"""A form compiled to the XForm that phones read, and everything the compiler has to say of it.

Slow and not to be trusted with memory: run it in a `worker`. To name it costs nothing, so that a
window does not load the compiler.
"""

from dataclasses import dataclass

from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What came of it. `xform` is None when the compiler refused; `itemsets` is the CSV file that
    goes with a form that has external choices.
    """

    xform: str | None = None
    problems: tuple[Problem, ...] = ()
    itemsets: str | None = None


def compile_form(form: Form, name: str | None = None) -> Compiled:
    """The XForm of a form. `name` is the id of a form whose settings have none."""
    from kobra_records.files.compiler import compiled
    from kobra_records.files.xlsform_writing import sheets_of_form

    return compiled([sheet for _, sheet in sheets_of_form(form)], form, name)


def compile_workbook(data: bytes, form: Form, name: str | None = None) -> Compiled:
    """The XForm of a workbook as it is; `form` is what was read from it, to place its problems.

    Raises FileProblem for what cannot be opened.
    """
    from kobra_records.files.compiler import compiled
    from kobra_records.files.workbooks import sheets_of

    return compiled(sheets_of(data), form, name)
