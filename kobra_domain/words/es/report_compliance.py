"""What «Cumplimiento normativo» says, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.compliance": "Cumplimiento normativo",
    "report.compliance.passed_over": "Aquí no cambia nada el filtro de: {what}.",
    "report.compliance.verified": "El {share} de las visitas completadas se comprobó en el "
    "domicilio (entre {low} y {high})",
    "report.compliance.verified.none": "Nadie ha completado visitas en este periodo con estos "
    "filtros",
    "report.compliance.verdicts": Plural(
        "De {count} visita hecha, completada o no, {there} fue en el domicilio",
        "De {count} visitas hechas, completadas o no, {there} fueron en el domicilio",
    ),
    "report.compliance.verdicts.completed": "Completadas",
    "report.compliance.verdicts.not_completed": "Terminadas sin completar",
    "report.compliance.verdicts.note": Plural(
        "Se completó {count}: de esa es la parte comprobada de arriba.",
        "Se completaron {count}: de esas es la parte comprobada de arriba.",
    ),
    "report.compliance.verdicts.none": "Nadie ha hecho visitas en este periodo con estos filtros",
    "report.compliance.verdicts.metric": "Visitas hechas por dónde fueron",
    "report.compliance.low_location.one": "En el {share} de las visitas hechas no hay una "
    "ubicación en que confiar",
    "report.compliance.low_location.chance": "En el {share} de las visitas hechas no hay una "
    "ubicación en que confiar; entre gestores no hay más diferencia que la del azar",
    "report.compliance.low_location.spread": "En el {share} de las visitas hechas no hay una "
    "ubicación en que confiar; los gestores difieren entre sí más que por azar, y ninguno se "
    "aparta del resto",
    "report.compliance.low_location.far": Plural(
        "En el {share} de las visitas hechas no hay una ubicación en que confiar; {count} gestor "
        "difiere más de lo que da el azar",
        "En el {share} de las visitas hechas no hay una ubicación en que confiar; {count} gestores "
        "difieren más de lo que da el azar",
    ),
    "report.compliance.low_location.none": "Sin visitas hechas no hay ubicaciones que juzgar",
    "report.compliance.low_location.unseen": "Del tiempo de trabajo, el {share} no tiene ninguna "
    "posición.",
    "report.compliance.low_location.doubted": "De las posiciones recibidas, el {share} no es "
    "confiable.",
    "report.compliance.consents": Plural(
        "{agreed} de {count} gestor consintió que se guarde su ubicación",
        "{agreed} de {count} gestores consintieron que se guarde su ubicación",
    ),
    "report.compliance.consents.none": "No hay gestores activos con estos filtros",
    "report.compliance.consents.metric": "Gestores activos por su consentimiento, a hoy",
    "report.compliance.consents.with": "Con consentimiento",
    "report.compliance.consents.without": "Sin consentimiento",
    "report.compliance.consents.lacking": "Sin consentimiento: {names}.",
    "report.compliance.consents.how": "Gestores activos cuyo consentimiento está dado y no se ha "
    "retirado. De quien no lo dio, las posiciones se cuentan y no se guardan.",
    "report.compliance.signed": "El {share} de los créditos en gestión tiene autorización de "
    "visita vigente",
    "report.compliance.signed.none": "Ninguna cartera con créditos en gestión está bajo una ley "
    "que pida autorización de visita",
    "report.compliance.signed.metric": "Créditos por su autorización de visita, a hoy",
    "report.compliance.signed.with": "Con fecha, sin soporte",
    "report.compliance.signed.without": "Sin autorización vigente",
    "report.compliance.signed.note": "De cada autorización se guarda su nombre y su fecha; el "
    "documento firmado no está aquí.",
    "report.compliance.signed.not_asked": Plural(
        "En {count} cartera más la ley no pide autorización.",
        "En {count} carteras más la ley no pide autorización.",
    ),
    "report.compliance.signed.how": "Créditos activos con una autorización firmada, sin vencer y "
    "sin revocar, de las carteras en que la ley solo deja visitar con ella.",
    "report.compliance.agreed": Plural(
        "{count} persona pidió otro horario, y su pedido está vigente",
        "{count} personas pidieron otro horario, y su pedido está vigente",
    ),
    "report.compliance.agreed.lapsed": Plural(
        "{count} persona pidió otro horario, que ya no está vigente",
        "{count} personas pidieron otro horario, que ya no está vigente",
    ),
    "report.compliance.agreed.none": "Nadie ha pedido otro horario",
    "report.compliance.agreed.metric": "Personas con otro horario, a hoy",
    "report.compliance.agreed.with": "Vigente",
    "report.compliance.agreed.without": "Vencido, retirado o sin fecha: no cuenta",
    "report.compliance.agreed.how": "Titulares y obligados que pidieron horas distintas de las "
    "generales, después de firmar el contrato; sin la fecha del pedido o vencido no vale.",
    "report.compliance.complaints": Plural(
        "Se recibió {count} queja", "Se recibieron {count} quejas"
    ),
    "report.compliance.complaints.late": Plural(
        "{count} espera respuesta y su plazo ya venció.",
        "{count} esperan respuesta y su plazo ya venció.",
    ),
    "report.compliance.complaints.none": "No se recibieron quejas en este periodo",
    "report.compliance.complaints.metric": "Quejas recibidas en el periodo, como están hoy",
    "report.compliance.complaints.settled": "Respondida o trasladada",
    "report.compliance.complaints.waiting": "En espera, dentro del plazo",
    "report.compliance.complaints.overdue": "En espera, plazo vencido",
    "report.compliance.complaints.how": "Peticiones registradas como queja, por el día en que se "
    "recibieron según la hora de la cartera.",
    "report.compliance.outside.all": Plural(
        "{count} visita fuera del horario general, a pedido de la persona",
        "{count} visitas fuera del horario general, todas a pedido de la persona",
    ),
    "report.compliance.outside.some": Plural(
        "{count} visita fuera del horario general, {lacking} sin que la persona lo pidiera",
        "{count} visitas fuera del horario general, {lacking} sin que la persona lo pidiera",
    ),
    "report.compliance.outside.none_agreed": Plural(
        "{count} visita fuera del horario general, sin que la persona lo pidiera",
        "{count} visitas fuera del horario general, ninguna a pedido de la persona",
    ),
    "report.compliance.outside.none": "Ninguna visita fuera del horario general en este periodo",
    "report.compliance.outside.metric": "Visitas hechas fuera del horario general",
    "report.compliance.outside.with": "A pedido de la persona",
    "report.compliance.outside.without": "Sin que lo pidiera",
    "report.compliance.outside.how": "Por la hora de llegada (sin ella, la del fin) en el "
    "domicilio, contra las horas de la ley de cada cartera y lo que la persona pidió. "
    "No se miran los festivos.",
    "report.compliance.looks": Plural(
        "Las trazas se consultaron {count} vez", "Las trazas se consultaron {count} veces"
    ),
    "report.compliance.looks.none": "Nadie ha consultado trazas en este periodo",
    "report.compliance.looks.offline": "Quién consultó trazas lo guarda el servidor: hace falta "
    "conexión.",
    "report.compliance.looks.metric": "Consultas de trazas por persona",
    "report.compliance.looks.who": "Quién",
    "report.compliance.looks.times": "Veces",
    "report.compliance.looks.agents": "Gestores",
    "report.compliance.looks.last": "La última",
    "report.compliance.looks.other": "Otras personas",
    "report.compliance.looks.how": "De la auditoría: cada vez que alguien abrió la traza de un "
    "gestor que ves.",
}
