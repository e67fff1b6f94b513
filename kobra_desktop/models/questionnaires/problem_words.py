"""Where a problem of a workbook stands, in words. The sentence and its remedy are the domain's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_domain.questionnaires.lint_files import FILES
from kobra_domain.questionnaires.problems import Problem

translate = QCoreApplication.translate


def place_words(problem: Problem) -> str:
    """«survey, fila 12, relevant»; empty when it has no place."""
    if problem.sheet == "settings" and problem.row is None:
        return setting_words(problem.column or "")
    if problem.sheet == FILES:
        return translate("Questionnaires", "Files")
    parts = [problem.sheet] if problem.sheet else []
    if problem.row:
        parts.append(translate("Questionnaires", "row {n}").format(n=problem.row))
    if problem.column:
        parts.append(problem.column)
    return ", ".join(parts)


def setting_words(key: str) -> str:
    """«Ajustes · Versión», as their page calls them; an unknown one by its key."""
    named = {
        "form_title": translate("Questionnaires", "Title"),
        "form_id": translate("Questionnaires", "Form id"),
        "version": translate("Questionnaires", "Version"),
        "default_language": translate("Questionnaires", "Default language"),
    }
    parts = (translate("Questionnaires", "Settings"), named.get(key, key))
    return " · ".join(part for part in parts if part)
