"""`questionnaire convert`: a workbook to .xlsx, a ZIP with its files, or the phones' XForm."""

import argparse
import os
import tempfile
from pathlib import Path

from kobra_desktop.questionnaire_verbs.places import Places
from kobra_desktop.questionnaire_verbs.speech import WELL, WRONG, Speech, read_bytes
from kobra_domain.questionnaires.form import Form
from kobra_records.files.checking import Checked, compile_file, pack_workbook, rewrite_workbook
from kobra_records.files.form_files.bundles import file_count
from kobra_records.files.problems import FileProblem
from kobra_records.files.worker import Worker

SECONDS = 300.0
_ITEMSETS = "itemsets.csv"


def convert(said: argparse.Namespace, speech: Speech) -> int:
    """Write OUT whole; nothing, and 1, if the compiler refuses."""
    source, target = Path(said.source), Path(said.target)
    suffix = target.suffix.lower()
    if suffix not in (".xlsx", ".xml", ".zip"):
        raise FileProblem("file.kind_unknown", suffix=suffix or target.name)
    data = read_bytes(said.source)
    with Worker(seconds=SECONDS) as worker:
        left = 0 if suffix == ".zip" else worker.run(file_count, data, source.name)
        if left:
            speech.aside(speech.say("convert.files_left", count=left))
        if suffix == ".xlsx":
            _write(target, worker.run(rewrite_workbook, data, source.name))
            return _written(speech, [target], Checked(form=Form(), problems=()))
        if suffix == ".zip":
            media = Path(said.media) if said.media else None
            name = f"{target.stem}.xlsx"
            made, left_out = worker.run(pack_workbook, data, source.name, name, media)
            _write(target, made)
            return _written(speech, [target], Checked(form=Form(), problems=left_out))
        compiled = worker.run(compile_file, data, source.name, source.stem)
    if compiled.xform is None:
        _tell(speech, compiled)
        speech.object({"written": [], **speech.shape_of(compiled.problems, compiled.form)})
        return WRONG
    written = [target]
    _write(target, compiled.xform.encode())
    if compiled.itemsets is not None:
        written.append(target.with_name(_ITEMSETS))
        _write(written[-1], compiled.itemsets.encode())
    return _written(speech, written, compiled)


def _written(speech: Speech, paths: list[Path], compiled: Checked) -> int:
    _tell(speech, compiled)
    for path in paths:
        speech.line(speech.say("convert.written", filename=str(path)))
    written = [str(path) for path in paths]
    speech.object({"written": written, **speech.shape_of(compiled.problems, compiled.form)})
    return WELL


def _tell(speech: Speech, compiled: Checked) -> None:
    places = Places(compiled.form)
    for problem in compiled.problems:
        speech.aside(speech.told(problem, places.of(problem)))


def _write(target: Path, data: bytes) -> None:
    """All of it or nothing: a neighbour first, which then takes the name."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        neighbour = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            neighbour.chmod(_mode(target))
            neighbour.replace(target)
        except OSError:
            neighbour.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileProblem("file.unwritable", filename=str(target)) from error


def _mode(target: Path) -> int:
    """The rights of the file it replaces, else those a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
