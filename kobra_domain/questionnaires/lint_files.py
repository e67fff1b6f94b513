"""Files: what a form asks for and has not, what it has and does not ask for, and tables that lack a
column which the form reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kobra_domain.questionnaires.asked_files import Asked, asked_files, by_name, fits, plain
from kobra_domain.questionnaires.files import OWN_NAMES, FormFile
from kobra_domain.questionnaires.problems import Problem, Severity, problem
from kobra_domain.questionnaires.references import Reading

FILES = "files"  # the «sheet» of problems with a file that no question asks for
# Read by name: every other fault is of a kind of its own.
_FAULTS = frozenset(
    {
        "csv_not_utf8",
        "csv_no_header",
        "csv_header_twice",
        "csv_header_spaces",
        "csv_quotes",
        "csv_semicolons",
        "csv_more_cells",
        "geojson_unreadable",
        "geojson_no_features",
        "geojson_nested",
        "geojson_without_id",
        "xml_unreadable",
        "xml_mixed",
    }
)


def problems(reading: Reading) -> Iterator[Problem]:
    """Each missing file once, where it is first asked for; then the files themselves."""
    asked, files = asked_files(reading), reading.form.files
    named = by_name(asked)
    yield from _missing(asked, files)
    yield from _computed(asked, files)
    for file in files:
        of_file = list(_of_file(file, named.get(file.name, ())))
        if file.name in named or any(fits(each, file) for each in asked):
            yield from of_file
            continue
        # What nobody opens keeps no form from opening.
        yield from (replace(found, severity=Severity.WARNING) for found in of_file)
        yield problem("form.file_unused", sheet=FILES, file=file.name)


def _missing(asked: Sequence[Asked], files: Sequence[FormFile]) -> Iterator[Problem]:
    told = set(OWN_NAMES)
    needed = {each.name for each in asked if each.is_needed}
    known = {file.name for file in files}
    for each in asked:
        if not each.name or each.name in told:
            continue
        told.add(each.name)
        if plain(each.name) in known:
            continue
        about = "data_file" if each.name in needed else "shown_file"
        twin = next((f.name for f in files if f.name.casefold() == each.name.casefold()), None)
        if twin is None:
            yield problem(f"form.{about}_missing", each.place, each.column, file=each.name)
        else:
            yield problem(
                f"form.{about}_near", each.place, each.column, file=each.name, suggestion=twin
            )


def _computed(asked: Sequence[Asked], files: Sequence[FormFile]) -> Iterator[Problem]:
    """Names that only the phone knows: whatever may be meant is sent."""
    for each in asked:
        if each.name:
            continue
        count = sum(fits(each, file) for file in files)
        if count:
            yield problem("form.file_by_expression", each.place, each.column, count=count)
        elif each.is_needed:
            yield problem("form.data_file_by_expression", each.place, each.column)
        else:
            yield problem("form.shown_file_by_expression", each.place, each.column)


def _of_file(file: FormFile, asked: Sequence[Asked]) -> Iterator[Problem]:
    place, column = (asked[0].place, asked[0].column) if asked else (None, None)
    for fault in file.faults:
        if fault in _FAULTS:
            sheet = None if asked else FILES
            yield problem(f"form.file_{fault}", place, column, sheet=sheet, file=file.name)
    wrong = next((each for each in asked if each.kind is not file.kind), None)
    if wrong is not None:
        yield problem("form.file_other_kind", wrong.place, wrong.column, file=file.name)
    told: set[str] = set()
    for each in asked if file.columns else ():
        for name in each.columns:
            if name not in file.columns and name not in told:
                told.add(name)
                yield problem(
                    "form.file_column_missing",
                    each.place,
                    each.column,
                    file=file.name,
                    column=name,
                    columns=", ".join(file.columns[:12]),
                )
