"""What reports of one's own say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "not_own_report": "Este informe es de otra persona: guarde una copia para cambiarlo.",
    "custom.total": "Total",
    "custom.total_of": "{name} · total",
    "custom.beside": "{figure} en {when}",
    "custom.nothing": "Con estos filtros no hay nada que contar de {measures}.",
    "custom.no_blocks": "Este informe aún no tiene bloques.",
    "custom.no_measures": "Elija qué medir.",
    "custom.together": "{measures}: no se distingue por {dimension}, así que está junto.",
    "custom.gone.measure": "Pide la medida «{name}», que ya no existe; lo demás se muestra.",
    "custom.gone.dimension": "Se agrupaba por «{name}», que ya no existe; lo demás se muestra.",
    "custom.gone.question": "Se agrupaba por la pregunta «{name}», que ninguna versión "
    "que usted vea hace; lo demás se muestra.",
    "custom.gone.filter": "Filtraba por «{name}» con un valor que ya no existe; ese "
    "filtro no se aplica.",
    "custom.left": Plural(
        "y {more} más, que están en el total", "y {more} más, que están en el total"
    ),
    "custom.left_across": Plural(
        "Falta {count} columna, que está en el total.",
        "Faltan {count} columnas, que están en el total.",
    ),
    "custom.hourless": Plural(
        "{count} sin hora conocida no está en el mapa.",
        "{count} sin hora conocida no están en el mapa.",
    ),
    "answered.below": "menos de {bound}",
    "answered.from": "desde {bound}",
    "answered.without": "Sin «{questionnaire}»",
    "answered.dropped": "Sin esta pregunta",
    "answered.blank": "Sin respuesta",
    "answered.odd": "No es un número",
    "shape.table": "Tabla",
    "shape.pivot": "Tabla cruzada",
    "shape.line": "Línea",
    "shape.bar": "Barras",
    "shape.heat": "Mapa de calor",
    "shape.map": "Por zona",
    "shape.number": "Número",
    "kind.saved_report": "Informe",
    "field.saved_report.name": "Nombre",
    "field.saved_report.note": "Nota",
    "field.owner_id": "De quién es",
    "field.saved_report.team_id": "Dado al equipo",
    "field.filters": "Filtros",
    "field.parameters": "Lo que se pregunta al abrir",
    "field.blocks": "Bloques",
    "field.shape": "Forma",
    "field.measures": "Medidas",
    "field.dimensions": "Dimensiones",
    "field.is_wide": "A todo el ancho",
}
