"""Workbooks of questionnaires to forms, with nothing lost: an XLSForm read and written again
compiles to the same XForm. What is hostile is read in a `worker`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from kobra_domain.questionnaires.columns import CHOICES, SETTINGS, SURVEY, keys_of
from kobra_domain.questionnaires.form import Choice, Column, Form, Node, Remark, Sheet
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.cell_texts import BEYOND
from kobra_records.files.letters import letters
from kobra_records.files.problems import FileProblem, file_problem, refused
from kobra_records.files.survey_tree import TooDeep, tree_of
from kobra_records.files.workbooks import RawSheet, sheets_of

# The sheets that the compiler reads; the first three are taken apart, the others kept as they are.
KNOWN_SHEETS = frozenset({SURVEY, CHOICES, SETTINGS, "external_choices", "entities", "osm"})
# The compiler seeks no header behind more blank ones than this, and no row behind so many.
MOST_BLANK_HEADERS = 20
MOST_BLANK_LINES = 60
_BLANKS = re.compile(" +")


def form_in(data: bytes, filename: str, new_uid: Callable[[], str]) -> Form:
    """The form in a workbook. Raises FileProblem."""
    sheets = sheets_of(data)
    parts = _parts(sheets)
    survey = parts.get(SURVEY)
    if survey is None:
        names = ", ".join(sheet.name for sheet in sheets)
        raise FileProblem("file.no_survey", filename=filename, sheets=names)
    problems = [problem for sheet in parts.values() for problem in _header_problems(sheet)]
    if problems:
        raise refused(problems)
    return _form(sheets, parts, new_uid)


def column_key(place: int) -> str:
    """The key of a column (from 0) that the compiler does not see. No header begins with a blank,
    so it stands for no other.
    """
    return f" {place + 1}"


def columns_of(header: Sequence[str], sheet: str) -> tuple[Column, ...]:
    """The columns under a header row, each with a key of its own."""
    seen = _seen(header)
    keys = iter(keys_of([text for text in header[:seen] if text], sheet))
    columns = [
        Column(next(keys) if text and at < seen else column_key(at), text)
        for at, text in enumerate(header)
    ]
    return tuple(_told_apart(columns))


def _parts(sheets: Sequence[RawSheet]) -> dict[str, RawSheet]:
    """The sheets that are taken apart, by plain name; a lone sheet of any name is a survey."""
    parts = {sheet.name.lower(): sheet for sheet in sheets}
    if len(sheets) == 1 and not KNOWN_SHEETS & parts.keys():
        return {SURVEY: sheets[0]}
    return {name: parts[name] for name in (SURVEY, CHOICES, SETTINGS) if name in parts}


def _header_problems(sheet: RawSheet) -> Iterator[Problem]:
    header = sheet.rows[0] if sheet.rows else ()
    if not any(header) and any(map(any, sheet.rows[1:])):
        yield file_problem("file.no_header", sheet=sheet.name, row=1)
    places: dict[str, list[str]] = {}
    for at, text in enumerate(header[: _seen(header)]):
        if text in places:  # as the compiler has it, to whom blanks around it make it another
            places[text].append(letters(at))
        elif text:
            places[_clean(text)] = [letters(at)]
    for text, found in places.items():
        if len(found) > 1:
            yield file_problem(
                "file.duplicate_header",
                sheet=sheet.name,
                row=1,
                column=text,
                header=text,
                places=", ".join(found),
            )


def _clean(header: str) -> str:
    return _BLANKS.sub(" ", header.strip())


def _seen(header: Sequence[str]) -> int:
    """How many columns the compiler looks at."""
    blank = 0
    for at, text in enumerate(header):
        blank = 0 if text else blank + 1
        if blank > MOST_BLANK_HEADERS:
            return at
    return len(header)


def _told_apart(columns: Sequence[Column]) -> Iterator[Column]:
    """Of headers that mean the same, the one spelt as its key is the column, else the last one; the
    compiler says which others it refuses.
    """
    ranked = sorted(
        enumerate(columns), key=lambda item: (_clean(item[1].header) == item[1].key, item[0])
    )
    owner = {column.key: at for at, column in ranked}
    taken = set(owner)
    for at, column in enumerate(columns):
        if owner[column.key] == at:
            yield column
            continue
        other = _clean(column.header)
        other = column_key(at) if other in taken else other
        taken.add(other)
        yield Column(other, column.header)


def _form(
    sheets: Sequence[RawSheet], parts: Mapping[str, RawSheet], new_uid: Callable[[], str]
) -> Form:
    tables = {name: _Table(sheet, name) for name, sheet in parts.items()}
    survey, choices, settings = (tables.get(name) for name in (SURVEY, CHOICES, SETTINGS))
    assert survey is not None
    try:
        nodes = tree_of(survey.rows(), new_uid)
    except TooDeep as error:
        raise refused([file_problem("file.too_deep", sheet=SURVEY, row=error.row)]) from error
    whole = [sheet for sheet in sheets if sheet not in parts.values()]
    listed = tuple(
        Choice(uid=new_uid(), cells=cells, row=row)
        for row, cells in (choices.rows() if choices else ())
    )
    uids = {SURVEY: _rows_of(nodes), CHOICES: {choice.row: choice.uid for choice in listed}}
    if settings is not None and len(settings.sheet.rows) > 2:
        whole.append(settings.sheet)  # the compiler reads its second row alone
    return Form(
        survey=nodes,
        survey_columns=survey.columns,
        choices=listed,
        choice_columns=choices.columns if choices else (),
        settings=next((cells for _, cells in settings.rows()), {}) if settings else {},
        setting_columns=settings.columns if settings else (),
        sheets=tuple(Sheet(sheet.name, sheet.rows) for sheet in whole),
        sheet_names=tuple(sheet.name for sheet in sheets),
        remarks=tuple(
            remark
            for name, table in tables.items()
            for remark in table.remarks(uids.get(name, {}), last=2 if name == SETTINGS else None)
        )
        + tuple(
            remark
            for sheet in whole
            if sheet.name.lower() in KNOWN_SHEETS - {SURVEY, CHOICES, SETTINGS}
            for remark in _Table(sheet, sheet.name.lower()).remarks({}, last=None)
        ),
    )


def _rows_of(nodes: Sequence[Node]) -> dict[int | None, str]:
    """The uid of what stands in each row of the survey."""
    found: dict[int | None, str] = {}
    for node in Form(survey=tuple(nodes)).nodes():
        found[node.row] = node.uid
        if node.end_row is not None:
            found[node.end_row] = node.uid
    return found


class _Table:
    """A sheet as columns and rows of cells."""

    def __init__(self, sheet: RawSheet, name: str) -> None:
        width = max(map(len, sheet.rows), default=0)
        header = sheet.rows[0] if sheet.rows else ()
        self.sheet = sheet
        self._name = name
        self.columns = columns_of((*header, *[""] * (width - len(header))), name)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row below the header by its number, blank ones too; no cell without text."""
        keys = [column.key for column in self.columns]
        for number, texts in enumerate(self.sheet.rows[1:], start=2):
            yield number, {key: text for key, text in zip(keys, texts, strict=False) if text}

    def remarks(self, uids: Mapping[int | None, str], last: int | None) -> Iterator[Remark]:
        """The cells below the header (down to the row `last`) that look otherwise than they read;
        of those that lie too far out the first.
        """
        is_beyond_told = False
        for doubt in self.sheet.doubts:
            is_beyond = doubt.cell.doubt == BEYOND
            if is_beyond and not is_beyond_told:
                is_beyond_told = True
                place = f"{letters(doubt.place)}{doubt.row}"
                yield Remark(
                    code=BEYOND, sheet=self._name, column="", text="", row=doubt.row, shown=place
                )
            if is_beyond or doubt.row == 1 or doubt.row > (last or doubt.row):
                continue
            at = doubt.place
            column = self.columns[at] if at < len(self.columns) else None
            if column is not None and column.header.strip():
                yield Remark(
                    code=doubt.cell.doubt,
                    sheet=self._name,
                    column=column.key,
                    text=doubt.cell.text,
                    row=doubt.row,
                    shown=doubt.cell.shown,
                    uid=uids.get(doubt.row),
                )
