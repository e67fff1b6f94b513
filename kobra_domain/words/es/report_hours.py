"""What contact hours say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.hours.best.contact_rate": "{days} de {first} a {until} alguien atiende {how_often}",
    "report.hours.best.rpc_rate": "{days} de {first} a {until} se encuentra al titular {how_often}",
    "report.hours.best.ptp_rate": "{days} de {first} a {until} quien atiende promete {how_often}",
    "report.hours.adjusted": (
        "Las veces dichas en palabras están ajustadas: "
        "con pocos intentos pesa lo del día y de la hora en conjunto, y pueden diferir de su celda."
    ),
    "report.hours.of_ten": Plural("{count} de cada 10 veces", "{count} de cada 10 veces"),
    "report.hours.of_all": "el {share} de las veces",
    "report.hours.weekday.0": "Los lunes",
    "report.hours.weekday.1": "Los martes",
    "report.hours.weekday.2": "Los miércoles",
    "report.hours.weekday.3": "Los jueves",
    "report.hours.weekday.4": "Los viernes",
    "report.hours.weekday.5": "Los sábados",
    "report.hours.weekday.6": "Los domingos",
    "report.hours.none": "Nadie ha tocado una puerta en este periodo con estos filtros",
    "report.hours.few": "Aún no hay {count} intentos en ninguna hora: falta para decir algo",
    "report.hours.alike_all": "Sin diferencia clara entre las horas",
    "report.hours.alike": "Sin diferencia clara entre los dos",
    "report.hours.nothing_to_compare": "Ninguna hora tiene intentos suficientes en los dos",
    "report.hours.differ": Plural(
        "{count} hora difiere más de lo que da el azar",
        "{count} horas difieren más de lo que da el azar",
    ),
    "report.hours.attempts": Plural("{count} intento", "{count} intentos"),
    "report.hours.doors": Plural("{count} domicilio", "{count} domicilios"),
    "report.hours.looked_at": "{attempts} en {doors}",
    "report.hours.span": "{days} de {first} a {until}",
    "report.hours.span_how_often": "{days} de {first} a {until} ({how_often})",
    "report.hours.also": "También destacan: {spans}.",
    "report.hours.also_more": Plural(
        "También destacan: {spans} y {count} franja más.",
        "También destacan: {spans} y {count} franjas más.",
    ),
    "report.hours.untried": Plural(
        "{count} hora permitida sin intentos suficientes.",
        "{count} horas permitidas sin intentos suficientes.",
    ),
    "report.hours.looked_at_both": "{one} frente a {other}.",
    "report.hours.both_tried": Plural(
        "{count} hora con intentos suficientes en los dos.",
        "{count} horas con intentos suficientes en los dos.",
    ),
    "report.hours.difference": "{span}: {points}, entre {low} y {high}.",
    "report.hours.same_mix": (
        "Con la misma mezcla de zonas y días de atraso: {points}, entre {low} y {high}; tal cual, "
        "{plain}."
    ),
    "report.hours.same_mix_alike": (
        "Con la misma mezcla de zonas y días de atraso, sin diferencia clara: {points}, "
        "entre {low} y {high}; tal cual, {plain}."
    ),
    "report.hours.points": Plural("{signed} punto", "{signed} puntos"),
    "report.zones.best.contact_rate": "En {zone} alguien atiende {how_often}",
    "report.zones.best.rpc_rate": "En {zone} se encuentra al titular {how_often}",
    "report.zones.best.ptp_rate": "En {zone} quien atiende promete {how_often}",
    "report.zones.above": "{said}, más que en el conjunto",
    "report.zones.below": "{said}, menos que en el conjunto",
    "report.zones.alike": "Sin diferencia clara entre las zonas",
    "report.zones.few": "Aún no hay {count} intentos en ninguna zona: falta para decir algo",
    "report.zones.count": Plural("{count} zona", "{count} zonas"),
    "report.zones.map": "{zones}: {above} por encima del conjunto, {below} por debajo",
    "report.zones.map_alike": "{zones}, sin diferencia clara entre ellas",
    "report.zones.left_out": Plural(
        "{count} zona más, con menos intentos, no está aquí.",
        "{count} zonas más, con menos intentos, no están aquí.",
    ),
    "report.zones.unplaced": Plural(
        "{count} zona no tiene domicilios ubicados y no está en el mapa.",
        "{count} zonas no tienen domicilios ubicados y no están en el mapa.",
    ),
    "report.zones.adjusted": (
        "Valor ajustado: lo propio de cada zona y, donde hay pocos intentos, lo del conjunto."
    ),
    "report.zones.column.zone": "Zona",
    "report.zones.column.attempts": "Intentos",
    "report.zones.column.value": "Valor ajustado",
    "report.zones.column.side": "Frente al conjunto",
    "report.zones.column.hours": "Mejor hora",
    "report.zones.hours": "{day} {first}–{until}",
    "report.zones.hours.alike": "Sin diferencia clara",
    "report.zones.hours.unknown": "—",
    "report.zones.total": "Conjunto",
    "report.zones.side.above": "Más",
    "report.zones.side.below": "Menos",
    "report.zones.side.unknown": "Faltan intentos",
}
