"""From a code and its parameters to a sentence in the reader's language.

A parameter is printed by its name's ending, as everywhere in this project: `_m` metres, `_s`
seconds, `_age_s` an age, `_at` a moment in `params["zone"]`, `_on` a date, `_minor` money of
`params["currency"]`, `_pct` a percentage. A code nobody wrote words for is said, not hidden; so
is a value that is no such thing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum

from kobra_domain.alerts import AlertKind
from kobra_domain.errors import Param
from kobra_domain.words import en, es, es_CO, es_MX
from kobra_domain.words.figures import (
    age,
    day_words,
    distance,
    duration,
    full_day,
    moment,
    money,
    number,
    percent,
)
from kobra_domain.words.plural import Plural

TABLES: dict[str, Mapping[str, str | Plural]] = {
    "es": es.WORDS,
    "es_MX": es_MX.WORDS,
    "es_CO": es_CO.WORDS,
    "en": en.WORDS,
}
LOCALES = frozenset(TABLES)
# Parameters that hold the value of an enum, and the names it may be one of.
_ENUMS: dict[str, tuple[str, ...]] = {
    "before": ("visit_state", "alert_state"),
    "after": ("visit_state", "alert_state"),
    "state": ("account_state", "import_state"),
    "product": ("product_type",),
    "channel": ("channel_kind",),
    "kind": ("alert_kind", "kind"),
    "mock": ("mock_reason",),
    "role": ("role",),
    "cause": ("gap_cause",),
    "verdict": ("verdict",),
    "target": ("target",),
}
# What is added to any sentence whose parameters say so.
_NOTES = {
    "unknown_country": "note.strictest_rules",
    "unverified": "note.unverified",
    "alike": "note.alike",
    "alike_rows": "note.alike_rows",
}
_PLACE = re.compile(r"\{(\w+)\}")
_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")

Params = Mapping[str, Param]


def say(code: str, params: Params | None = None, locale: str = "es") -> str:
    """The sentence of a code; a parameter that is missing is printed as a dash.

    Some codes are used with and without a field: without, `<code>.bare` is said. `of` names the
    kind whose field it is.
    """
    known = params or {}
    bare = None if known.get("field") else _find(f"{code}.bare", locale)
    template = bare or _find(code, locale)
    if template is None:
        return _fill("unknown_code", {"code": code}, locale)
    sentence = _filled(_chosen(template, known), known, locale)
    if code.endswith(".remedy"):  # the sentence before it has said already under what reservation
        return sentence
    notes = [_fill(note, known, locale) for name, note in _NOTES.items() if known.get(name)]
    return " ".join([sentence, *notes])


def word(member: Enum, locale: str = "es") -> str:
    """The screen word of an enum's member: `VisitState.ON_PHONE` → En el teléfono."""
    return say(code_of(member), None, locale)


def field_title(field: str, kind: str = "", locale: str = "es") -> str:
    """What a field is called: by `field.<kind>.<name>` where a kind calls it otherwise, else by
    `field.<name>`; the path itself if it has no words. `field` may be a dotted path.
    """
    last = field.rpartition(".")[2].partition("[")[0]
    codes = (f"field.{kind}.{last}", f"field.{last}")
    found = next((label for code in codes if (label := _find(code, locale))), None)
    return found if isinstance(found, str) else field


def kind_name(kind: type) -> str:
    """The name of a dataclass in codes: QuestionnaireVersion → questionnaire_version."""
    return _WORD_START.sub("_", kind.__name__).lower()


def alert_sentence(kind: AlertKind, detail: str, locale: str = "es") -> str:
    """What an alert says; `detail` is its figure as text (%, minutes, metres, reason), a reason and
    its figure (`ahead 72000`: seconds, metres or how many), a number and a day, or empty.
    """
    if not detail:
        return word(kind, locale)
    code = f"alert.{kind.value}"
    reason, _, figure = detail.partition(" ")
    if kind is AlertKind.PAYMENT_ABSENT:
        is_nobodys = has_words(f"{code}.{reason}", locale)
        count, _, first_on = (figure if is_nobodys else detail).partition(" ")
        if count.isdecimal():
            said = f"{code}.{reason}" if is_nobodys else code
            return say(said, {"count": int(count), "first_on": first_on}, locale)
    if has_words(f"{code}.{reason}", locale):
        told = dict.fromkeys(("figure", "figure_s", "figure_m"), figure)
        return say(f"{code}.{reason}", told, locale)
    return say(code, {"detail": detail, "mock": detail}, locale)


def code_of(member: Enum) -> str:
    """The code of an enum's member: `visit_state.on_phone`."""
    return f"{kind_name(type(member))}.{member.value}"


def has_words(code: str, locale: str = "es") -> bool:
    """Whether words exist for a code in the locale or one it falls back to."""
    return _find(code, locale) is not None


def method_words(method: str, locale: str = "es") -> str:
    """How a payment was made: the word of a code of the usual form, else as it was written."""
    code = f"payment_method.{method}"
    return say(code, None, locale) if has_words(code, locale) else method


def placeholders(template: str | Plural) -> frozenset[str]:
    """The parameters that a template prints."""
    forms = (template.one, template.other) if isinstance(template, Plural) else (template,)
    return frozenset(name for form in forms for name in _PLACE.findall(form))


def _find(code: str, locale: str) -> str | Plural | None:
    """es_CO → es; en_US → en; what is neither → es."""
    plain = locale.replace("-", "_")
    chain = (plain, plain.partition("_")[0], "es")
    return next((TABLES[name][code] for name in chain if code in TABLES.get(name, {})), None)


def _chosen(template: str | Plural, params: Params) -> str:
    if isinstance(template, str):
        return template
    return template.one if params.get("count") == 1 else template.other


def _fill(code: str, params: Params, locale: str) -> str:
    template = _find(code, locale)
    assert template is not None, code
    return _filled(_chosen(template, params), params, locale)


def _filled(template: str, params: Params, locale: str) -> str:
    return _PLACE.sub(lambda found: _printed(found[1], params, locale), template)


def _printed(name: str, params: Params, locale: str) -> str:
    value = params.get(name)
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _fill("yes" if value else "no", {}, locale)
    if name == "field":
        return field_title(str(value), str(params.get("of") or ""), locale)
    if name in _ENUMS:
        return _enum_word(name, str(value), locale)
    for ending, printer in _BY_ENDING.items():
        if name.endswith(ending):
            try:
                return printer(value, params, locale)
            except (ValueError, OverflowError):  # one odd row does not break a list of many
                return str(value) or "—"
    if isinstance(value, str):
        return value
    return number(value, locale, 0 if float(value).is_integer() else 1)


def _enum_word(name: str, value: str, locale: str) -> str:
    found = (_find(f"{namespace}.{value}", locale) for namespace in _ENUMS[name])
    return next((text for text in found if isinstance(text, str)), value)


def _moment(value: Param, params: Params, locale: str) -> str:
    near = params.get("asked_at")
    at = datetime.fromisoformat(str(value))
    zone = str(params.get("zone") or "UTC")
    return moment(at, zone, locale, datetime.fromisoformat(str(near)) if near else None)


def _day(value: Param, params: Params, locale: str) -> str:
    return day_words(date.fromisoformat(str(value)), locale)


def _full_day(value: Param, params: Params, locale: str) -> str:
    return full_day(date.fromisoformat(str(value)), locale)


def _money(value: Param, params: Params, locale: str) -> str:
    return money(int(value or 0), str(params.get("currency") or ""))


def _figure(printer: Callable[[float, str], str]) -> Callable[[Param, Params, str], str]:
    return lambda value, params, locale: printer(float(value or 0), locale)


# The first ending that fits is taken.
_BY_ENDING: dict[str, Callable[[Param, Params, str], str]] = {
    "age_s": _figure(age),
    "_s": _figure(duration),
    "_m": _figure(distance),
    "_pct": _figure(percent),
    "_at": _moment,
    "signed_on": _full_day,  # a contract's may lie years back
    "_on": _day,
    "_minor": _money,
}
