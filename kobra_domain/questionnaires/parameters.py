"""The «parameters» cell: `key=value` pairs, and which keys each type of question knows."""

import re

_DIVIDERS = re.compile(r"[\s,;]+")
_PAIR = re.compile(r"([^\s=,;]+)=([^\s=,;]+)")
_AROUND_EQUALS = re.compile(r"\s*=\s*")

LOCATION = ("location-priority", "location-min-interval", "location-max-age")
_SELECT = frozenset({"randomize", "seed"})
_FROM_FILE = _SELECT | {"label", "value"}
_GEO_LINE = frozenset({"incremental", "allow-mock-accuracy", "reference-geometry"})
KNOWN: dict[str, frozenset[str]] = {
    "text": frozenset({"rows"}),
    "select_one": _SELECT,
    "select_multiple": _SELECT,
    "rank": _SELECT,
    "select_one_from_file": _FROM_FILE,
    "select_multiple_from_file": _FROM_FILE,
    "range": frozenset({"start", "end", "step", "tick_interval", "tick_labelset", "placeholder"}),
    "image": frozenset({"app", "max-pixels"}),
    "audio": frozenset({"quality"}),
    "background-audio": frozenset({"quality"}),
    "geopoint": frozenset(
        {"capture-accuracy", "warning-accuracy", "allow-mock-accuracy", "reference-geometry"}
    ),
    "geotrace": _GEO_LINE,
    "geoshape": _GEO_LINE,
    "audit": frozenset({*LOCATION, "track-changes", "track-changes-reasons", "identify-user"}),
}
NUMBERS = frozenset(
    {"capture-accuracy", "warning-accuracy", "max-pixels", "location-min-interval"}
    | {"location-max-age", "start", "end", "step", "tick_interval", "placeholder", "rows"}
)
_TRUTHS = ("true", "false")
# Keys whose value is one of a few words.
VALUES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("randomize", "track-changes", "identify-user", "allow-mock-accuracy"), _TRUTHS
    ),
    "incremental": _TRUTHS,
    "location-priority": ("no-power", "low-power", "balanced", "high-accuracy"),
    "quality": ("voice-only", "low", "normal", "external"),
    "track-changes-reasons": ("on-form-edit",),
}


def read_parameters(text: str) -> dict[str, str] | None:
    """The pairs by key in small letters, None when the cell is no list of pairs."""
    found = {}
    for piece in filter(None, _DIVIDERS.split(_AROUND_EQUALS.sub("=", text))):
        pair = _PAIR.fullmatch(piece)
        if pair is None:
            return None
        found[pair[1].lower()] = pair[2]
    return found


def is_number(text: str) -> bool:
    """Whether a parameter's value is a number, as the compiler reads it."""
    return re.fullmatch(r"[+-]?(\d{1,300}(\.\d*)?|\.\d+)", text, re.ASCII) is not None
