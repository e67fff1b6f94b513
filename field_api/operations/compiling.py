"""A form made ready for phones: compiled in a process that can be killed, outside any transaction.

What is kept is exactly what phones get: bytes, their MD5, and the names by which they answer.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import defusedxml.ElementTree as ElementTree
from defusedxml import DefusedXmlException

from field_api.operations.form_files import SentFile, sent_files
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import VISIT_LIST
from kobra_records.files.compile import Compiled, compile_form, compile_workbook
from kobra_records.files.form_files.bundles import Bundle, beside, read_packed, unpacked
from kobra_records.files.worker import Worker
from kobra_records.files.xlsform import read_workbook

VISITS_SOURCE = f"jr://file-csv/{VISIT_LIST}"
_XFORMS = "{http://www.w3.org/2002/xforms}"
# One for the whole server: publishing is rare, and whoever comes second waits.
_WORKER = Worker()


@dataclass(frozen=True, slots=True)
class ReadyForm:
    """A compiled form; id and version are what phones will say. No version: an empty text.
    `itemsets` is the file of its external choices.
    """

    xform: bytes
    md5: str
    form_id: str
    form_version: str
    reads_visits: bool
    itemsets: bytes | None = None
    itemsets_md5: str | None = None
    files: tuple[SentFile, ...] = ()


def ready_form(form: Form) -> ReadyForm:
    """Compile a form. Raises Invalid with the compiler's code and params, or WorkFailure."""
    return replace(_ready(_WORKER.run(compile_form, form)), files=sent_files(form))


def ready_workbook(data: bytes, form: Form, name: str) -> ReadyForm:
    """Compile a workbook as it is; `name` is the id of one whose settings have none."""
    compiled = _ready(_WORKER.run(compile_workbook, data, form, name))
    return replace(compiled, files=sent_files(form))


def read_file(path: Path, media: Path | None) -> tuple[Bundle, Form]:
    """A workbook, or a ZIP of one, with the files of its form; `media` is a folder of more.

    Raises OSError, FileProblem, WorkFailure.
    """
    bundle = _WORKER.run(unpacked, read_packed(path), path.name)
    if media is not None:
        bundle = _WORKER.run(beside, bundle, media)
    return bundle, bundle.dressed(_WORKER.run(read_workbook, bundle.workbook, bundle.name))


def _ready(compiled: Compiled) -> ReadyForm:
    if compiled.xform is None:
        errors = [problem for problem in compiled.problems if problem.is_error]
        if not errors:
            raise Invalid("form_not_compiled", field="document")
        # The compiler stops at its first error; it comes after what our own look has found.
        raise Invalid(errors[-1].code, **errors[-1].params)
    itemsets = None if compiled.itemsets is None else compiled.itemsets.encode()
    return _described(compiled.xform.encode(), itemsets)


def _described(xform: bytes, itemsets: bytes | None) -> ReadyForm:
    try:
        root = ElementTree.fromstring(xform)
    except (ElementTree.ParseError, DefusedXmlException) as problem:
        raise Invalid("form_not_compiled", field="document") from problem
    instances = list(root.iter(f"{_XFORMS}instance"))
    main = next(iter(instances[0]), None) if instances else None
    if main is None or not main.get("id"):
        raise Invalid("form_not_compiled", field="document")
    return ReadyForm(
        xform=xform,
        md5=_md5(xform),
        form_id=main.get("id", ""),
        form_version=main.get("version", ""),
        reads_visits=any(item.get("src") == VISITS_SOURCE for item in instances),
        itemsets=itemsets,
        itemsets_md5=None if itemsets is None else _md5(itemsets),
    )


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
