"""What the XLSForm compiler says, told apart: a code of ours with its parameters, for words in the
reader's language. A message that nobody knows is said as it is.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from string import Formatter

from pyxform.errors import ErrorCode

from kobra_domain.errors import Param
from kobra_domain.words import has_words

OTHER_ERROR, OTHER_WARNING = "pyxform.other", "pyxform.other_warning"
_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"[Oo]n the '([^']+)' sheet")
_LACKING = re.compile(
    r"Language '(.+?)' is missing the (\w+) (?:columns )?(.+?)(?: column)?\.$", re.MULTILINE
)
_COLUMN = re.compile(r"the '([^']+)' (?:value|column)")

# Messages that have no template, by what is characteristic of each.
_SAID: tuple[tuple[str, str], ...] = (
    ("no_type", r"Question with no type"),
    ("no_name", r"Question or group with no name"),
    ("no_label", r"survey element named '(?P<name>[^']+)' has no label or hint"),
    ("no_calculation", r"Missing calculation"),
    ("no_survey", r"must have a sheet named 'survey'"),
    ("no_choices", r"should be a choices sheet"),
    ("no_external_choices", r"should be an external_choices sheet"),
    ("list_unknown", r"List name not in (?:choices|columns) sheet: (?P<list_name>.+)"),
    ("external_list_unknown", r"List name not in external choices sheet: (?P<list_name>.+)"),
    ("type_unknown", r"Unknown question type '(?P<type_text>.*)'"),
    (
        "choice_spaces",
        r"Choice names with spaces .*See \[(?P<choice>.*)\] in \[(?P<list_name>.*)\]",
    ),
    ("source_twice", r"same instance id will be generated.*Instance name: '(?P<list_name>[^']+)'"),
    ("or_other_filter", r"Choice filter not supported with or_other"),
    ("table_list_filter", r"Choice filter not supported for table-list"),
    ("table_list_mixed", r"Badly formatted table list"),
    ("or_other_empty", r"specify choices for this 'or other' question"),
    ("loop_no_list", r"Repeat loop without list name"),
    ("audit_name", r"Audits must always be named"),
    ("audit_location", r"To include location information in the audit"),
    ("name_unknown", r"There is no survey element named '(?P<name>[^']+)'"),
    ("name_twice", r"There are multiple survey elements named '(?P<name>[^']+)'"),
    ("big_image", r"To use big-image.*survey element named (?P<name>\S+)\."),
    ("file_extension", r"supported file extensions"),
    ("form_id_empty", r"empty id_string"),
    ("max_pixels", r"max-pixels parameter to speed up"),
    ("row_skipped", r"Row without name, text, or label is being skipped"),
    ("repeat_no_label", r"Repeat has no label"),
    ("translation_missing", r"^(?P<detail>Language '.+' is missing the .+)$"),
    ("language_codes", r"machine-readable codes: (?P<languages>.+?)\. Learn"),
    ("or_other_languages", r"uses or_other and translations"),
    ("disabled_column", r"'disabled' column header"),
    ("two_ids", r"form_id and id_string column headers"),
    ("old_metadata", r"no longer supported on most devices"),
    ("external_unfiltered", r"select one external is only meant for filtered"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message understood: where the compiler puts it, as far as it says."""

    code: str
    row: int | None = None
    sheet: str | None = None
    column: str | None = None
    name: str | None = None
    params: dict[str, Param] = field(default_factory=dict)


def understood(message: str, *, is_error: bool) -> Said:
    """One message of the compiler."""
    message = message.strip()
    row, sheet, column = (form.search(message) for form in (_ROW, _SHEET, _COLUMN))
    code, params = _recognised(message)
    if not has_words(code):
        family = re.sub(r"_\d+$", "", code)
        other = OTHER_ERROR if is_error else OTHER_WARNING
        code = family if family != code and has_words(family) else other
        params = {**params, "message": _ROW.sub("", message).strip()}
    return Said(
        code=code,
        row=int(row[1]) if row else None,
        sheet=str(params.pop("sheet", None) or (sheet[1] if sheet else "")) or None,
        column=str(params.pop("column", None) or (column[1] if column else "")) or None,
        name=_name(message, params),
        params=params,
    )


def _recognised(message: str) -> tuple[str, dict[str, Param]]:
    for name, form in _patterns():
        found = form.search(message)
        if found:
            said = {key: value for key, value in found.groupdict().items() if key != "row"}
            if "detail" in said:
                said["detail"] = _languages(message)
            return f"pyxform.{name}", dict(said)
    return "", {}


def _languages(message: str) -> str:
    """«hi: survey hint, label; …»: which columns each language lacks on which sheet."""
    found = _LACKING.findall(message)
    return "; ".join(f"{language}: {sheet} {columns}" for language, sheet, columns in found)


def _name(message: str, params: dict[str, Param]) -> str | None:
    known = params.get("name")
    if known:
        return str(known)
    found = re.search(r"named '?([\w.-]+)'?", message)
    return found[1] if found else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Those with a template in the compiler first: nothing is more exact."""
    known = [
        (name.lower(), re.compile(_pattern(member.value.msg), re.DOTALL))
        for name, member in ErrorCode.__members__.items()
    ]
    known += [(name, re.compile(form, re.DOTALL)) for name, form in _SAID]
    return tuple(known)


def _pattern(template: str) -> str:
    """A template as a pattern whose groups are its parameters."""
    form, seen = "", set[str]()
    for literal, name, _, _ in Formatter().parse(template):
        form += re.escape(literal)
        if name:
            form += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
    return f"{form}$"
