"""What «Promesas» says, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.promises": "Promesas",
    "report.promises.all": "Todas",
    "report.promises.due": Plural(
        "De {count} promesa que vencía en estas fechas se cumplió el {share} (entre {low} y "
        "{high})",
        "De {count} promesas que vencían en estas fechas se cumplió el {share} (entre {low} y "
        "{high})",
    ),
    "report.promises.due.open": Plural("; {count} sigue vigente", "; {count} siguen vigentes"),
    "report.promises.due.all_open": Plural(
        "{count} promesa vence en estas fechas y sigue vigente",
        "{count} promesas vencen en estas fechas y todas siguen vigentes",
    ),
    "report.promises.due.over": Plural(
        "De la {count} que vencía antes del {day}, ya sin plazo, se cumplió el {share} (entre "
        "{low} y {high}); las vigentes cuentan como aún no cumplidas.",
        "De las {count} que vencían antes del {day}, ya sin plazo, se cumplió el {share} (entre "
        "{low} y {high}); las vigentes cuentan como aún no cumplidas.",
    ),
    "report.promises.due.none": "Ninguna promesa vencía en estas fechas con estos filtros",
    "report.promises.due.day": "Promesas por el día en que vencían",
    "report.promises.due.week": "Promesas por la semana en que vencían",
    "report.promises.due.month": "Promesas por el mes en que vencían",
    "report.promises.due.how": "Cada promesa está en la fecha en que vencía, con el estado que "
    "tiene hoy. Las vigentes también vencían y todavía no están cumplidas; las cumplidas en parte "
    "no son cumplidas, y está entero lo que prometían.",
    "report.promises.due_amount": "De {amount} prometidos se cumplió el {share}",
    "report.promises.due_amount.open": "; el {share} sigue vigente",
    "report.promises.due_amount.all_open": "Todo lo prometido para estas fechas, {amount}, sigue "
    "vigente",
    "report.promises.due_amount.day": "Monto prometido por el día en que vencía",
    "report.promises.due_amount.week": "Monto prometido por la semana en que vencía",
    "report.promises.due_amount.month": "Monto prometido por el mes en que vencía",
    "report.promises.ahead": "En los próximos 30 días se esperan {amount} (entre {low} y {high}) "
    "de {promised} prometidos",
    "report.promises.ahead.none": "No hay promesas vigentes para los próximos 30 días",
    "report.promises.ahead.nothing_learnt": "Hay promesas vigentes, pero aún no ha vencido ninguna "
    "de la que aprender cuánto se cumple",
    "report.promises.ahead.metric": "Pronóstico de cumplimiento, con su intervalo de 80 %",
    "report.promises.ahead.expected": "Se espera",
    "report.promises.ahead.promised": "Prometido",
    "report.promises.ahead.overdue": "Vencidas, aún vigentes",
    "report.promises.ahead.count": Plural(
        "Es {count} promesa vigente.", "Son {count} promesas vigentes."
    ),
    "report.promises.ahead.learnt": Plural(
        "Se aprendió de {count} promesa del último año, ya sin plazo: se cumplió el {share}.",
        "Se aprendió de {count} promesas del último año, ya sin plazo: se cumplió el {share}.",
    ),
    "report.promises.ahead.how": "Suma de monto × proporción cumplida de las promesas de su "
    "segmento, canal y franja de monto en el último año, acercada a la de todas cuando son pocas. "
    "Intervalo de 80 % por remuestreo de las promesas ({draws} sorteos con semilla fija: las "
    "mismas promesas dan siempre lo mismo; de más de 400, por su varianza).",
    "report.promises.ages": Plural(
        "{count} promesa vencida sigue sin cumplirse, {old} desde hace más de 30 días",
        "{count} promesas vencidas siguen sin cumplirse, {old} desde hace más de 30 días",
    ),
    "report.promises.ages.new": Plural(
        "{count} promesa vencida sigue sin cumplirse, desde hace 30 días o menos",
        "{count} promesas vencidas siguen sin cumplirse, ninguna desde hace más de 30 días",
    ),
    "report.promises.ages.none": "No hay promesas vencidas sin cumplir",
    "report.promises.ages.metric": "Promesas por días desde que vencieron, a hoy",
    "report.promises.ages.how": "Como están hoy, sea cual sea el periodo: vigentes dentro del "
    "plazo de gracia de su cartera, cumplidas en parte e incumplidas, por los días desde su fecha.",
    "report.promises.ages_amount": "Suman {amount} prometidos",
    "report.promises.ages_amount.metric": "Monto prometido por días desde que venció, a hoy",
    "report.promises.age": "{first}–{last} días",
    "report.promises.age.over": "Más de {last}",
    "report.promises.table.metric": "Por número y por monto, en {coin}",
    "report.promises.table.how": "Por monto pesa más lo grande: su intervalo cuenta tantas "
    "promesas iguales como dicen lo mismo, (Σ monto)² / Σ monto². Todas: se cuenta otra vez de las "
    "mismas promesas. Si difieren más que por azar se juzga por aquellas "
    "cuyo plazo de gracia ya pasó.",
    "report.promises.agent.one": "Promesas de un gestor",
    "report.promises.agent.few": "Aún no hay bastantes promesas con el plazo pasado para "
    "comparar gestores",
    "report.promises.agent.chance": "Entre gestores no hay más diferencia que la del azar en lo "
    "que se cumple",
    "report.promises.agent.spread": "Lo que se cumple difiere entre gestores más que por azar, y "
    "ninguno se aparta del resto",
    "report.promises.agent.far": Plural(
        "Las promesas de {count} gestor se cumplen distinto de lo que da el azar",
        "Las promesas de {count} gestores se cumplen distinto de lo que da el azar",
    ),
    "report.promises.portfolio.one": "Promesas de una cartera",
    "report.promises.portfolio.few": "Aún no hay bastantes promesas con el plazo pasado "
    "para comparar carteras",
    "report.promises.portfolio.chance": "Entre carteras no hay más diferencia que la del azar en "
    "lo que se cumple",
    "report.promises.portfolio.spread": "Lo que se cumple difiere entre carteras más que por azar",
    "report.promises.portfolio.far": Plural(
        "{count} cartera cumple distinto de lo que da el azar",
        "{count} carteras cumplen distinto de lo que da el azar",
    ),
    "report.promises.column.agent": "Gestor",
    "report.promises.column.portfolio": "Cartera",
    "report.promises.column.due": "Vencían",
    "report.promises.column.open": "Siguen vigentes",
    "report.promises.column.kept": "Cumplidas",
    "report.promises.column.amount": "Prometido",
    "report.promises.column.kept_amount": "Monto cumplido",
}
