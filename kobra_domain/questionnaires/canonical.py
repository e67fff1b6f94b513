"""A form as canonical JSON text, and back: the same form always gives the same text."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.files import (
    MOST_COLUMNS,
    FormFile,
    check_budget,
    check_name,
    check_size,
    clean_name,
)
from kobra_domain.questionnaires.form import (
    Choice,
    Column,
    Form,
    Node,
    NodeKind,
    Remark,
    Sheet,
)

# A form with files has a format of its own: a program that knows of none would lose them unsaid.
FORMAT, WITH_FILES = 1, 2
DEEPEST = 60
_HASHES = {"sha256": re.compile("[0-9a-f]{64}"), "md5": re.compile("[0-9a-f]{32}")}
_FAULT = re.compile("[a-z0-9_]{1,40}")
_KINDS = {kind.value: kind for kind in NodeKind}


def text(form: Form) -> str:
    """The canonical JSON of a form: keys sorted, nothing empty said, nothing escaped in vain."""
    return json.dumps(_form(form), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(form: Form) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(text(form).encode("utf-8", "surrogatepass")).hexdigest()


def read(document: str) -> Form:
    """The form of a canonical text.

    Raises Invalid not_a_form: not JSON, not of this format, uids twice, groups too deep.
    """
    try:
        said = json.loads(document)
        if not isinstance(said, dict) or said.get("format") != _format(said.get("files")):
            raise Invalid("not_a_form", field="document")
        form = _read_form(said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Invalid) as problem:
        raise Invalid("not_a_form", field="document") from problem
    uids = [*(node.uid for node in form.nodes()), *(choice.uid for choice in form.choices)]
    if len(uids) != len(set(uids)):
        raise Invalid("not_a_form", field="document")
    return form


def _form(form: Form) -> dict[str, Any]:
    said = {
        "survey": [_node(node) for node in form.survey],
        "survey_columns": _columns(form.survey_columns),
        "choices": [_choice(choice) for choice in form.choices],
        "choice_columns": _columns(form.choice_columns),
        "settings": dict(form.settings),
        "setting_columns": _columns(form.setting_columns),
        "sheets": [{"name": sheet.name, "rows": sheet.rows} for sheet in form.sheets],
        "files": [_file(file) for file in form.files],
        "remarks": [_remark(remark) for remark in form.remarks],
    }
    kept = {name: value for name, value in said.items() if value}
    return {"format": _format(form.files), "sheet_names": form.sheet_names, **kept}


def _format(files: object) -> int:
    return WITH_FILES if files else FORMAT


def _columns(columns: tuple[Column, ...]) -> list[list[str]]:
    return [[column.key, column.header] for column in columns]


def _node(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {
        "cells": dict(node.cells),
        "children": [_node(child) for child in node.children],
        "end_cells": dict(node.end_cells),
        "row": node.row,
        "end_row": node.end_row,
    }
    kept = {name: value for name, value in said.items() if value}
    return {"uid": node.uid, "kind": node.kind.value, **kept}


def _choice(choice: Choice) -> dict[str, Any]:
    said: dict[str, Any] = {"uid": choice.uid, "cells": dict(choice.cells)}
    return said if choice.row is None else {**said, "row": choice.row}


def _file(file: FormFile) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "md5": file.md5,
    }
    found = {"columns": file.columns, "faults": file.faults}
    return said | {name: value for name, value in found.items() if value}


def _remark(remark: Remark) -> dict[str, Any]:
    return {name: value for name, value in asdict(remark).items() if value is not None}


def _read_form(said: Mapping[str, Any]) -> Form:
    return Form(
        survey=tuple(_read_node(node, 1) for node in said.get("survey", [])),
        survey_columns=_read_columns(said.get("survey_columns", [])),
        choices=tuple(_read_choice(choice) for choice in said.get("choices", [])),
        choice_columns=_read_columns(said.get("choice_columns", [])),
        settings=_read_cells(said.get("settings", {})),
        setting_columns=_read_columns(said.get("setting_columns", [])),
        sheets=tuple(_read_sheet(sheet) for sheet in said.get("sheets", [])),
        sheet_names=tuple(_word(name) for name in said["sheet_names"]),
        files=_read_files(said.get("files", [])),
        remarks=tuple(_read_remark(remark) for remark in said.get("remarks", [])),
    )


def _read_columns(said: Any) -> tuple[Column, ...]:
    return tuple(Column(_word(key), _word(header)) for key, header in said)


def _read_node(said: Any, depth: int) -> Node:
    kind = _KINDS[said["kind"]]
    children = said.get("children", [])
    if depth > DEEPEST or (children and kind not in (NodeKind.GROUP, NodeKind.REPEAT)):
        raise ValueError
    return Node(
        uid=_word(said["uid"]),
        kind=kind,
        cells=_read_cells(said.get("cells", {})),
        children=tuple(_read_node(child, depth + 1) for child in children),
        end_cells=_read_cells(said.get("end_cells", {})),
        row=_row(said.get("row")),
        end_row=_row(said.get("end_row")),
    )


def _read_choice(said: Any) -> Choice:
    return Choice(
        uid=_word(said["uid"]), cells=_read_cells(said["cells"]), row=_row(said.get("row"))
    )


def _read_sheet(said: Any) -> Sheet:
    rows = tuple(tuple(_word(cell) for cell in row) for row in said["rows"])
    return Sheet(_word(said["name"]), rows)


def _read_files(said: Any) -> tuple[FormFile, ...]:
    files = tuple(_read_file(file) for file in said)
    names = [file.name.casefold() for file in files]
    check_budget(files)
    if len(set(names)) < len(names):
        raise ValueError
    return files


def _read_file(said: Any) -> FormFile:
    name, size, columns, faults = (
        said["name"],
        said["size"],
        said.get("columns", []),
        said.get("faults", []),
    )
    if name != clean_name(name) or type(size) is not int or len(columns) > MOST_COLUMNS:
        raise ValueError
    check_name(name)
    check_size(name, size)
    if not all(pattern.fullmatch(said[key]) for key, pattern in _HASHES.items()):
        raise ValueError
    if not all(_FAULT.fullmatch(fault) for fault in faults):
        raise ValueError
    return FormFile(
        name=name,
        size=size,
        sha256=said["sha256"],
        md5=said["md5"],
        columns=tuple(_word(column) for column in columns),
        faults=tuple(faults),
    )


def _read_remark(said: Any) -> Remark:
    words = {name: _word(value) for name, value in said.items() if name != "row"}
    row = _row(said["row"])
    if row is None:
        raise TypeError
    return Remark(**words, row=row)


def _read_cells(said: Any) -> dict[str, str]:
    return {key: _word(value) for key, value in said.items()}


def _word(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError
    said.encode()  # a lone surrogate could not be stored
    return said


def _row(said: Any) -> int | None:
    if said is not None and (type(said) is not int or said < 1):
        raise TypeError
    return said
