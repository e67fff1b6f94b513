"""Questions on the clipboard: our own JSON for ourselves, tab-separated rows for spreadsheets, and
rows of a spreadsheet as questions.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData

from kobra_desktop.models.questionnaires.new_questions import slug
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.columns import default_language, join, keys_of
from kobra_domain.questionnaires.form import Form, NodeKind
from kobra_domain.questionnaires.question_types import CATALOGUE, read_type

QUESTIONS = "application/x-kobra-questions+json"
_PLAIN = ("type", "name", "label")


def to_clipboard(block: Form) -> QMimeData:
    """A block of questions as what the clipboard holds."""
    made = QMimeData()
    made.setData(QUESTIONS, QByteArray(canonical.text(block).encode("utf-8", "surrogatepass")))
    keys = [column.key for column in block.survey_columns] or list(_PLAIN)
    lines = ["\t".join(keys)]
    for node in block.nodes():
        lines.append("\t".join(" ".join(node.cells.get(key, "").split()) for key in keys))
    made.setText("\n".join(lines))
    return made


def from_clipboard(data: QMimeData, form: Form, new_uid: Callable[[], str]) -> Form | None:
    """The questions that the clipboard holds, as a block; None when it holds none."""
    if data.hasFormat(QUESTIONS):
        try:
            return canonical.read(bytes(data.data(QUESTIONS).data()).decode("utf-8"))
        except (DomainError, UnicodeDecodeError):
            return None
    return from_rows(data.text(), form, new_uid) if data.hasText() else None


def from_rows(text: str, form: Form, new_uid: Callable[[], str]) -> Form | None:
    """Tab-separated rows as questions: with XLSForm headers, else type, name, label; a lone column
    is labels of text questions. Groups are not nested by it. None for no row.
    """
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    if not rows or (len(rows) == 1 and len(rows[0]) == 1 and len(rows[0][0]) > 240):
        return None
    keys = keys_of(rows[0], "survey")
    if "type" in keys:
        rows = rows[1:]
    else:
        label = join("label", default_language(form))
        keys = ["type", "name", label][: len(rows[0])] if len(rows[0]) > 1 else [label]
    block, taken = Form(), set[str]()
    for row in rows:
        cells = {k: c.strip() for k, c in zip(keys, row, strict=False) if c.strip()}
        node = acts.make(new_uid(), _completed(cells, taken))
        if node.kind is not NodeKind.COMMENT:
            block = acts.insert(block, [node], acts.Place(None, len(block.survey)))
    return block if block.survey else None


def _completed(cells: dict[str, str], taken: set[str]) -> dict[str, str]:
    """A row with the type and name that it lacks."""
    label = next((text for key, text in cells.items() if key.partition("::")[0] == "label"), "")
    read = read_type(cells.get("type", "text"))
    known = read.base in CATALOGUE
    name = cells.get("name") or slug(label) or "pregunta"
    free = acts.free_name(name, taken)
    taken.add(free)
    return {**cells, "type": cells.get("type", "text") if known else "text", "name": free}
