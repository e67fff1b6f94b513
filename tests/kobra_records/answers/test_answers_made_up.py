"""Whatever versions ask and phones send: each answer stands in one cell, no two columns of a file
are called alike, and who had a name keeps it.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_records.answers.rows import AnsweredRow
from tests.kobra_records.answers.forms import ask, export, form, group, row, tables, versions

NAMES = st.sampled_from(["a", "b", "A", "agent", "number"])
LABELS = st.sampled_from(["", "Monto", "monto ", "Monto (a)", "Gestor", "A/B", "A:B", "x" * 300])
TYPES = st.sampled_from(
    ["text", "integer", "decimal", "date", "datetime", "time", "geopoint", "calculate", "start",
     "select_one l", "select_multiple l", "select_one l or_other", "image", "rank l", "barcode"]
)  # fmt: skip
LISTS = st.sampled_from([{"1": "Sí", "2": "No"}, {"1": "No", "3": "Sí"}, {"other": "Otro"}])


def _nodes(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
    question = st.builds(ask, NAMES, TYPES, LABELS)
    one = question
    if depth:
        inside = _nodes(depth - 1)
        made = st.tuples(NAMES, inside, LABELS, st.booleans())
        one = st.one_of(
            question, made.map(lambda it: group(it[0], *it[1], label=it[2], is_repeat=it[3]))
        )
    return st.lists(one, max_size=4, unique_by=lambda node: node.name).map(tuple)


FORMS = st.builds(lambda survey, named: form(*survey, lists={"l": named}), _nodes(2), LISTS)


def _paths(nodes: tuple[Node, ...], above: str, number: int) -> list[str]:
    """The paths of the answers of an instance of so many."""
    made: list[str] = []
    for node in nodes:
        if node.kind is NodeKind.REPEAT:
            for n in range(1, number + 1):
                made += _paths(node.children, f"{above}{node.name}[{n}]/", number)
        elif node.is_container:
            made += _paths(node.children, f"{above}{node.name}/", number)
        else:
            made.append(f"{above}{node.name}")
    return made


@st.composite
def _asked(draw: st.DrawFn) -> tuple[list[Form], list[AnsweredRow]]:
    forms = draw(st.lists(FORMS, min_size=1, max_size=3))
    rows = []
    for at in range(draw(st.integers(0, 3))):
        of = draw(st.integers(0, len(forms) - 1))
        version = draw(st.sampled_from([f"v{of + 1}", f"v{of + 1}", "gone", None]))
        paths = _paths(forms[of].survey, "", draw(st.integers(0, 2)))
        answers = {path: f"token{at}x{n}" for n, path in enumerate(paths)}
        rows.append(row(version, answers, id=str(at), instance_id=f"uuid:{at}", agent_name=""))
    return forms, rows


@settings(max_examples=40, deadline=None)
@given(_asked(), st.booleans())
def test_each_answer_stands_in_one_cell(
    asked: tuple[list[Form], list[AnsweredRow]], has_labels: bool
) -> None:
    forms, rows = asked
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        written = export(path, versions(*forms), rows, has_labels=has_labels)
        cells: Counter[str] = Counter()
        for one in written.paths:
            with one.open(encoding="utf-8-sig", newline="") as file:
                header, *lines = csv.reader(file, delimiter=";")
            assert len({" ".join(name.casefold().split()) for name in header}) == len(header)
            assert all(len(line) == len(header) for line in lines)
            cells.update(cell for line in lines for cell in line)
    sent = [value for one in rows for value in one.answers.values()]
    if has_labels:  # ranks are written with their places
        cells = Counter(cell.removeprefix("1. ") for cell in cells.elements())
    assert {value: cells[value] for value in sent} == dict.fromkeys(sent, 1)


@settings(max_examples=40, deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=3), FORMS)
def test_another_version_renames_nothing_that_it_asks_as_before(
    forms: list[Form], more: Form
) -> None:
    """By codes every column of a main table stays, under its name."""
    before = tables(versions(*forms), [row(None, {})], has_labels=False)[0][0]
    after = tables(versions(*forms, more), [row(None, {})], has_labels=False)[0][0]
    assert set(before) <= set(after)
