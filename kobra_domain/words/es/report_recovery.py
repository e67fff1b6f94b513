"""What the recovery report says, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.recovery": "Recuperación",
    "report.recovery.came": "Entraron {amount}",
    "report.recovery.went_back": "Se devolvieron {amount} más de lo que entró",
    "report.recovery.of_goal": "el {share} de la meta",
    "report.recovery.more": "un {share} más que {other}",
    "report.recovery.less": "un {share} menos que {other}",
    "report.recovery.same": "lo mismo que {other}",
    "report.recovery.other.period_before": "en el periodo anterior",
    "report.recovery.other.year_before": "un año antes",
    "report.recovery.nothing": "Nada entró en {currency} en estos días con estos filtros ({days})",
    "report.recovery.no_portfolio": "Ninguna cartera de tu alcance pasa estos filtros",
    "report.recovery.needs_server": (
        "Las curvas por lote, las cosechas, el paso entre tramos y la cascada están en el "
        "servidor: aparecen en cuanto haya conexión"
    ),
    "report.recovery.now": "Recaudado",
    "report.recovery.goal": "Meta",
    "report.recovery.by.day": "Recaudado por día, {currency}",
    "report.recovery.by.week": "Recaudado por semana, {currency}",
    "report.recovery.by.month": "Recaudado por mes, {currency}",
    "report.recovery.of.portfolio": "Recaudado por cartera, {currency}",
    "report.recovery.of.team": "Recaudado por equipo, {currency}",
    "report.recovery.of.agent": "Recaudado por gestor, {currency}",
    "report.recovery.of.channel": "Recaudado por canal, {currency}",
    "report.recovery.attribution.channel": (
        "Por el último contacto de la cuenta en los 14 días anteriores: visita, llamada o mensaje "
        "con respuesta; si no lo hubo, «sin gestión»"
    ),
    "report.recovery.of.bucket": "Recaudado por tramo de mora, {currency}",
    "report.recovery.nobodys": "Sin gestión",
    "report.recovery.nobodys_came": (
        "Sin gestión: {amount}, el {share} de lo que entró; con los gestores es todo"
    ),
    "report.recovery.goal_not_of_filter": (
        "Las metas son de equipos y gestores: con este filtro no hay meta con qué comparar"
    ),
    "report.recovery.no_goal": "Nadie ha puesto una meta en {currency} para estos días",
    "report.recovery.goal_zero": "La meta de estos días es cero: no hay de qué sacar un porcentaje",
    "report.recovery.goal_lacking": Plural(
        "A {count} equipo o gestor le falta su meta y no se cuenta en ella",
        "A {count} equipos o gestores les falta su meta y no se cuentan en ella",
    ),
    "report.recovery.goal_of_days": "La meta de un mes se reparte por igual entre sus días",
    "report.recovery.attribution": (
        "Un pago es del último contacto con el titular o un obligado en los 14 días "
        "anteriores; si no lo hubo, «sin gestión»"
    ),
    "report.recovery.bucket_now": "Por el tramo en que la cuenta está hoy",
    "report.recovery.reached.team": Plural(
        "{count} de {of} equipos con meta la alcanza",
        "{count} de {of} equipos con meta la alcanzan",
    ),
    "report.recovery.reached.agent": Plural(
        "{count} de {of} gestores con meta la alcanza",
        "{count} de {of} gestores con meta la alcanzan",
    ),
    "report.recovery.share_nobodys": "El {share} de lo que entró quedó sin gestión",
    "report.recovery.share_met": "El {share} de lo que entró llegó tras un contacto",
    "report.recovery.reversed": Plural(
        "En {count} de {of} se devolvió más de lo que entró",
        "En {count} de {of} se devolvió más de lo que entró",
    ),
    "report.recovery.share_of.portfolio": "{name} trae el {share} de lo que entró",
    "report.recovery.share_of.bucket": "El tramo {name} trae el {share} de lo que entró",
    "report.recovery.efforts": "Recaudado por visita y por kilómetro, {currency}",
    "report.recovery.efforts.how": (
        "recaudado / visitas hechas, y recaudado / kilómetros de los días de los gestores, "
        "según el recorrido de su teléfono; recaudado es lo que entró tras el contacto de cada "
        "gestor, y el total se saca de todo junto"
    ),
    "report.recovery.efforts.none": (
        "Nadie ha visitado en estos días: no hay visitas entre las que dividir lo que entró"
    ),
    "report.recovery.efforts.nobodys": (
        "No están {amount} que entraron sin gestión: ninguna visita los trajo"
    ),
    "report.recovery.km_unknown": (
        "Los kilómetros son de días enteros: no se dicen de quien visitó también otras "
        "carteras, ni de quien tiene más de 1 de cada 5 días sin recorrido"
    ),
    "report.recovery.km_untold": Plural(
        "Faltan los kilómetros de {count} día de trabajo, cuyo recorrido no está",
        "Faltan los kilómetros de {count} días de trabajo, cuyo recorrido no está",
    ),
    "report.recovery.per_visit": "Por cada visita entraron {visit} tras un contacto",
    "report.recovery.per_visit_and_km": (
        "Tras un contacto entraron {visit} por visita y {km} por kilómetro"
    ),
    "report.recovery.total": "Todo",
    "report.recovery.column.agent": "Gestor",
    "report.recovery.column.came": "Recaudado",
    "report.recovery.column.visits": "Visitas",
    "report.recovery.column.per_visit": "Por visita",
    "report.recovery.column.km": "Km",
    "report.recovery.column.per_km": "Por km",
    "report.recovery.column.bucket": "Tramo",
    "report.recovery.column.accounts": "Cuentas",
    "report.recovery.column.overdue": "Vencido",
    "report.recovery.column.recovery": "Recuperación",
    "report.recovery.no_opening": (
        "No hay un corte guardado en {currency} desde el que contar: el servidor guarda el "
        "primero al cierre del mes"
    ),
    "report.recovery.no_account": (
        "Con estos filtros no queda ninguna cuenta en {currency} de la que contar"
    ),
    "report.recovery.fall": "De lo asignado a lo recuperado, {currency}",
    "report.recovery.fall.answer": (
        "De lo vencido se visitó el {visited} y volvió el {recovered} por promesas cumplidas"
    ),
    "report.recovery.fall.unvisited": "Nada de lo vencido se ha visitado en estos días",
    "report.recovery.fall.how": (
        "vencido de las cuentas activas en el corte anterior a estos días; de ellas, las "
        "visitadas, con contacto, con promesa y con promesa cumplida en estos días; "
        "recuperado es lo que el banco informó de las últimas"
    ),
    "report.recovery.fall.since": "Por el corte del {cut}",
    "report.recovery.fall.others": "Otros {amount} entraron de esas cuentas sin promesa cumplida",
    "report.recovery.stage.assigned": "Asignado",
    "report.recovery.stage.visited": "Visitado",
    "report.recovery.stage.contacted": "Contactado",
    "report.recovery.stage.promised": "Prometido",
    "report.recovery.stage.kept": "Cumplido",
    "report.recovery.stage.recovered": "Recuperado",
    "report.recovery.lost.visited": "Sin visitar",
    "report.recovery.lost.contacted": "Sin contacto",
    "report.recovery.lost.promised": "Sin promesa",
    "report.recovery.lost.kept": "Sin cumplir",
    "report.recovery.lost.recovered": "Sin pagar aún",
    "report.recovery.over": "Sobre lo vencido",
    "report.recovery.beyond": (
        "Pasa de 100 % porque entraron también cuotas que vencieron después del corte"
    ),
    "report.recovery.buckets": "Recuperación por tramo de mora, {currency}",
    "report.recovery.buckets.answer": "De lo vencido al empezar volvió el {share}",
    "report.recovery.buckets.how": (
        "recaudado en estos días / vencido en el corte anterior, de las mismas cuentas y por "
        "el tramo que tenían en él"
    ),
    "report.recovery.no_months": (
        "Aún no hay dos cortes seguidos guardados: el paso entre tramos se ve desde el "
        "segundo cierre de mes"
    ),
    "report.recovery.roll.between": "Del corte del {first} al del {last}",
    "report.recovery.roll.how": (
        "saldo de cada tramo en el primer corte por lo que fue de él en el segundo; cada "
        "renglón suma 100 %"
    ),
    "report.recovery.lots": "Recuperado por lote según los días desde su asignación, {currency}",
    "report.recovery.lots.how": (
        "recaudado acumulado / vencido en el primer corte desde la asignación más lo pagado "
        "hasta él"
    ),
    "report.recovery.lots.between": Plural(
        "A {count} día ha vuelto entre el {low} y el {high} de lo vencido, según el lote",
        "A {count} días ha vuelto entre el {low} y el {high} de lo vencido, según el lote",
    ),
    "report.recovery.lots.at": Plural(
        "A {count} día ha vuelto el {share} de lo vencido",
        "A {count} días ha vuelto el {share} de lo vencido",
    ),
    "report.recovery.lots.older": Plural(
        "{count} lote anterior no se dibuja",
        "{count} lotes anteriores no se dibujan",
    ),
    "report.recovery.lots.unknown": Plural(
        "{count} cuenta sin día de asignación no está",
        "{count} cuentas sin día de asignación no están",
    ),
    "report.recovery.no_lots": "Ninguna cuenta en {currency} dice qué día se asignó",
    "report.recovery.vintages": (
        "Cosecha: recuperado por fecha de otorgamiento según los meses desde él, {currency}"
    ),
    "report.recovery.vintages.how": (
        "recaudado acumulado desde que la cuenta está aquí / monto otorgado"
    ),
    "report.recovery.vintages.between": Plural(
        "Al mes {count} ha vuelto entre el {low} y el {high} de lo otorgado, según la cosecha",
        "Al mes {count} ha vuelto entre el {low} y el {high} de lo otorgado, según la cosecha",
    ),
    "report.recovery.vintages.at": Plural(
        "Al mes {count} ha vuelto el {share} de lo otorgado",
        "Al mes {count} ha vuelto el {share} de lo otorgado",
    ),
    "report.recovery.vintages.older": Plural(
        "{count} cosecha anterior no se dibuja",
        "{count} cosechas anteriores no se dibujan",
    ),
    "report.recovery.vintages.unknown": Plural(
        "{count} cuenta sin fecha o monto de otorgamiento no está",
        "{count} cuentas sin fecha o monto de otorgamiento no están",
    ),
    "report.recovery.no_vintages": (
        "Ninguna cuenta en {currency} dice cuándo y por cuánto se otorgó"
    ),
    "report.recovery.dotted": "Punteado: edades que las cuentas más nuevas aún no alcanzan",
    "report.recovery.quarter": "{year}, trim. {number}",
    "report.recovery.half": "{year}, sem. {number}",
}
