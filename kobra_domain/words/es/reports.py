"""What reports say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.hours.best.contact_rate": "{days} de {first} a {until} alguien atiende {how_often}",
    "report.hours.best.rpc_rate": "{days} de {first} a {until} se encuentra al titular {how_often}",
    "report.hours.best.ptp_rate": "{days} de {first} a {until} quien atiende promete {how_often}",
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
    "report.roll.none": "Nada estaba vencido al empezar el mes",
    "report.roll.answer": "De lo vencido mejoró {better} y empeoró {worse}",
    "report.roll.by_balance": "Por saldo al empezar el mes",
    "report.roll.grown": "Por saldo al empezar el mes; los saldos que siguen crecieron "
    "{amount} aparte",
    "move.paid": "Pagado",
    "move.cured": "Al día",
    "move.better": "Mejoró",
    "move.stayed": "Igual",
    "move.worse": "Empeoró",
    "move.withdrawn": "Retirado",
    "report.agents.none": "Nadie ha visitado en este periodo con estos filtros",
    "report.agents.alike": "Entre gestores no hay más diferencia que la del azar, ya contadas "
    "sus puertas",
    "report.agents.of": "visitas",
    "report.agents.beyond": Plural(
        "{count} gestor difiere más de lo que da el azar, ya contadas sus puertas",
        "{count} gestores difieren más de lo que da el azar, ya contadas sus puertas",
    ),
}
