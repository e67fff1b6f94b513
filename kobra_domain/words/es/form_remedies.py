"""Cómo se arregla cada problema de un cuestionario."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "form.name_missing.remedy": "Escriba un nombre corto sin espacios, por ejemplo «monto_pagado».",
    "form.name_invalid.remedy": (
        "Use solo letras, números, guion bajo, guion o punto, y empiece con una letra."
    ),
    "form.name_duplicate.remedy": "Cambie uno de los dos nombres.",
    "form.name_reserved.remedy": "Use otro nombre.",
    "form.name_case_twin.remedy": (
        "Cambie uno de los dos: algunos programas de análisis los confunden."
    ),
    "form.repeat_name_duplicate.remedy": (
        "Dé un nombre distinto a cada grupo repetido de todo el cuestionario."
    ),
    "form.repeat_name_is_form.remedy": "Use otro nombre para el grupo repetido.",
    "form.audit_name.remedy": "Borre el nombre o escriba «audit».",
    "form.type_missing.remedy": (
        "Elija un tipo; si la fila es un comentario, borre su nombre y su texto."
    ),
    "form.type_unknown.remedy": "Elija uno de los tipos de la lista.",
    "form.type_near.remedy": "Escriba «{suggestion}» o elija otro tipo de la lista.",
    "form.calculation_missing.remedy": "Escriba la expresión en «Cálculo».",
    "form.parameters_unreadable.remedy": "Escríbalos como clave=valor, separados por espacios.",
    "form.parameter_unknown.remedy": "Bórrelo o use uno de estos: {known}.",
    "form.parameter_not_number.remedy": "Escriba un número, con punto para los decimales.",
    "form.reference_unknown.remedy": "Corrija el nombre o agregue la pregunta.",
    "form.reference_near.remedy": "Cambie «{reference}» por «{suggestion}», o agregue la pregunta.",
    "form.reference_malformed.remedy": "Escriba el signo $ y el nombre entre llaves, sin espacios.",
    "form.reference_ambiguous.remedy": "Dé a cada una un nombre distinto.",
    "form.reference_into_repeat.remedy": (
        "Use sum(), count() u otra función de grupos repetidos, o indexed-repeat() para decir cuál."
    ),
    "form.self_reference.remedy": (
        "Quite la mención de sí misma; el punto solo sirve en la restricción."
    ),
    "form.cycle.remedy": "Quite una de esas dependencias: el teléfono no abre un cuestionario así.",
    "form.expression_empty.remedy": "Escriba una condición o borre los espacios.",
    "form.expression_unclosed_quote.remedy": "Cierre la comilla al final del texto.",
    "form.expression_unclosed_bracket.remedy": "Agregue el signo que lo cierra.",
    "form.expression_unopened_bracket.remedy": "Bórrelo, o agregue antes el signo que lo abre.",
    "form.expression_unexpected.remedy": (
        "Revise si falta «and», «or», un operador o una comilla antes."
    ),
    "form.expression_unfinished.remedy": "Complete lo que sigue al último operador.",
    "form.expression_character.remedy": "Bórrelo; los textos van entre comillas simples.",
    "form.expression_capitals.remedy": "Escriba «{small}».",
    "form.expression_double_slash.remedy": "Mencione la pregunta por su nombre.",
    "form.expression_too_long.remedy": "Divídala en varios cálculos.",
    "form.expression_too_deep.remedy": "Divídala en varios cálculos.",
    "form.function_unknown.remedy": "Use una de las funciones de la lista.",
    "form.function_near.remedy": "Escriba «{suggestion}» o elija otra función de la lista.",
    "form.function_few_arguments.remedy": "Agregue los que faltan, separados por comas.",
    "form.function_many_arguments.remedy": "Quite los que sobran.",
    "form.function_odd_arguments.remedy": "Agregue o quite uno.",
    "form.function_needs_question.remedy": "Ponga el cálculo en otra pregunta y menciónela aquí.",
    "form.function_needs_quotes.remedy": "Escríbalo entre comillas simples, por ejemplo '1'.",
    "form.list_missing.remedy": "Cree la lista o elija otra.",
    "form.list_near.remedy": "Elija «{suggestion}» o cree la lista.",
    "form.list_not_named.remedy": "Elija una lista de opciones.",
    "form.list_empty.remedy": "Agregue al menos una opción.",
    "form.instance_unknown.remedy": (
        "Cree la lista, agregue su archivo o corrija el nombre: el teléfono no abre un "
        "cuestionario así."
    ),
    "form.list_unused.remedy": "Úsela en una pregunta o bórrela.",
    "form.choice_duplicate.remedy": "Cambie uno de los dos valores.",
    "form.choice_name_missing.remedy": "Escriba un valor corto sin espacios.",
    "form.choice_name_spaces.remedy": "Cambie los espacios por guiones bajos.",
    "form.choice_without_list.remedy": "Escriba el nombre de su lista.",
    "form.choice_label_missing.remedy": "Escriba el texto que verá el gestor.",
    "form.choice_filter_column.remedy": (
        "Agregue la columna a las opciones o corrija el filtro; los textos van entre comillas."
    ),
    "form.choice_filter_or_other.remedy": "Quite el filtro, o agregue la opción «otro» a la lista.",
    "form.file_not_named.remedy": "Escriba el archivo, por ejemplo «visitas.csv».",
    "form.file_extension.remedy": "Use un archivo .csv, .xml o .geojson.",
    "form.no_questions.remedy": "Agregue al menos una pregunta.",
    "form.empty_group.remedy": "Agregue preguntas al grupo o bórrelo.",
    "form.column_misspelt.remedy": (
        "Cambie el encabezado a «{suggestion}», o deje la columna si es una nota."
    ),
    "form.column_ignored.remedy": "Bórrelo o cambie el tipo de la pregunta.",
    "form.appearance_unknown.remedy": "Bórrela o elija una de la lista.",
    "form.appearance_near.remedy": "Escriba «{suggestion}» o bórrela.",
    "form.label_missing.remedy": "Escriba el texto de la pregunta.",
    "form.translation_missing.remedy": "Tradúzcalo en la tabla de traducciones.",
    "form.language_on_one_sheet.remedy": (
        "Agregue las columnas de ese idioma en la hoja «{absent}»."
    ),
    "form.default_language_unknown.remedy": "Elija uno de estos: {known}.",
    "form.constraint_message_missing.remedy": (
        "Escriba el mensaje que verá el gestor cuando la respuesta no se acepte."
    ),
    "form.required_message_missing.remedy": (
        "Escriba el mensaje que verá el gestor cuando la deje vacía."
    ),
    "form.id_missing.remedy": "Escriba un identificador que no cambie entre versiones.",
    "form.title_missing.remedy": "Escriba el título que verán los gestores en su teléfono.",
    "form.version_missing.remedy": (
        "Escriba una versión, por ejemplo la fecha: los teléfonos la usan para saber si hay otra "
        "nueva."
    ),
    "form.id_characters.remedy": "Use solo letras, números, guion, guion bajo o punto.",
    "form.version_characters.remedy": "Use solo letras, números, guion, guion bajo o punto.",
    "form.distance_unguarded.remedy": (
        "Antes de la distancia, pregunte si «{reference}» está vacía, con «or» entre las dos "
        "condiciones."
    ),
    "form.placement_map.remedy": "Quite la apariencia «placement-map».",
    "form.arrival_missing.remedy": (
        "Agregue una pregunta de ubicación con uno de estos nombres: {names}."
    ),
    "form.arrival_unchecked.remedy": (
        "Agregue una restricción con distance() al punto del domicilio."
    ),
    "form.arrival_accuracy_unchecked.remedy": (
        "Agregue a la restricción un límite a selected-at(., 3), los metros de precisión."
    ),
    "form.arrival_mock_allowed.remedy": "Quite allow-mock-accuracy de sus parámetros.",
    "form.audit_missing.remedy": "Agregue una pregunta de tipo «audit» con ubicación.",
    "form.audit_without_location.remedy": (
        "Agregue location-priority, location-min-interval y location-max-age en sus parámetros."
    ),
    "form.audit_location_incomplete.remedy": (
        "Agregue los que faltan: van los tres juntos o ninguno."
    ),
    "form.banned_reason_for_default.remedy": (
        "Bórrela; si el titular lo dice por su cuenta se puede anotar, y el texto debe decir que "
        "no se pregunta."
    ),
    "form.banned_third_parties.remedy": (
        "Bórrela: solo se piden datos del titular y de quienes firmaron el crédito."
    ),
    "form.banned_payment.remedy": (
        "Cámbiela por el comprobante de un pago hecho en el banco o en la tienda."
    ),
    "form.identification_missing.remedy": (
        "Agregue una nota al inicio con su nombre, la empresa y por cuenta de quién visita."
    ),
}
