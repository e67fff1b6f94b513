"""Types, and the cells that go with them: known, complete, and not written for nothing."""

import re
from collections.abc import Iterator, Sequence

from kobra_domain.questionnaires.appearances import KNOWN as APPEARANCES
from kobra_domain.questionnaires.appearances import unknown_words
from kobra_domain.questionnaires.columns import EXPRESSIONS, TRANSLATABLE, split
from kobra_domain.questionnaires.form import Column, Node, NodeKind
from kobra_domain.questionnaires.instead import APPEARANCES as INSTEAD
from kobra_domain.questionnaires.instead import COLUMNS, meant_by, type_meant
from kobra_domain.questionnaires.parameters import KNOWN as PARAMETERS
from kobra_domain.questionnaires.parameters import NUMBERS, VALUES, is_number, read_parameters
from kobra_domain.questionnaires.problems import Problem, header_problem, problem
from kobra_domain.questionnaires.question_types import CATALOGUE, TypeInfo, read_type
from kobra_domain.questionnaires.references import Reading, Spot, is_dynamic

# Compiled too, though the designer offers none of them.
OTHER_TYPES = frozenset(
    {"osm", "percentage", "uri:deviceid", "uri:username", "uri:phonenumber", "uri:email"}
    | {"uri:simserial", "uri:subscriberid"}
    # settings that old forms have in the survey
    | {"form_id", "set_form_id", "form_title", "set_form_title", "prefix"}
)
# What stands in these has an effect somewhere, so that it is surely missed where it has none.
_MATTERING = frozenset(
    {"relevant", "required", "constraint", "calculation", "choice_filter", "repeat_count"}
    | {"appearance", "trigger", "read_only", "default"}
)
_NOTHING = frozenset({"", "no", "No", "NO", "false", "False", "FALSE", "false()"})
SURVEY_COLUMNS = frozenset(
    {*EXPRESSIONS, *TRANSLATABLE, "type", "name", "appearance", "parameters", "rows"}
    | {"autoplay", "save_to", "sms_field", "intent", "disabled", "bind", "instance", "body"}
)
CHOICE_COLUMNS = frozenset({"list_name", "name", "label", "image", "audio", "video", "big-image"})
_SETTINGS = """
form_title form_id version default_language instance_name public_key submission_url style
auto_send auto_delete allow_choice_duplicates prefix delimiter namespaces client_editable
clean_text_values sms_keyword sms_separator name instance_xmlns entity_version attribute flat
instance_id omit_instanceID add_none_option
"""
SETTINGS_COLUMNS = frozenset(_SETTINGS.split())
_COMMA = re.compile(r"(?P<key>[\w-]+)\s*=\s*(?P<value>\d+,\d+)")
_SPACED = re.compile(
    r"(?P<select>select_one|select_multiple|rank) (?P<list>(?!or_other)\S+(?: (?!or_other)\S+)+)"
)
_LANGUAGE = re.compile(
    r"(?P<column>[^\W\d_]+(?:_message|_hint)?)[\s_(\[/.–-]+"
    r"(?P<language>[^\W\d_][^()\[\]]*(?:\([^()]*\))?)[)\]]?"
)


def problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with types, parameters, appearances and columns."""
    yield from _typeless(reading)
    for spot in reading.spots.values():
        info = CATALOGUE.get(spot.type.base)
        if info is None:
            yield from _unknown(reading, spot)
        else:
            yield from _ignored(spot, info)
        yield from _calculation(spot)
        yield from _parameters(spot)
        yield from _appearance(reading, spot.node)
    yield from _columns(reading)


def _typeless(reading: Reading) -> Iterator[Problem]:
    """A row without a type is a comment, unless it is named or worded as a question."""
    for node in reading.form.nodes():
        is_bare = node.kind is NodeKind.COMMENT and not node.type  # else it is switched off
        if is_bare and (node.name or _is_labelled(node)):
            yield problem("form.type_missing", node, "type", name=node.name)


def _is_labelled(node: Node) -> bool:
    return any(text and split(key)[0] == "label" for key, text in node.cells.items())


def _unknown(reading: Reading, spot: Spot) -> Iterator[Problem]:
    base = spot.type.base
    if base.partition(" ")[0] in OTHER_TYPES or base.startswith(("number of days in last", "osm ")):
        return
    if blank := _SPACED.fullmatch(base):
        list_name = re.sub(r"\s+", "_", blank["list"])
        params = {"list": blank["list"], "suggestion": f"{blank['select']} {list_name}"}
        yield problem("form.list_name_spaces", spot.node, "type", **params)
    elif meant := _meant(reading, base):
        yield problem("form.type_near", spot.node, "type", type=spot.node.type, suggestion=meant)
    else:
        yield problem("form.type_unknown", spot.node, "type", type=spot.node.type)


def _meant(reading: Reading, base: str) -> str | None:
    """The type that was perhaps meant, with the list that is named there."""
    small = read_type(base.lower())
    if small.base in CATALOGUE or small.base.startswith("end_"):
        first, _, rest = base.partition(" ")
        return f"{first.lower()} {rest}" if small.list_name or small.file else small.base
    said = type_meant(base)
    if said is not None:
        return " ".join(filter(None, said))
    first, _, rest = base.partition(" ")
    found = reading.meant(first, CATALOGUE)
    is_chosen = found is not None and (CATALOGUE[found].needs_list or CATALOGUE[found].needs_file)
    return f"{found} {rest}".strip() if is_chosen else found


def _ignored(spot: Spot, info: TypeInfo) -> Iterator[Problem]:
    for column, text in spot.node.cells.items():
        if column in _MATTERING and column not in info.takes and text.strip() not in _NOTHING:
            yield problem(
                "form.column_ignored", spot.node, column, column=column, type=spot.node.type
            )


def _calculation(spot: Spot) -> Iterator[Problem]:
    cells = spot.node.cells
    is_computed = cells.get("calculation", "").strip() or is_dynamic(cells.get("default", ""))
    if spot.type.base == "calculate" and not is_computed:
        yield problem("form.calculation_missing", spot.node, "calculation", name=spot.node.name)


def _parameters(spot: Spot) -> Iterator[Problem]:
    text = spot.node.cells.get("parameters", "")
    if not text.strip():
        return
    pairs = read_parameters(text)
    if pairs is None:
        comma = _COMMA.search(text)
        if comma:
            params = {"key": comma["key"], "value": comma["value"]}
            yield problem("form.parameter_not_number", spot.node, "parameters", **params)
        else:
            yield problem("form.parameters_unreadable", spot.node, "parameters")
        return
    known = PARAMETERS.get(spot.type.base)
    for key, value in pairs.items():
        if known is not None and key not in known:
            named = ", ".join(sorted(known))
            yield problem("form.parameter_unknown", spot.node, "parameters", key=key, known=named)
        elif key in NUMBERS and known is not None and not is_number(value):
            yield problem(
                "form.parameter_not_number", spot.node, "parameters", key=key, value=value
            )
        elif value not in VALUES.get(key, (value,)):
            params = {"key": key, "value": value, "known": ", ".join(VALUES[key])}
            yield problem("form.parameter_value", spot.node, "parameters", **params)


def _appearance(reading: Reading, node: Node) -> Iterator[Problem]:
    for word in unknown_words(node.cells.get("appearance", "")):
        if not unknown_words(word.lower()):
            params = {"appearance": word, "suggestion": word.lower()}
            yield problem("form.appearance_capitals", node, "appearance", **params)
            continue
        meant = meant_by(word, INSTEAD) or reading.meant(word, APPEARANCES)
        if meant:
            yield problem(
                "form.appearance_near", node, "appearance", appearance=word, suggestion=meant
            )
        else:
            yield problem("form.appearance_unknown", node, "appearance", appearance=word)


def _columns(reading: Reading) -> Iterator[Problem]:
    form = reading.form
    yield from _misspelt(reading, "survey", form.survey_columns, SURVEY_COLUMNS)
    filters = " ".join(s.node.cells.get("choice_filter", "") for s in reading.spots.values())
    unused = [column for column in form.choice_columns if column.key not in filters]
    yield from _misspelt(reading, "choices", unused, CHOICE_COLUMNS)
    yield from _misspelt(reading, "settings", form.setting_columns, SETTINGS_COLUMNS)


def _in_language(header: str, known: frozenset[str]) -> str | None:
    """«label (es)», «label_es»: the words of a language, whose name two colons go before."""
    found = _LANGUAGE.fullmatch(header)
    if found is None:
        return None
    column = found["column"].lower()
    column = meant_by(column, COLUMNS) or column
    return f"{column}::{found['language']}" if column in known & {*TRANSLATABLE} else None


def _misspelt(
    reading: Reading, sheet: str, columns: Sequence[Column], known: frozenset[str]
) -> Iterator[Problem]:
    """Columns that nothing reads but that are nearly the name of one that is read."""
    there = {split(column.key)[0] for column in columns}
    for column in columns:
        first = column.key.partition("::")[0].partition(":")[0].strip()
        if first in known or not first or any(c.isdigit() for c in first):
            continue
        own = meant_by(first, COLUMNS)
        meant = own if own in known and own not in there else None
        meant = meant or _in_language(first, known) or reading.meant(first, known)
        if meant:
            params = {"header": column.header, "suggestion": meant}
            yield header_problem("form.column_misspelt", sheet, column.key, **params)
