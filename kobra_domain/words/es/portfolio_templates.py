"""What each column of a template is for, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "template": "Plantilla",
    "template.example_one": "Ejemplo Uno (borre esta fila)",
    "template.example_two": "Ejemplo Dos (borre esta fila)",
    "template.credito": (
        "Número del crédito tal como lo escribe la entidad, como texto. Obligatorio."
    ),
    "template.documento": "Número del documento, como texto.",
    "template.tipo_documento": (
        "CC, CE, NIT, PPT, RFC, CURP… Los documentos de menores (TI, RC) no se reciben."
    ),
    "template.nombre": "Nombre completo o razón social. Obligatorio.",
    "template.rol": "titular, codeudor, aval o referencia. Vacío: titular.",
    "template.motivo_rol": "Por qué se guarda una referencia. Obligatorio para una referencia.",
    "template.telefono": (
        "Un teléfono, como texto. Puede haber otras columnas: telefono 2, telefono 3."
    ),
    "template.correo": "Un correo electrónico.",
    "template.origen_consentimiento": "Dónde consta que la persona autorizó este canal.",
    "template.fecha_consentimiento": "Desde cuándo lo autorizó.",
    "template.direccion": (
        "La dirección como se escribe en la puerta. Puede haber otra: direccion 2."
    ),
    "template.barrio": "Barrio, colonia o vereda.",
    "template.municipio": "Municipio, ciudad o alcaldía.",
    "template.departamento": "Departamento o estado.",
    "template.codigo_postal": "Código postal, como texto.",
    "template.indicaciones": "Cómo llegar, entre qué calles.",
    "template.tipo_domicilio": "casa, trabajo o negocio.",
    "template.lat": "Latitud en grados, si se conoce.",
    "template.lon": "Longitud en grados, si se conoce.",
    "template.saldo": "Lo que debe en total.",
    "template.saldo_vencido": "Lo que ya venció.",
    "template.capital": "El capital.",
    "template.dias_mora": "Días de mora, en números.",
    "template.producto": "El nombre del producto.",
    "template.tipo_producto": (
        "consumo, tarjeta, microcrédito, agropecuario, rural, vivienda, vehículo… En "
        "Colombia decide si hay visita."
    ),
    "template.segmento": "El segmento o la estrategia.",
    "template.estado": "vigente, pagado, retirado o cerrado.",
    "template.moneda": "COP, MXN… Vacío: la de la cartera.",
    "template.gestor": "Código del gestor.",
    "template.fecha_vencimiento": "Cuándo venció.",
    "template.fecha_desembolso": "Cuándo se desembolsó.",
    "template.fecha_asignacion": "Cuándo se entregó a cobro.",
    "template.lote": "El lote o la remesa.",
    "template.valor_cuota": "Cuánto vale cada cuota.",
    "template.proxima_cuota": "Cuándo vence la próxima.",
    "template.fecha_ultimo_pago": "Cuándo pagó por última vez.",
    "template.fecha_corte": "De qué día son los saldos.",
    "template.fecha_autorizacion": "Cuándo autorizó la visita por escrito.",
    "template.autorizacion": "El documento en que la autorizó.",
    "template.lugar_autorizado": "casa, trabajo o cualquiera.",
    "template.fecha_vigencia": "Hasta cuándo vale. Vacío: sin término.",
    "template.fecha_revocatoria": "Desde cuándo la revocó, si lo hizo.",
    "template.nombre_codeudor": (
        "Un codeudor en la misma fila. Si hay más, cada uno en su fila con rol codeudor."
    ),
    "template.documento_codeudor": "Número de documento del codeudor, como texto.",
    "template.tipo_documento_codeudor": "CC, CE, NIT, PAS, RFC, CURP…",
    "template.telefono_codeudor": "Un teléfono del codeudor, como texto.",
    "template.origen_domicilio": (
        "dado (por la persona a la entidad) o encontrado. En México decide si hay visita."
    ),
    "template.valor_pago": "Cuánto se pagó. Negativo: es un reverso.",
    "template.fecha_pago": "La fecha valor del banco.",
    "template.medio_pago": "Efectivo, transferencia, corresponsal…",
    "template.referencia": "El número que el banco le dio, como texto.",
    "template.reverso": "sí, cuando quita un pago anterior.",
    "template.fecha_contacto": "Qué día fue.",
    "template.hora_contacto": "A qué hora, de 00:00 a 23:59.",
    "template.canal": "llamada, whatsapp, sms, correo o visita.",
    "template.contacto_efectivo": "sí, cuando alguien respondió.",
    "template.contacto_recibido": "sí, cuando la persona lo buscó.",
    "template.proposito_contacto": "cobro, transaccional o información pedida; los dos "
    "últimos, con nota.",
    "template.hecho_por": "Quién lo hizo: la agencia o la persona.",
    "template.nota": "Lo que haya que saber.",
    "template.valor_promesa": "Cuánto prometió.",
    "template.fecha_promesa": "Para qué día.",
    "template.fecha_compromiso": "Qué día lo prometió.",
    "template.estado_promesa": "abierta, cumplida, parcial, incumplida o cancelada.",
    "template.codigo_gestor": "Código del gestor, como texto. Obligatorio.",
    "template.equipo": "Nombre de su equipo.",
    "template.turno": "Su semana, como «L-V 08:00-17:00, S 08:00-13:00».",
    "template.dias_turno": "Días de trabajo, si las horas van aparte: «L-V».",
    "template.hora_entrada": "A qué hora empieza, si va aparte.",
    "template.hora_salida": "A qué hora termina, si va aparte.",
}
