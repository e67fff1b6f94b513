"""Streets with names, as Mexico has them, and places by theirs: «Av. Paseo de la Reforma» and
«PASEO DE LA REFORMA» are one street, «Bogotá, D.C.» and «BOGOTA» one municipality.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kobra_domain.streets.names import Street, read_street

LONGEST_READ = 1_000  # characters of an address; nobody lives behind more
_WORD = re.compile(r"[0-9]+|[A-Z]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What is left out as often as it is written.
_KIND_WORDS = _set(
    """CALLE CALL CLL C AVENIDA AVDA AV BOULEVARD BULEVAR BLVD BLV CALZADA CALZ CZDA"""
)
_SMALL_WORDS = _set("DE DEL LA LAS LOS EL Y E")
_LONG = {
    "GRAL": "GENERAL",
    "LIC": "LICENCIADO",
    "DR": "DOCTOR",
    "ING": "INGENIERO",
    "PROF": "PROFESOR",
    "STA": "SANTA",
    "STO": "SANTO",
    "FCO": "FRANCISCO",
    "MA": "MARIA",
    "NTE": "NORTE",
    "OTE": "ORIENTE",
    "PTE": "PONIENTE",
    "PRIV": "PRIVADA",
    "PRIVDA": "PRIVADA",
    "CDA": "CERRADA",
    "CJON": "CALLEJON",
    "AND": "ANDADOR",
    "RET": "RETORNO",
    "PROL": "PROLONGACION",
    "CTO": "CIRCUITO",
    "CARR": "CARRETERA",
    "PASO": "PASEO",
}
_MUNICIPALITIES = {
    "BOGOTA D C": "BOGOTA",
    "BOGOTA DC": "BOGOTA",
    "BOGOTA DISTRITO CAPITAL": "BOGOTA",
    "SANTAFE DE BOGOTA": "BOGOTA",
    "SANTA FE DE BOGOTA": "BOGOTA",
    "SANTIAGO DE CALI": "CALI",
    "CARTAGENA DE INDIAS": "CARTAGENA",
    "SAN JOSE DE CUCUTA": "CUCUTA",
    "CDMX": "CIUDAD DE MEXICO",
    "MEXICO D F": "CIUDAD DE MEXICO",
    "MEXICO DF": "CIUDAD DE MEXICO",
    "DISTRITO FEDERAL": "CIUDAD DE MEXICO",
}
_QUARTER_WORDS = _set("COL COLONIA BARRIO BRR BRO BO FRACC FRACCIONAMIENTO URB URBANIZACION")


def plain(text: str) -> str:
    """Capitals without accents, of the first `LONGEST_READ` characters."""
    whole = text[:LONGEST_READ].upper()
    if whole.isascii():
        return whole
    whole = unicodedata.normalize("NFKD", whole)
    return "".join(letter for letter in whole if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text as `plain` has them."""
    return _WORD.findall(plain(text))


@lru_cache(maxsize=4_096)
def municipality_key(name: str) -> str:
    """The same for each way to write a municipality; empty for an empty one."""
    folded = " ".join(words_of(name))
    return _MUNICIPALITIES.get(folded, folded)


def quarter_key(name: str) -> str:
    """The same for each way to write a colonia or barrio, with or without that word."""
    found = words_of(name)
    while found and found[0] in _QUARTER_WORDS:
        found = found[1:]
    return " ".join(word for word in found if word not in _SMALL_WORDS)


def street_key(name: str) -> str:
    """The same for each way to write a street: that of a numbered one, else the words that tell it
    from others; empty where there are none.
    """
    street = read_street(name[:LONGEST_READ])
    return named_key(words_of(name)) if street is None else street.key


def named_key(words: Iterable[str]) -> str:
    """`street_key` of a street with a name, by its words in capitals."""
    told = [_LONG.get(word, word) for word in words]
    kept = [word for word in told if word not in _SMALL_WORDS]
    while len(kept) > 1 and kept[0] in _KIND_WORDS:
        kept = kept[1:]
    return " ".join(kept)


@lru_cache(maxsize=65_536)
def numbered_street(key: str) -> Street | None:
    """The numbered street of a key; None for a named one's."""
    return read_street(key)
