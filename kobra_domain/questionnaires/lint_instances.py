"""Lists that expressions look into with instance(): there, or the phone does not open the form."""

from collections.abc import Iterator

from kobra_domain.questionnaires.expressions import (
    Call,
    Constant,
    Unreadable,
    expression_parts,
)
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, expression_cells

_EXTERNAL = frozenset({"csv-external", "xml-external"})
LAST_SAVED = "__last-saved"


def problems(reading: Reading) -> Iterator[Problem]:
    """The cells that look into a list that the form does not have."""
    asked = list(lookups(reading))
    known = {LAST_SAVED, *reading.lists}
    known |= {name for _, _, function, name in asked if function == "pulldata"}
    known |= {cell for sheet in reading.form.sheets for line in sheet.rows for cell in line}
    for spot in reading.spots.values():
        source = spot.type.file or spot.type.list_name or ""
        known.add(source.rpartition(".")[0] or source)
        if spot.type.base in _EXTERNAL:
            known.add(spot.node.name)
    for uid, column, function, name in asked:
        if function == "instance" and name not in known:
            yield problem("form.instance_unknown", reading.spots[uid].node, column, list=name)


def lookups(reading: Reading) -> Iterator[tuple[str, str, str, str]]:
    """The (uid, column, function, name) of every call that names a list or a file."""
    for uid, spot in reading.spots.items():
        for column, text in expression_cells(spot.node):
            if "instance" not in text and "pulldata" not in text:
                continue
            try:
                parts = expression_parts(text)
            except Unreadable:
                continue
            for part in parts:
                match part:
                    case Call("instance" | "pulldata" as function, (Constant(name), *_)):
                        yield uid, column, function, name
