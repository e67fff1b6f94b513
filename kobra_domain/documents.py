"""Documents of identity in one form, so that a person is found by theirs however it was written."""

import re
import unicodedata

# A minor's name or number is never kept (domain of the field: the law of both countries).
MINORS = frozenset({"TI", "RC"})

_KINDS: dict[str, tuple[str, ...]] = {
    "CC": ("cedula", "cedula ciudadania", "cedula de ciudadania", "ced"),
    "CE": ("cedula extranjeria", "cedula de extranjeria"),
    "NIT": ("nit", "numero de identificacion tributaria"),
    "TI": ("tarjeta identidad", "tarjeta de identidad"),
    "RC": ("registro civil", "nuip", "registro civil de nacimiento"),
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
_NUMERIC = frozenset({"CC", "CE", "NIT"})
_RFC = re.compile(r"[A-Z\u00d1&]{3,4}[0-9]{6}[A-Z0-9]{3}")
_CURP = re.compile(r"[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9]")
# Of the check digit of a NIT, from the last digit on (DIAN).
_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)


def read_document(kind: str, number: str) -> tuple[str, str]:
    """Type and number as they are kept: «C.C.», «52.100.200» is «CC», «52100200».

    A type that is not known stays as it was written, in capitals; one that was not said is told
    from the form of an RFC or a CURP, else it stays empty. A number loses its signs and spaces,
    and where it is one of digits its leading zeros; a NIT its check digit.
    """
    code = _kind(kind)
    held = re.sub(r"[^0-9A-Z\u00d1&]", "", number.upper())
    if not code:
        code = "CURP" if _CURP.fullmatch(held) else "RFC" if _RFC.fullmatch(held) else ""
    if code == "NIT":
        held = _without_check_digit(number, held)
    if code in _NUMERIC and held.isdecimal():
        held = held.lstrip("0")
    return code, held


def _kind(text: str) -> str:
    folded = _letters(text)
    return _KNOWN.get(folded, " ".join(text.upper().split()))


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
