"""Where a problem of a workbook stands, in words. The sentence and its remedy are the domain's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_domain.questionnaires.problems import Problem

translate = QCoreApplication.translate


def place_words(problem: Problem) -> str:
    """«survey, fila 12, relevant»; empty when it has no place."""
    parts = [problem.sheet] if problem.sheet else []
    if problem.row:
        parts.append(translate("Questionnaires", "row {n}").format(n=problem.row))
    if problem.column:
        parts.append(problem.column)
    return ", ".join(parts)
