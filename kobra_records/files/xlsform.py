"""Workbooks of questionnaires, as others ask for them. What reads and writes is loaded with the
first workbook, which is mostly in the process of a worker.
"""

from collections.abc import Callable

from kobra_domain.questionnaires.form import Form
from kobra_records.files.problems import FileProblem
from kobra_records.ids import new_id

__all__ = ["FileProblem", "read_workbook", "write_workbook"]


def read_workbook(data: bytes, filename: str, new_uid: Callable[[], str] = new_id) -> Form:
    """The form in an .xlsx, .xlsm or .xls; macros are left out. `filename` is for the message.

    Raises FileProblem with all that is wrong when there is no form to show. A form that compiles to
    nothing is read all the same: its problems are the lint's and the compiler's.
    """
    from kobra_records.files import xlsform_reading

    return xlsform_reading.form_in(data, filename, new_uid)


def write_workbook(form: Form) -> bytes:
    """The form as an .xlsx."""
    from kobra_records.files import xlsform_writing

    return xlsform_writing.workbook_of(form)
