"""What «Gestores» says, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.agents": "Gestores",
    "report.agents.none": "Nadie ha visitado en este periodo con estos filtros",
    "report.agents.alike": "Entre gestores no hay más diferencia que la del azar, ya contadas "
    "sus puertas",
    "report.agents.spread": "Los gestores difieren entre sí más que por azar, ya contadas sus "
    "puertas, y ninguno se aparta del resto",
    "report.agents.of": "visitas",
    "report.agents.beyond": Plural(
        "{count} gestor difiere más de lo que da el azar, ya contadas sus puertas",
        "{count} gestores difieren más de lo que da el azar, ya contadas sus puertas",
    ),
    "report.agents.far_high": "{name}: {found} de {count}, cuando en esas puertas se esperaba "
    "{expected}: más de lo que da el azar.",
    "report.agents.far_low": "{name}: {found} de {count}, cuando en esas puertas se esperaba "
    "{expected}: menos de lo que da el azar.",
    "report.agents.outside": Plural(
        "{count} de {all} queda fuera de 95 de cada 100; por puro azar quedarían {by_chance}.",
        "{count} de {all} quedan fuera de 95 de cada 100; por puro azar quedarían {by_chance}.",
    ),
    "report.agents.outside.nobody": "Ningún gestor queda fuera de 95 de cada 100; por puro azar "
    "quedarían {by_chance}.",
    "report.agents.wider": "Los límites son {times} veces los del azar: entre todos hay "
    "diferencias que tramo, monto, zona y hora no explican.",
    "report.agents.funnel.how": "Cada gestor se compara con lo que todos logran en puertas del "
    "mismo tramo, franja de monto vencido, zona y hora: tasa = tasa de todos × logrado / esperado. "
    "Las puertas de las que hay pocas visitas se acercan a la tasa de todos. Límites binomiales "
    "exactos de 95 y 99,8 %, ensanchados cuando todos difieren más que por azar.",
    "report.agents.agent": "Gestor",
    "report.agents.all": "Todos",
    "report.agents.differ.chance": "; entre gestores no hay más diferencia que la del azar",
    "report.agents.differ.spread": "; los gestores difieren entre sí más que por azar, y ninguno "
    "se aparta del resto",
    "report.agents.differ.far": Plural(
        "; {count} gestor difiere más de lo que da el azar",
        "; {count} gestores difieren más de lo que da el azar",
    ),
    "report.agents.productivity": "En un día de trabajo se comprueban {verified} visitas de "
    "{planned} planeadas",
    "report.agents.productivity.done": "Se hacen {made} por día, comprobadas o no.",
    "report.agents.productivity.metric": "Comprobadas por día de trabajo",
    "report.agents.productivity.goal": "Planeadas por día",
    "report.agents.productivity.how": "Se dividen entre los días de trabajo de cada gestor: "
    "aquellos con visitas planeadas o hechas.",
    "report.agents.verified": "El {share} de las completadas fue en el domicilio",
    "report.agents.verified.none": "Nadie ha completado visitas en este periodo",
    "report.agents.verified.metric": "Completadas en el domicilio",
    "report.agents.verified.how": "Cada barra lleva su intervalo de 95 % (Wilson).",
    "report.agents.order": "El {share} de las visitas siguió el orden de la ruta",
    "report.agents.order.none": "Ninguna ruta tenía un orden en este periodo",
    "report.agents.order.metric": "En el orden de la ruta",
    "report.agents.order.how": "De cada dos visitas seguidas de un gestor y día de trabajo, si la "
    "segunda iba después en la ruta; las de un mismo lugar en la ruta no cuentan. Detrás de cada "
    "barra están las visitas hechas de que salen esos pares.",
    "report.agents.pace": "De una visita a la siguiente suelen pasar {time}",
    "report.agents.pace.none": "Ningún gestor tiene dos visitas en un mismo día",
    "report.agents.pace.metric": "Tiempo usual entre visitas",
    "report.agents.pace.how": "Mediana del tiempo entre el fin de una visita y el fin de la "
    "siguiente del mismo gestor y día de trabajo. Detrás de cada barra están las visitas hechas.",
    "report.agents.weeks.change": "De {before} a {after} visitas comprobadas por día entre "
    "la primera fecha y la última",
    "report.agents.weeks.same": "Se mantienen en {after} las visitas comprobadas por día",
    "report.agents.weeks.metric": "Comprobadas por día con visitas; detrás, todos",
    "report.agents.weeks.how": "Visitas hechas cuya llegada se comprobó en el domicilio, entre los "
    "días en que el gestor hizo alguna. La línea de puntos es la de todos juntos.",
    "report.agents.table": Plural(
        "{count} gestor, por su nombre", "{count} gestores, en el orden de sus nombres"
    ),
    "report.agents.table.metric": "Días de trabajo; por cada uno, visitas y kilómetros; ubicación, "
    "orden y tiempo entre visitas",
    "report.agents.table.how": "Todos: se cuenta otra vez de las mismas visitas, no de las filas. "
    "Los kilómetros son los de la traza de cada día, donde la hay.",
    "report.agents.no_way": "Los kilómetros son de días enteros: con filtros de cartera, zona, "
    "tramo o primeros intentos no se dicen.",
    "report.agents.column.days": "Días",
    "report.agents.column.planned": "Planeadas",
    "report.agents.column.done": "Hechas",
    "report.agents.column.verified": "Comprobadas",
    "report.agents.column.verified_share": "En el domicilio",
    "report.agents.column.order": "En orden",
    "report.agents.column.pace": "Entre visitas",
    "report.agents.column.way": "Km",
}
