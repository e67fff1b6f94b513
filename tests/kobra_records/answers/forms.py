"""Small forms, their versions and answers, for the tests of answers as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kobra_domain.questionnaires.form import Choice, Form, Node, NodeKind, Sheet
from kobra_domain.visits import ReviewState
from kobra_records.answers.columns import ReadVersion
from kobra_records.answers.form_words import FormWords
from kobra_records.answers.rows import AnsweredRow
from kobra_records.answers.tables import AnswersWish, answer_tables
from kobra_records.files.exports.deed import ExportPlan, Written, write_export
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat

NOW = datetime(2026, 11, 20, 15, 41, tzinfo=UTC)
ZONE = "America/Bogota"
Q, G, R = NodeKind.QUESTION, NodeKind.GROUP, NodeKind.REPEAT
_KINDS = {Q: "", G: "begin_group", R: "begin_repeat"}


def ask(name: str, type_: str = "text", label: str = "", **more: str) -> Node:
    """A question; `more` are further cells, «label__en» for «label::English (en)»."""
    languages = {"label__es": "label::Español (es)", "label__en": "label::English (en)"}
    cells = {languages.get(key, key): text for key, text in more.items()}
    return Node(uid=name, kind=Q, cells={"type": type_, "name": name, "label": label, **cells})


def group(name: str, *inside: Node, label: str = "", is_repeat: bool = False) -> Node:
    """A group or repeat."""
    kind = R if is_repeat else G
    cells = {"type": _KINDS[kind], "name": name, "label": label}
    return Node(uid=name, kind=kind, cells=cells, children=inside)


def repeat(name: str, *inside: Node, label: str = "") -> Node:
    """A repeat."""
    return group(name, *inside, label=label, is_repeat=True)


def form(
    *survey: Node,
    lists: Mapping[str, Mapping[str, Any]] | None = None,
    sheets: Sequence[Sheet] = (),
) -> Form:
    """A form; `lists` are labels by name by list, a label is a text or texts by column."""
    choices = []
    for list_name, named in (lists or {}).items():
        for name, label in named.items():
            said = {"label": label} if isinstance(label, str) else label
            cells = {"list_name": list_name, "name": name, **said}
            choices.append(Choice(uid=f"{list_name} {name}", cells=cells))
    return Form(survey=survey, choices=tuple(choices), sheets=tuple(sheets))


def versions(*forms: Form, locale: str = "es_CO") -> list[ReadVersion]:
    """Version 1, 2, … of ids v1, v2, …"""
    return [
        ReadVersion(f"v{n}", n, str(n), FormWords(one, locale))
        for n, one in enumerate(forms, start=1)
    ]


def row(version_id: str | None, answers: Mapping[str, str], **more: Any) -> AnsweredRow:
    """What a phone sent of that version."""
    values: dict[str, Any] = {
        "id": "s",
        "instance_id": "uuid:1",
        "questionnaire_id": "q",
        "form_version": "",
        "received_at": NOW,
        "visit_id": None,
        "party_name": "",
        "agent_id": None,
        "agent_name": "Ana",
        "portfolio_id": None,
        "portfolio_name": "",
        "verdict": None,
        "distance_m": None,
        "review": ReviewState.RECEIVED,
        "logic_mismatch": None,
        "is_complete": True,
        "files": 0,
    }
    return AnsweredRow(version_id=version_id, answers=answers, **{**values, **more})


def export(
    path: Path,
    asked: Sequence[ReadVersion],
    rows: Sequence[AnsweredRow],
    *,
    has_labels: bool = True,
    locale: str = "es_CO",
) -> Written:
    """Write them; the format is the path's ending."""
    plan = ExportPlan(path=path, format=ExportFormat(path.suffix[1:]), dialect=dialect_of(locale))
    wish = AnswersWish(locale, ZONE, has_labels)
    return write_export(answer_tables("Encuesta", asked, rows, wish), plan)


def tables(
    asked: Sequence[ReadVersion], rows: Sequence[AnsweredRow], *, has_labels: bool = True
) -> list[list[dict[str, Any]]]:
    """Each table as rows of values by title."""
    made = answer_tables("Encuesta", asked, rows, AnswersWish("es_CO", ZONE, has_labels))
    return [
        [dict(zip([c.title for c in one.columns], line, strict=True)) for line in one.rows]
        for one in made
    ]
