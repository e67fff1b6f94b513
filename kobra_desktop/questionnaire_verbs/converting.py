"""`questionnaire convert`: a workbook to .xlsx, a ZIP with its files, or the phones' XForm."""

import argparse
import os
from pathlib import Path

from kobra_desktop.questionnaire_verbs.places import Places
from kobra_desktop.questionnaire_verbs.speech import WELL, WRONG, Speech, read_bytes
from kobra_domain.questionnaires.form import Form
from kobra_records.files.checking import Checked, compile_file, pack_workbook, rewrite_workbook
from kobra_records.files.exports.deed import NotWritten, Parts
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
            write_files((target, worker.run(rewrite_workbook, data, source.name)))
            return _written(speech, [target], Checked(form=Form(), problems=()))
        if suffix == ".zip":
            media = Path(said.media) if said.media else None
            name = f"{target.stem}.xlsx"
            made, left_out = worker.run(pack_workbook, data, source.name, name, media)
            write_files((target, made))
            return _written(speech, [target], Checked(form=Form(), problems=left_out))
        compiled = worker.run(compile_file, data, source.name, source.stem)
    if compiled.xform is None:
        _tell(speech, compiled)
        speech.object({"written": [], **speech.shape_of(compiled.problems, compiled.form)})
        return WRONG
    made_files = [(target, compiled.xform.encode())]
    if compiled.itemsets is not None:
        made_files.append((target.with_name(_ITEMSETS), compiled.itemsets.encode()))
    write_files(*made_files)
    return _written(speech, [path for path, _ in made_files], compiled)


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


def write_files(*files: tuple[Path, bytes]) -> None:
    """All of them or none, each whole: neighbours first, which then take the names."""
    try:
        with Parts(tuple(target for target, _ in files)) as parts:
            for target, data in files:
                with parts.writing(target) as part, part.open("wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                    part.chmod(_mode(target))
            parts.take_their_places()
    except NotWritten as problem:
        raise FileProblem("file.unwritable", filename=str(problem.path)) from problem


def _mode(target: Path) -> int:
    """The rights of the file it replaces, else those a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
