"""Documents of identity in one form, so that a person is found by theirs however it was written."""

import re
import unicodedata

# A minor's name or number is never kept (domain of the field: the law of both countries).
MINORS = frozenset({"TI", "RC"})

_KINDS: dict[str, tuple[str, ...]] = {
    "CC": ("cedula", "cedula ciudadania", "cedula de ciudadania", "ced"),
    "CE": ("cedula extranjeria", "cedula de extranjeria"),
    "NIT": ("nit", "numero de identificacion tributaria"),
    "TI": ("tarjeta identidad", "tarjeta de identidad", "tid"),
    "RC": ("registro civil", "nuip", "registro civil de nacimiento", "rcn"),
    "PA": ("pasaporte", "pas", "pp", "passport"),
    "PPT": ("permiso por proteccion temporal",),
    "PEP": ("permiso especial de permanencia",),
    "RFC": (),
    "CURP": (),
    "INE": ("ife", "credencial para votar"),
}


def _letters(text: str) -> str:
    """What is compared of a type: «C. C.» is «cc»."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalpha())


_KNOWN = {_letters(name): kind for kind, names in _KINDS.items() for name in (kind, *names)}
# A minor's is recognised cut short, too («Tarj. ident.», «Reg. civil», «menor de edad»).
_SHORT = {
    "TI": re.compile(r"t(arj(eta)?)?(de)?ident(idad)?|tarj(eta)?|.*menor.*"),
    "RC": re.compile(r"reg(istro)?(civ(il)?(de)?(nac.*)?|(de)?nac.*)|(certificadode)?nacidovivo"),
}
# What tables of types in Colombia call them: by the tax office's numbers, by the health system's
# letters. Beside a number neither means anything.
_IN_TABLES = {"11": "RC", "12": "TI", "13": "CC", "22": "CE", "31": "NIT", "41": "PA"}
_IN_TABLES |= {"CN": "RC", "MS": "TI"}
_BETWEEN = re.compile(r"[^\w\s.]|\d")  # «TI - Tarjeta de identidad», «12-TI»
_NUMERIC = frozenset({"CC", "CE", "NIT"})
_LONGEST = 64  # no document with its type is longer
# A type written beside the number, before it («C.C. No. 52.100.200») or behind («52100200 CC»).
_BEFORE = re.compile(
    r"([^\W\d_][^\d:#]*?)(?:[.\s]n(?:o|ro|um|[u\u00fa]mero|)?)?([.:#\u00b0\u00ba\s-]*)(\d.*)",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"([^\W\d_]+)[.:#\s-]+(\S*\d.*)")
_BEHIND = re.compile(r"(\d[\d.,\s-]*)[\s-]([^\W\d_][^\d]*)")
_BRACKETS = re.compile(r"[()\[\]{}]")
_RFC = re.compile(r"[A-Z\u00d1&]{3,4}[0-9]{6}[A-Z0-9]{3}")
_CURP = re.compile(r"[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9]")
# Of the check digit of a NIT, from the last digit on (DIAN).
_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)


def read_document(kind: str, number: str) -> tuple[str, str]:
    """Type and number as they are kept: «C.C.», «52.100.200» is «CC», «52100200».

    A type that is not known stays as it was written, in capitals; one that was not said is told
    from a type that stands beside the number («CC 52.100.200») or from the form of an RFC or a
    CURP, else it stays empty. A number loses its signs and spaces, and where it is one of digits
    its leading zeros; a NIT its check digit.
    """
    code, number = _beside(_kind(kind), number)
    held = re.sub(r"[^0-9A-Z\u00d1&]", "", number.upper())
    if not code:
        code = "CURP" if _CURP.fullmatch(held) else "RFC" if _RFC.fullmatch(held) else ""
    if code == "NIT":
        held = _without_check_digit(number, held)
    if code in _NUMERIC and held.isdecimal():
        held = held.lstrip("0")
    return code, held


def _kind(text: str) -> str:
    written = " ".join(text.upper().split())
    told = _IN_TABLES.get(written) or _known(text)
    if told or not written:
        return told
    parts = [_known(part) for part in _BETWEEN.split(text) if _letters(part)]
    minors = MINORS.intersection(parts)
    if minors or len(set(parts)) == 1:
        return max(minors or parts) or written
    return written


def _known(text: str) -> str:
    """The type that is written so; empty: none."""
    folded = _letters(text)
    if folded in _KNOWN:
        return _KNOWN[folded]
    return next((kind for kind, form in _SHORT.items() if form.fullmatch(folded)), "")


def _beside(code: str, number: str) -> tuple[str, str]:
    """The type and the number without a type that is written beside it.

    A passport may begin with the letters of another type («CC123456»), so that of a type that was
    said only the same one is taken away, or a minor's that stands apart from its number.
    """
    if number.isdecimal() or len(number) > _LONGEST:
        return code, number
    said, apart, rest = _parted(number.strip())
    if code in _NUMERIC and said == code:
        return code, rest
    if said in MINORS and (apart or code in _NUMERIC):
        return said, rest
    if not code and said and (apart or said in _NUMERIC | MINORS):
        return said, rest
    return code, number


def _parted(number: str) -> tuple[str, bool, str]:
    """The type beside a number, whether something lies between them, and the number alone;
    an empty type: there is none.
    """
    number = _BRACKETS.sub(" ", number).strip()
    if (found := _BEFORE.fullmatch(number)) and (said := _known(found[1])):
        return said, bool(found[2]), found[3]
    if (found := _FIRST_WORD.fullmatch(number)) and (said := _known(found[1])):
        return said, True, found[2]
    if (found := _BEHIND.fullmatch(number)) and (said := _known(found[2])):
        return said, True, found[1]
    return "", False, number


def _without_check_digit(number: str, held: str) -> str:
    if re.search(r"-\s*[0-9]\s*$", number):
        return held[:-1]
    if len(held) == 10 and held.isdecimal() and check_digit(held[:-1]) == held[-1]:
        return held[:-1]
    return held


def check_digit(nit: str) -> str:
    """The check digit of a NIT of at most fifteen digits."""
    rest = sum(int(d) * w for d, w in zip(reversed(nit), _WEIGHTS, strict=False)) % 11
    return str(rest if rest < 2 else 11 - rest)
