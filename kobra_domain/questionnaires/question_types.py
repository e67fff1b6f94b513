"""The types of question that ODK Collect knows: how they are written, and what each takes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kobra_domain.questionnaires.form import NodeKind


class QuestionFamily(StrEnum):
    """Where a type stands in the list of types."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    MEDIA = "media"
    PLACE = "place"
    HIDDEN = "hidden"
    STRUCTURE = "structure"
    UNKNOWN = "unknown"


class ValueKind(StrEnum):
    """What an answer is made of; NONE for what is never answered."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    ONE_CHOICE = "one_choice"
    MANY_CHOICES = "many_choices"
    PLACE = "place"
    FILE = "file"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class QuestionType:
    """A type as read. `base` is its canonical name; `list_name` may be «${repeat}»."""

    base: str
    list_name: str | None = None
    or_other: bool = False
    file: str | None = None

    @property
    def info(self) -> "TypeInfo":
        """What the catalogue says of it."""
        return CATALOGUE.get(self.base, UNKNOWN)


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """What a type takes: the canonical columns of its cells, a list or a file; `icon` is lucide's.

    `is_asked`: a person sees and answers it.
    """

    base: str
    family: QuestionFamily
    icon: str
    value: ValueKind
    takes: frozenset[str]
    needs_list: bool = False
    needs_file: bool = False
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """What the designer offers to insert: a type and the cells it starts with, under a code."""

    code: str
    type: str
    cells: Mapping[str, str] = field(default_factory=dict)


_SHOWN = frozenset(
    {"label", "hint", "guidance_hint", "image", "big-image", "audio", "video", "autoplay"}
    | {"relevant", "appearance"}
)
_ANSWERED = _SHOWN | {"required", "required_message", "read_only", "default", "save_to"}
_CHECKED = _ANSWERED | {"constraint", "constraint_message", "calculation", "trigger"}
_CHOSEN = _CHECKED | {"choice_filter", "parameters"}
_F, _V = QuestionFamily, ValueKind


def _type(base: str, family: QuestionFamily, icon: str, value: ValueKind, *more: str) -> TypeInfo:
    return TypeInfo(base, family, icon, value, _CHECKED | set(more))


def _chosen(base: str, icon: str, value: ValueKind, *, is_file: bool = False) -> TypeInfo:
    return TypeInfo(
        base, _F.CHOICE, icon, value, _CHOSEN, needs_list=not is_file, needs_file=is_file
    )


def _hidden(base: str, icon: str, value: ValueKind, *takes: str) -> TypeInfo:
    return TypeInfo(base, _F.HIDDEN, icon, value, frozenset(takes), is_asked=False)


CATALOGUE: dict[str, TypeInfo] = {
    info.base: info
    for info in (
        _type("text", _F.TEXT, "text-cursor-input", _V.TEXT, "rows"),
        _type("barcode", _F.TEXT, "scan-barcode", _V.TEXT),
        TypeInfo("note", _F.TEXT, "sticky-note", _V.NONE, _SHOWN | {"calculation", "default"}),
        _type("integer", _F.NUMBER, "hash", _V.INTEGER),
        _type("decimal", _F.NUMBER, "decimals-arrow-right", _V.DECIMAL),
        _type("range", _F.NUMBER, "sliders-horizontal", _V.DECIMAL, "parameters"),
        _type("date", _F.DATE, "calendar", _V.DATE),
        _type("time", _F.DATE, "clock", _V.TIME),
        _type("datetime", _F.DATE, "calendar-clock", _V.DATETIME),
        _chosen("select_one", "circle-dot", _V.ONE_CHOICE),
        _chosen("select_multiple", "square-check", _V.MANY_CHOICES),
        _chosen("select_one_from_file", "file-spreadsheet", _V.ONE_CHOICE, is_file=True),
        _chosen("select_multiple_from_file", "file-spreadsheet", _V.MANY_CHOICES, is_file=True),
        _chosen("select_one_external", "file-search", _V.ONE_CHOICE),
        _chosen("rank", "list-ordered", _V.MANY_CHOICES),
        _type("acknowledge", _F.CHOICE, "check", _V.TEXT),
        _type("image", _F.MEDIA, "camera", _V.FILE, "parameters"),
        _type("audio", _F.MEDIA, "mic", _V.FILE, "parameters"),
        _type("video", _F.MEDIA, "video", _V.FILE, "parameters"),
        _type("file", _F.MEDIA, "paperclip", _V.FILE, "parameters"),
        _type("geopoint", _F.PLACE, "map-pin", _V.PLACE, "parameters"),
        _type("geotrace", _F.PLACE, "route", _V.PLACE, "parameters"),
        _type("geoshape", _F.PLACE, "hexagon", _V.PLACE, "parameters"),
        _hidden("calculate", "calculator", _V.TEXT, "calculation", "relevant", "trigger",
                "required", "read_only", "default", "save_to"),
        _hidden("hidden", "eye-off", _V.TEXT, "calculation", "relevant", "trigger", "default",
                "save_to"),
        _hidden("audit", "history", _V.FILE, "parameters"),
        _hidden("start", "play", _V.DATETIME),
        _hidden("end", "square", _V.DATETIME),
        _hidden("today", "calendar", _V.DATE),
        _hidden("deviceid", "smartphone", _V.TEXT),
        _hidden("phonenumber", "phone", _V.TEXT),
        _hidden("username", "user", _V.TEXT),
        _hidden("email", "mail", _V.TEXT),
        _hidden("subscriberid", "smartphone", _V.TEXT),
        _hidden("simserial", "smartphone", _V.TEXT),
        _hidden("start-geopoint", "map-pin", _V.PLACE, "parameters"),
        _hidden("background-geopoint", "map-pin", _V.PLACE, "trigger", "parameters"),
        _hidden("background-audio", "mic", _V.FILE, "parameters"),
        _hidden("csv-external", "file-spreadsheet", _V.NONE),
        _hidden("xml-external", "file-code", _V.NONE),
        TypeInfo("begin_group", _F.STRUCTURE, "folder", _V.NONE, _SHOWN),
        TypeInfo("begin_repeat", _F.STRUCTURE, "repeat", _V.NONE, _SHOWN | {"repeat_count"}),
        TypeInfo("begin_loop", _F.STRUCTURE, "repeat", _V.NONE, _SHOWN, needs_list=True),
    )
}  # fmt: skip
UNKNOWN = TypeInfo("", _F.UNKNOWN, "circle-help", _V.TEXT, _CHOSEN | {"repeat_count"})

OFFERS: tuple[Offer, ...] = (
    *(Offer(base, base) for base in ("text", "integer", "decimal", "date", "time", "datetime")),
    *(Offer(base, base) for base in ("select_one", "select_multiple", "select_one_from_file")),
    Offer("rank", "rank"),
    Offer("range", "range", {"parameters": "start=0 end=10 step=1"}),
    Offer("likert", "select_one", {"appearance": "likert"}),
    *(Offer(base, base) for base in ("note", "acknowledge", "barcode", "image")),
    Offer("signature", "image", {"appearance": "signature"}),
    *(Offer(base, base) for base in ("audio", "video", "file")),
    *(Offer(base, base) for base in ("geopoint", "geotrace", "geoshape")),
    *(Offer(base, base) for base in ("calculate", "hidden", "begin_group", "begin_repeat")),
    *(Offer(base, base) for base in ("start", "end", "today", "deviceid", "username")),
    Offer(
        "audit",
        "audit",
        {
            "name": "audit",
            "parameters": "location-priority=balanced location-min-interval=60 "
            "location-max-age=120 track-changes=true",
        },
    ),
)

_SELECTS = {
    "select_one": "select_one",
    "select one": "select_one",
    "select1": "select_one",
    "select one from": "select_one",
    "add select one prompt using": "select_one",
    "select_multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
    "add select multiple prompt using": "select_multiple",
    "select_one_external": "select_one_external",
    "select_one_from_file": "select_one_from_file",
    "select one from file": "select_one_from_file",
    "select_multiple_from_file": "select_multiple_from_file",
    "select multiple from file": "select_multiple_from_file",
    "rank": "rank",
}
_CONTROLS = {
    "group": "group",
    "repeat": "repeat",
    "lgroup": "repeat",
    "looped group": "repeat",
    "loop": "loop",
}
_SAME = {
    "string": "text",
    "int": "integer",
    "dateTime": "datetime",
    "date time": "datetime",
    "photo": "image",
    "picture": "image",
    "gps": "geopoint",
    "location": "geopoint",
    "trigger": "acknowledge",
    "imei": "deviceid",
    "device id": "deviceid",
    "phone number": "phonenumber",
    "subscriber id": "subscriberid",
    "sim id": "simserial",
    "start time": "start",
    "end time": "end",
    "get start time": "start",
    "get end time": "end",
    "get today": "today",
    "get device id": "deviceid",
    "get phone number": "phonenumber",
    "get subscriber id": "subscriberid",
    "get sim id": "simserial",
}


def _either(names: Mapping[str, str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_SELECT = re.compile(
    rf"(?P<command>{_either(_SELECTS)}) (?P<list>\S+)"
    r"(?P<other> (or specify other|or_other|or other))?"
)
_BEGIN = re.compile(rf"begin[\s_](?P<control>{_either(_CONTROLS)})( (over )?(?P<list>\S+))?")
_END = re.compile(rf"end[\s_](?P<control>{_either(_CONTROLS)})")
_LONG = re.compile(r"(?:q|add) (?P<base>.+?)(?: prompt)?")


def read_type(text: str) -> QuestionType:
    """What a type's text means: «select_one yes_no or_other», «begin group», «int».

    An end of a group has the base «end_group»; an unknown type is its own base.
    """
    plain = " ".join(text.split())
    if found := _SELECT.fullmatch(plain):
        return _read_select(found)
    if found := _BEGIN.fullmatch(plain):
        return QuestionType(f"begin_{_CONTROLS[found['control']]}", found["list"])
    if found := _END.fullmatch(plain):
        return QuestionType(f"end_{_CONTROLS[found['control']]}")
    base = _SAME.get(plain, plain)
    if base not in CATALOGUE and (found := _LONG.fullmatch(plain)):
        short = _SAME.get(found["base"], found["base"])
        base = short if short in CATALOGUE else base
    return QuestionType(base)


def _read_select(found: re.Match[str]) -> QuestionType:
    base, name = _SELECTS[found["command"]], found["list"]
    if base.endswith("_from_file"):
        return QuestionType(base, file=name)
    return QuestionType(base, name, or_other=found["other"] is not None)


def with_list(text: str, list_name: str) -> str:
    """The type's text with another list, spelled as it was; as it is when it names none."""
    plain = " ".join(text.split())
    found = _SELECT.fullmatch(plain) or _BEGIN.fullmatch(plain)
    if found is None or found["list"] is None:
        return text
    return f"{plain[: found.start('list')]}{list_name}{plain[found.end('list') :]}"


def write_type(kind: QuestionType) -> str:
    """The canonical text of a type."""
    named = " ".join(filter(None, (kind.base, kind.list_name or kind.file)))
    return f"{named} or_other" if kind.or_other else named


def kind_of(type_text: str) -> NodeKind:
    """Whether a row of that type is a question, a group or a repeat; without a type a comment."""
    base = read_type(type_text).base
    if base in ("begin_repeat", "begin_loop"):
        return NodeKind.REPEAT
    if base == "begin_group":
        return NodeKind.GROUP
    return NodeKind.QUESTION if base else NodeKind.COMMENT
