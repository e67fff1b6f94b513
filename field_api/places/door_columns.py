"""What lists of doors call their columns: OpenAddresses' names, and those of Mexico's standard of
geographic addresses (Norma Técnica sobre Domicilios Geográficos, INEGI, DOF 2010-11-12) as INEGI's
outer numbers and its DENUE write them.
"""

from collections.abc import Iterable

OTHERS = {
    "lon": ("longitud",),
    "lat": ("latitud",),
    "street": ("nomvial", "nom_vial"),
    "number": ("numextnum", "numextnum1", "numero_ext"),
    "letter": ("numextalf", "numextalf1", "letra_ext"),
    "kind": ("tipovial", "tipo_vial"),
    "city": ("nom_mun", "municipio"),
    "district": ("nomasen", "nomb_asent"),
    "postcode": ("cp", "cod_postal"),
}
_OURS = {name: ours for ours, names in OTHERS.items() for name in names}


def our_names(columns: Iterable[str]) -> list[str]:
    """The columns by the names that are looked up here; one that is there by our name keeps it."""
    named = [column.strip().lower() for column in columns]
    there = set(named)
    return [name if (ours := _OURS.get(name, name)) in there else ours for name in named]
