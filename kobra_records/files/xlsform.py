"""Workbooks of questionnaires: what others ask of them. Reading and writing have a module each."""

from kobra_records.files.problems import FileProblem
from kobra_records.files.xlsform_reading import read_workbook
from kobra_records.files.xlsform_writing import write_workbook

__all__ = ["FileProblem", "read_workbook", "write_workbook"]
