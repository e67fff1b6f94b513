"""What reports of one's own say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "not_own_report": "Este reporte es de otra persona: guarda una copia para cambiarlo.",
    "custom.base": "{name} (mío)",
    "custom.base.semana-direccion": "Tu copia no lleva las metas, qué fue de cada promesa, los "
    "gestores fuera de lo esperado ni los mejores horarios: eso está solo en el original.",
    "custom.base.mes-cliente": "Tu copia no lleva qué fue de cada promesa ni los mejores horarios, "
    "que están solo en el original; el logotipo, si la filtras por carteras de un cliente.",
    "custom.uncompared": "En esta forma no se compara con {other}.",
    "custom.change": "Cambio",
    "custom.change.points": "Cambio (puntos)",
    "custom.several": "«{question}» admite varias respuestas: cada opción elegida cuenta, así que "
    "una visita puede estar en varios grupos y el total son las visitas, no la suma.",
    "custom.quotient": "{name}: la primera entre la segunda, de los mismos días y filtros; donde "
    "no hay nada de la segunda no se sabe. De cada moneda se cuentan solo sus carteras.",
    "custom.indivisible": "{measure} no se muestra: {side} no se distingue por {dimension}.",
    "custom.few": Plural(
        "{count} hora con menos de {least} intentos no se compara.",
        "{count} horas con menos de {least} intentos no se comparan.",
    ),
    "custom.compared": "{name}: {now} ({other}: {was})",
    "custom.total": "Total",
    "custom.total_of": "{name} · total",
    "custom.beside": "{when}: {figure}",
    "custom.nothing": "Con estos filtros no hay nada que contar de {measures}.",
    "custom.no_blocks": "Este reporte aún no tiene bloques.",
    "custom.no_measures": "Elige qué medir.",
    "custom.together": "{measures}: no se distingue por {dimension}, así que está junto.",
    "custom.gone.measure": "Pide la medida «{name}», que ya no existe; lo demás se muestra.",
    "custom.gone.dimension": "Se agrupaba por «{name}», que ya no existe; lo demás se muestra.",
    "custom.gone.question": "Se agrupaba por la pregunta «{name}», que ninguna versión "
    "que veas hace; lo demás se muestra.",
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
    "shape.map": "Mapa por zona",
    "shape.number": "Número",
    "kind.saved_report": "Reporte",
    "field.saved_report.name": "Nombre",
    "field.saved_report.note": "Nota",
    "field.saved_report.owner_id": "De quién es",
    "field.saved_report.team_id": "Dado al equipo",
    "field.filters": "Filtros",
    "field.parameters": "Lo que se pregunta al abrir",
    "field.blocks": "Bloques",
    "field.shape": "Forma",
    "field.measures": "Medidas",
    "field.dimensions": "Dimensiones",
    "field.is_wide": "A todo el ancho",
    "dimension.day.how": "el día en el domicilio",
    "dimension.week.how": "la semana, de lunes a domingo",
    "dimension.month.how": "el mes en el domicilio",
    "dimension.weekday.how": "de lunes a domingo",
    "dimension.hour.how": "la hora del reloj en el domicilio",
    "dimension.portfolio.how": "la cartera del crédito",
    "dimension.team.how": "el equipo en el que está hoy el gestor",
    "dimension.agent.how": "quién hizo la gestión; de un pago, quién tuvo antes el contacto",
    "dimension.bucket.how": "los días de atraso que el crédito tiene hoy; de una visita "
    "hecha, los de ese día",
    "dimension.zone.how": "la colonia o barrio y el municipio del domicilio",
    "dimension.outcome.how": "lo que pasó en la visita",
    "dimension.verdict.how": "si se llegó al domicilio",
    "dimension.state.how": "en qué va la visita o la promesa",
    "dimension.segment.how": "el segmento que trae el crédito",
    "dimension.amount.how": "entre qué montos está; de una visita, lo vencido del crédito ese día",
    "answered.how": "Respuestas de «{questionnaire}»: {answers}",
    "answered.how.untold": "Respuestas de «{questionnaire}»",
    "custom.block": "{shape}: {what}",
    "custom.more_blocks": "y {count} más",
}
