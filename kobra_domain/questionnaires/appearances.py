"""The words that «appearance» may hold on the phone; whatever else stands there does nothing."""

import re

# Of choices; of texts, numbers and dates; of places; of pictures and codes; of groups and pages.
_CHOICES = """
minimal autocomplete quick quickcompact compact likert label list list-nolabel image-map columns
columns-pack no-buttons autocomplete_chars horizontal horizontal-compact search
"""
_VALUES = """
multiline numbers thousands-sep bearing url masked email counter vertical no-ticks rating picker
no-calendar month-year year ethiopian coptic islamic bikram-sambat myanmar persian buddhist
"""
_PLACES = "maps placement-map hide-input streets terrain satellite map"
_PICTURES = "signature draw annotate new new-front new-rear selfie front hidden-answer printer"
_GROUPS = "field-list table-list pages theme-grid theme-formhub w1 w2 w3 w4 w5 w6 w7 w8 w9 w10"
KNOWN = frozenset(" ".join((_CHOICES, _VALUES, _PLACES, _PICTURES, _GROUPS)).split())
_FAMILIES = re.compile(
    r"(ex|intent|printer):.*|columns-\d+|compact-\d+|quickcompact-\d+|search\(.*"
)
_CALL = re.compile(r"\b[\w.:-]+\(.*\)|\bex:.*", re.DOTALL)


def unknown_words(text: str) -> list[str]:
    """The words of an appearance that mean nothing to the phone."""
    words = _CALL.sub(" ", text).split()
    return [word for word in words if word not in KNOWN and not _FAMILIES.fullmatch(word)]
