"""Columns of a question in words, and the appearances that ODK Collect draws, by type."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_domain.questionnaires.columns import TRANSLATABLE, split

translate = QCoreApplication.translate
LANGUAGE_CELLS = frozenset(TRANSLATABLE)


def cell_title(key: str) -> str:
    """«Mostrar si» for `relevant`; the key itself for a column without a word."""
    column, language = split(key)
    word = {
        "name": translate("Questionnaires", "Name"),
        "type": translate("Questionnaires", "Type"),
        "label": translate("Questionnaires", "Question"),
        "hint": translate("Questionnaires", "Hint"),
        "guidance_hint": translate("Questionnaires", "Guidance"),
        "required": translate("Questionnaires", "Required"),
        "required_message": translate("Questionnaires", "Message when it is not answered"),
        "read_only": translate("Questionnaires", "Read only"),
        "default": translate("Questionnaires", "Default answer"),
        "appearance": translate("Questionnaires", "Appearance"),
        "relevant": translate("Questionnaires", "Show if"),
        "constraint": translate("Questionnaires", "Accept if"),
        "constraint_message": translate("Questionnaires", "Message when it is not accepted"),
        "calculation": translate("Questionnaires", "Calculation"),
        "choice_filter": translate("Questionnaires", "Filter of the options"),
        "repeat_count": translate("Questionnaires", "How many times"),
        "trigger": translate("Questionnaires", "Worked out when this changes"),
        "image": translate("Questionnaires", "Picture"),
        "big-image": translate("Questionnaires", "Large picture"),
        "audio": translate("Questionnaires", "Sound"),
        "video": translate("Questionnaires", "Video clip"),
    }.get(column, column)
    return f"{word} · {language}" if language else word


def appearances(base: str) -> list[tuple[str, str]]:
    """(value, word) for the types that have some; the first is none."""
    offered = _APPEARANCES.get(base, ())
    if not offered:
        return []
    return [("", translate("Questionnaires", "Usual")), *((one, _word(one)) for one in offered)]


_CHOICES = ("minimal", "quick", "columns", "columns-pack", "label", "list-nolabel", "likert", "map")
_APPEARANCES: dict[str, tuple[str, ...]] = {
    "text": ("multiline", "numbers", "url"),
    "integer": ("thousands-sep", "counter", "bearing"),
    "decimal": ("thousands-sep", "bearing"),
    "range": ("vertical", "picker", "rating", "no-ticks"),
    "date": ("no-calendar", "month-year", "year", "ethiopian"),
    "image": ("signature", "draw", "annotate", "new", "new-front"),
    "audio": ("new",),
    "video": ("new", "selfie"),
    "geopoint": ("maps", "placement-map"),
    "geotrace": ("placement-map",),
    "geoshape": ("placement-map",),
    "select_one": _CHOICES,
    "select_multiple": ("minimal", "columns", "columns-pack", "label", "list-nolabel"),
    "select_one_from_file": ("minimal", "minimal autocomplete", "map"),
    "select_multiple_from_file": ("minimal", "minimal autocomplete"),
    "begin_group": ("field-list", "table-list"),
    "begin_repeat": ("field-list",),
}


def _word(appearance: str) -> str:
    return {
        "multiline": translate("Questionnaires", "Several lines"),
        "numbers": translate("Questionnaires", "Number pad"),
        "url": translate("Questionnaires", "Link that opens"),
        "thousands-sep": translate("Questionnaires", "With separators of thousands"),
        "counter": translate("Questionnaires", "Counter with plus and minus"),
        "bearing": translate("Questionnaires", "Compass"),
        "vertical": translate("Questionnaires", "Upright"),
        "picker": translate("Questionnaires", "Wheel"),
        "rating": translate("Questionnaires", "Stars"),
        "no-ticks": translate("Questionnaires", "Without marks"),
        "no-calendar": translate("Questionnaires", "Wheels instead of a calendar"),
        "month-year": translate("Questionnaires", "Month and year"),
        "year": translate("Questionnaires", "Year only"),
        "signature": translate("Questionnaires", "Signature"),
        "draw": translate("Questionnaires", "Drawing"),
        "annotate": translate("Questionnaires", "Photo to draw on"),
        "new": translate("Questionnaires", "Camera only, no gallery"),
        "new-front": translate("Questionnaires", "Front camera"),
        "selfie": translate("Questionnaires", "Front camera"),
        "maps": translate("Questionnaires", "Shown on the map"),
        "placement-map": translate("Questionnaires", "Placed by hand on the map"),
        "minimal": translate("Questionnaires", "Drop-down list"),
        "minimal autocomplete": translate("Questionnaires", "List with search"),
        "quick": translate("Questionnaires", "Goes on at once"),
        "columns": translate("Questionnaires", "In columns"),
        "columns-pack": translate("Questionnaires", "Side by side"),
        "label": translate("Questionnaires", "Heads of a table"),
        "list-nolabel": translate("Questionnaires", "Row of a table"),
        "likert": translate("Questionnaires", "Likert scale"),
        "map": translate("Questionnaires", "On the map"),
        "field-list": translate("Questionnaires", "All on one screen"),
        "table-list": translate("Questionnaires", "As a table"),
    }.get(appearance, appearance)
