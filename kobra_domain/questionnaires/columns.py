"""From the spelling of a header to its column, and which columns hold words in which language.

Knows the spellings that XLSForm allows; a header it does not know is its own column, verbatim.
"""

from collections.abc import Iterable, Mapping, Sequence

from kobra_domain.questionnaires.form import Column, Form

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
# In the order that a translator reads them.
TRANSLATABLE = (
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "image",
    "big-image",
    "audio",
    "video",
)
MEDIA = ("image", "big-image", "audio", "video")
EXPRESSIONS = (
    "relevant",
    "constraint",
    "required",
    "read_only",
    "calculation",
    "choice_filter",
    "repeat_count",
    "default",
    "trigger",
)
_MARK = "::"

# What a header's first part means. The second half of a bind or control is its own attribute.
_SURVEY: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("type", "name", "label", "hint", "guidance_hint", "default")},
    **{name: (name,) for name in ("parameters", "choice_filter", "trigger", "appearance")},
    **{name: (name,) for name in ("relevant", "constraint", "required", "read_only")},
    **{name: (name,) for name in ("calculation", "repeat_count", "autoplay", "rows", "save_to")},
    **{name: (name,) for name in ("constraint_message", "required_message")},
    **{name: (name,) for name in ("sms_field", "media", "bind", "instance", *MEDIA)},
    "caption": ("label",),
    "command": ("type",),
    "tag": ("name",),
    "value": ("name",),
    "readonly": ("read_only",),
    "relevance": ("relevant",),
    "calculate": ("calculation",),
    "constraining_message": ("constraint_message",),
    "requiredmsg": ("required_message",),
    "count": ("repeat_count",),
    "jr:count": ("repeat_count",),
    "noapperrorstring": ("bind", "jr:noAppErrorString"),
    "no_app_error_string": ("bind", "jr:noAppErrorString"),
    "compact_tag": ("instance", "odk:tag"),
    "body": ("body",),
    "control": ("body",),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("list_name", "name", "label", "sms_option", "media", *MEDIA)},
    "caption": ("label",),
    "value": ("name",),
}
_SETTINGS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("form_title", "form_id", "version", "default_language")},
    **{name: (name,) for name in ("instance_name", "public_key", "submission_url", "style")},
    **{name: (name,) for name in ("auto_send", "auto_delete", "allow_choice_duplicates")},
    **{name: (name,) for name in ("prefix", "delimiter", "namespaces", "client_editable")},
    **{name: (name,) for name in ("clean_text_values", "sms_keyword", "sms_separator", "name")},
    **{name: (name,) for name in ("instance_xmlns", "entity_version", "attribute", "flat")},
    "title": ("form_title",),
    "set_form_title": ("form_title",),
    "id_string": ("form_id",),
    "set_form_id": ("form_id",),
}
_SHEETS = {SURVEY: _SURVEY, CHOICES: _CHOICES, SETTINGS: _SETTINGS}
# The long way to say what has a name of its own.
_SHORT: dict[tuple[str, str], str] = {
    ("bind", "readonly"): "read_only",
    ("bind", "relevant"): "relevant",
    ("bind", "required"): "required",
    ("bind", "constraint"): "constraint",
    ("bind", "calculate"): "calculation",
    ("bind", "jr:constraintMsg"): "constraint_message",
    ("bind", "jr:requiredMsg"): "required_message",
    ("bind", "entities:saveto"): "save_to",
    ("body", "appearance"): "appearance",
    ("body", "jr:count"): "repeat_count",
    ("body", "autoplay"): "autoplay",
    ("body", "rows"): "rows",
    **{("media", name): name for name in MEDIA},
}


def key_of(header: str, sheet: str, *, is_double: bool = False) -> str:
    """The canonical key of a header: «Constraint Message» → «constraint_message».

    `is_double`: the sheet has a header with «::», so that a single colon divides nothing.
    """
    text = " ".join(header.split())
    known = _SHEETS.get(sheet, {})
    parts = _parts(text, is_double or _MARK in text)
    first = known.get("_".join(parts[0].split()).lower())
    if first is None:
        return text
    parts = [*first, *parts[1:]]
    short = _SHORT.get((parts[0], parts[1])) if len(parts) > 1 else None
    return _MARK.join([short, *parts[2:]] if short else parts)


def keys_of(headers: Sequence[str], sheet: str) -> list[str]:
    """The keys of all headers of a sheet; two that mean the same have the same key."""
    is_double = any(_MARK in header for header in headers)
    return [key_of(header, sheet, is_double=is_double) for header in headers]


def _parts(text: str, is_double: bool) -> list[str]:
    if is_double:
        return [part.strip() for part in text.split(_MARK)]
    parts = [part.strip() for part in text.split(":")]
    if "jr" in parts[:-1]:  # a namespace of XForms, not a division
        at = parts.index("jr")
        parts[at : at + 2] = [f"jr:{parts[at + 1]}"]
    return parts


def split(key: str) -> tuple[str, str | None]:
    """«label::es» → («label», «es»); the language is None where none is said or none can be."""
    column, mark, language = key.partition(_MARK)
    if mark and column in TRANSLATABLE:
        return column, language
    return key, None


def join(column: str, language: str | None) -> str:
    """The key of a column in a language."""
    return column if language is None else f"{column}{_MARK}{language}"


def languages(form: Form) -> tuple[str, ...]:
    """The languages that columns name, in the order of the columns; () when none is named."""
    found = (split(column.key)[1] for column in (*form.survey_columns, *form.choice_columns))
    return tuple(dict.fromkeys(language for language in found if language is not None))


def has_plain_words(form: Form) -> bool:
    """Whether some column holds words of no named language."""
    columns = (*form.survey_columns, *form.choice_columns)
    return any(column.key in TRANSLATABLE for column in columns)


def default_language(form: Form) -> str | None:
    """The language shown first: the setting, else the first named one, None if none is named."""
    named = languages(form)
    wanted = form.settings.get("default_language")
    if wanted in named:
        return wanted
    return None if not named or has_plain_words(form) else named[0]


def translation(cells: Mapping[str, str], column: str, language: str | None) -> str | None:
    """The words of a column in exactly that language, None when there is no such cell."""
    return cells.get(join(column, language))


def shown(cells: Mapping[str, str], column: str, language: str | None) -> str:
    """The words to show: in the language, else without one, else in any; else nothing."""
    exact = translation(cells, column, language) or cells.get(column)
    if exact:
        return exact
    return next((text for key, text in cells.items() if text and split(key)[0] == column), "")


def with_columns(columns: tuple[Column, ...], keys: Iterable[str]) -> tuple[Column, ...]:
    """The columns, and one for each key they lack, beside those of the same words."""
    known = {column.key for column in columns}
    for key in keys:
        if key not in known:
            known.add(key)
            at = _place(columns, key)
            columns = (*columns[:at], Column(key, spelling(key, columns)), *columns[at:])
    return columns


def spelling(key: str, columns: Sequence[Column]) -> str:
    """How a new header is written: with «:» in a sheet that divides with it, else with «::»."""
    has_double = any(_MARK in column.header for column in columns)
    has_single = any(_MARK in column.key and ":" in column.header for column in columns)
    return key if has_double or not has_single else key.replace(_MARK, ":")


def _place(columns: Sequence[Column], key: str) -> int:
    same = [at for at, column in enumerate(columns) if split(column.key)[0] == split(key)[0]]
    return same[-1] + 1 if same else len(columns)
