"""Cómo se arregla cada problema de un cuestionario."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "form.header_row.remedy": "Borrar las filas de encima: van en la primera.",
    "form.header_glued.remedy": "Separarlo en dos columnas, cada una con su idioma.",
    "form.header_bare.remedy": "Escribir «{header}::» y el nombre de la parte, o borrarla.",
    "form.header_no_language.remedy": "Escribir solo «{suggestion}».",
    "form.language_twins.remedy": (
        "Escribir «{language}» en todas partes; si no, los teléfonos ofrecen dos idiomas a medias."
    ),
    "form.cell_date.remedy": (
        "Si no debe ser una fecha, dar a la celda formato de texto y escribirla de nuevo."
    ),
    "form.cell_shown.remedy": "Dar a la celda formato de texto y escribir «{shown}» de nuevo.",
    "form.cell_truth.remedy": (
        "Dar a la celda formato de texto y escribir la palabra que se debe leer."
    ),
    "form.cell_error.remedy": "Corregir la fórmula o escribir el texto en su lugar.",
    "form.cell_no_value.remedy": (
        "Abrir el libro en Excel o LibreOffice y guardarlo, o escribir el texto en su lugar."
    ),
    "form.cell_beyond.remedy": "Acercarlo a los demás datos, o borrarlo.",
    "form.name_missing.remedy": (
        "Escribir un nombre corto sin espacios, por ejemplo «monto_pagado»."
    ),
    "form.name_invalid.remedy": (
        "Usar solo letras minúsculas o sin acento, números, guion bajo, guion o punto, y empezar "
        "con una letra."
    ),
    "form.name_duplicate.remedy": "Cambiar uno de los dos nombres.",
    "form.name_reserved.remedy": "Usar otro nombre.",
    "form.name_case_twin.remedy": (
        "Cambiar uno de los dos: algunos programas de análisis los confunden."
    ),
    "form.repeat_name_duplicate.remedy": (
        "Dar un nombre distinto a cada grupo repetido de todo el cuestionario."
    ),
    "form.repeat_name_is_form.remedy": "Usar otro nombre para el grupo repetido.",
    "form.audit_name.remedy": "Borrar el nombre o escribir «audit».",
    "form.type_missing.remedy": (
        "Elegir un tipo; si la fila es un comentario, borrar su nombre y su texto."
    ),
    "form.type_unknown.remedy": "Elegir uno de los tipos de la lista.",
    "form.type_near.remedy": "Escribir «{suggestion}» o elegir otro tipo de la lista.",
    "form.calculation_missing.remedy": "Escribir la expresión en «Cálculo».",
    "form.yes_no_word.remedy": "Escribir «{suggestion}».",
    "form.yes_no_number.remedy": "Conviene escribir «{suggestion}».",
    "form.yes_no_unknown.remedy": "Escribir «yes» o «no», o vaciar la celda.",
    "form.bare_reference.remedy": "Escribir {reference}.",
    "form.bare_word.remedy": (
        "Si es un texto, escribir '{found}' entre comillas; si es una pregunta, {reference}."
    ),
    "form.list_name_spaces.remedy": "Escribir «{suggestion}», y así también en sus opciones.",
    "form.default_unfit.remedy": (
        "Escribir un valor que se pueda responder: fechas como 2026-11-20, decimales con punto, "
        "opciones por su «name»."
    ),
    "form.parameter_value.remedy": "Escribir uno de estos: {known}.",
    "form.name_made.remedy": "Usar otro nombre.",
    "form.name_of_form.remedy": "Usar otro nombre.",
    "form.source_twice.remedy": "Dar otro nombre a la lista o al archivo.",
    "form.instance_id.remedy": "Borrar la columna: el teléfono pone un número propio a cada envío.",
    "form.or_other_english.remedy": (
        "Quitar «or_other», agregar la opción a la lista y una pregunta de texto que la siga."
    ),
    "form.consent_unsigned.remedy": "Agregar una pregunta de firma llamada «firma».",
    "form.result_twice.remedy": "Dejar una sola con ese nombre, o dar otro a las demás.",
    "form.result_in_repeat.remedy": "Sacarla del grupo repetido, o darle otro nombre.",
    "form.dialect.remedy": "Rehacer esas partes con lo que ofrece ODK Collect.",
    "form.dialect_error.remedy": "Rehacer esas partes con lo que ofrece ODK Collect.",
    "form.appearance_capitals.remedy": "Escribir «{suggestion}».",
    "form.choice_name_blank.remedy": (
        "Conviene cambiar los espacios por guiones bajos, también en las condiciones que lo usan."
    ),
    "form.parameters_unreadable.remedy": "Escribirlos como clave=valor, separados por espacios.",
    "form.parameter_unknown.remedy": "Borrarlo o usar uno de estos: {known}.",
    "form.parameter_not_number.remedy": "Escribir un número, con punto para los decimales.",
    "form.reference_unknown.remedy": "Corregir el nombre o agregar la pregunta.",
    "form.reference_near.remedy": (
        "Cambiar «{reference}» por «{suggestion}», o agregar la pregunta."
    ),
    "form.reference_malformed.remedy": (
        "Escribir el signo $ y el nombre entre llaves, sin espacios."
    ),
    "form.reference_ambiguous.remedy": "Dar a cada una un nombre distinto.",
    "form.reference_into_repeat.remedy": (
        "Usar sum(), count() u otra función de grupos repetidos, o indexed-repeat() para decir "
        "cuál."
    ),
    "form.self_reference.remedy": (
        "Quitar la mención de sí misma; el punto solo sirve en la restricción."
    ),
    "form.cycle.remedy": (
        "Quitar una de esas dependencias: el teléfono no abre un cuestionario así."
    ),
    "form.expression_empty.remedy": "Escribir una condición o borrar los espacios.",
    "form.expression_unclosed_quote.remedy": "Cerrar la comilla al final del texto.",
    "form.expression_unclosed_bracket.remedy": "Agregar el signo que lo cierra.",
    "form.expression_unopened_bracket.remedy": "Borrarlo, o agregar antes el signo que lo abre.",
    "form.expression_unexpected.remedy": (
        "Revisar si falta «and», «or», un operador o una comilla antes."
    ),
    "form.expression_unfinished.remedy": "Completar lo que sigue al último operador.",
    "form.expression_character.remedy": "Borrarlo; los textos van entre comillas simples.",
    "form.expression_instead.remedy": "Escribir «{suggestion}» en vez de «{found}».",
    "form.expression_invisible.remedy": "Borrarlo, o escribir la expresión de nuevo.",
    "form.expression_blank.remedy": "Escribir un espacio normal.",
    "form.expression_decimal_comma.remedy": "Escribir {suggestion}.",
    "form.expression_capitals.remedy": "Escribir «{small}».",
    "form.expression_double_slash.remedy": "Mencionar la pregunta por su nombre.",
    "form.expression_too_long.remedy": "Dividirla en varios cálculos.",
    "form.expression_too_deep.remedy": "Dividirla en varios cálculos.",
    "form.function_unknown.remedy": "Usar una de las funciones de la lista.",
    "form.function_near.remedy": "Escribir «{suggestion}» o elegir otra función de la lista.",
    "form.function_few_arguments.remedy": "Agregar los que faltan, separados por comas.",
    "form.function_many_arguments.remedy": "Quitar los que sobran.",
    "form.function_odd_arguments.remedy": "Agregar o quitar uno.",
    "form.function_needs_question.remedy": "Poner el cálculo en otra pregunta y mencionarla aquí.",
    "form.function_needs_quotes.remedy": "Escribirlo entre comillas simples, por ejemplo '1'.",
    "form.list_missing.remedy": "Crear la lista o elegir otra.",
    "form.list_near.remedy": "Elegir «{suggestion}» o crear la lista.",
    "form.list_not_named.remedy": "Elegir una lista de opciones.",
    "form.list_empty.remedy": "Agregar al menos una opción.",
    "form.instance_unknown.remedy": (
        "Crear la lista, agregar su archivo o corregir el nombre: el teléfono no abre un "
        "cuestionario así."
    ),
    "form.list_unused.remedy": "Usarla en una pregunta o borrarla.",
    "form.choice_duplicate.remedy": "Cambiar uno de los dos valores.",
    "form.choice_name_missing.remedy": "Escribir un valor corto sin espacios.",
    "form.choice_name_spaces.remedy": "Cambiar los espacios por guiones bajos.",
    "form.choice_without_list.remedy": "Escribir el nombre de su lista.",
    "form.choice_label_missing.remedy": "Escribir el texto que verá el gestor.",
    "form.choice_filter_column.remedy": (
        "Agregar la columna a las opciones o corregir el filtro; los textos van entre comillas."
    ),
    "form.choice_filter_or_other.remedy": (
        "Quitar el filtro, o agregar la opción «otro» a la lista."
    ),
    "form.file_not_named.remedy": "Escribir el archivo, por ejemplo «visitas.csv».",
    "form.file_extension.remedy": "Usar un archivo .csv, .xml o .geojson.",
    "form.no_questions.remedy": "Agregar al menos una pregunta.",
    "form.empty_group.remedy": "Agregar preguntas al grupo o borrarlo.",
    "form.column_misspelt.remedy": (
        "Cambiar el encabezado a «{suggestion}», o dejar la columna si es una nota."
    ),
    "form.column_ignored.remedy": "Borrarlo o cambiar el tipo de la pregunta.",
    "form.appearance_unknown.remedy": "Borrarla o elegir una de la lista.",
    "form.appearance_near.remedy": "Escribir «{suggestion}» o borrarla.",
    "form.label_missing.remedy": "Escribir el texto de la pregunta.",
    "form.translations_missing.remedy": "Escribirlos en «Traducciones», o quitar ese idioma.",
    "form.translation_missing.remedy": "Traducirlo en la tabla de traducciones.",
    "form.language_on_one_sheet.remedy": (
        "Agregar las columnas de ese idioma en la hoja «{absent}»."
    ),
    "form.default_language_unknown.remedy": "Elegir uno de estos: {known}.",
    "form.constraint_message_missing.remedy": (
        "Escribir el mensaje que verá el gestor cuando la respuesta no se acepte."
    ),
    "form.required_message_missing.remedy": (
        "Escribir el mensaje que verá el gestor cuando la deje vacía."
    ),
    "form.id_missing.remedy": "Escribir un identificador que no cambie entre versiones.",
    "form.title_missing.remedy": "Escribir el título que verán los gestores en su teléfono.",
    "form.version_missing.remedy": (
        "Escribir una versión, por ejemplo la fecha: los teléfonos la usan para saber si hay otra"
        " nueva."
    ),
    "form.id_characters.remedy": "Usar solo letras, números, guion, guion bajo o punto.",
    "form.version_characters.remedy": "Usar solo letras, números, guion, guion bajo o punto.",
    "form.distance_unguarded.remedy": (
        "Antes de la distancia, preguntar si «{reference}» está vacía, con «or» entre las dos "
        "condiciones."
    ),
    "form.placement_map.remedy": "Quitar la apariencia «placement-map».",
    "form.arrival_missing.remedy": (
        "Agregar una pregunta de ubicación con uno de estos nombres: {names}."
    ),
    "form.arrival_unchecked.remedy": (
        "Agregar una restricción con distance() al punto del domicilio."
    ),
    "form.arrival_accuracy_unchecked.remedy": (
        "Agregar a la restricción un límite a selected-at(., 3), los metros de precisión."
    ),
    "form.arrival_mock_allowed.remedy": "Quitar allow-mock-accuracy de sus parámetros.",
    "form.audit_missing.remedy": "Agregar una pregunta de tipo «audit» con ubicación.",
    "form.audit_without_location.remedy": (
        "Agregar location-priority, location-min-interval y location-max-age en sus parámetros."
    ),
    "form.audit_location_incomplete.remedy": (
        "Agregar los que faltan: van los tres juntos o ninguno."
    ),
    "form.banned_reason_for_default.remedy": (
        "Borrarla; si el titular lo dice por su cuenta se puede anotar, y el texto debe decir que"
        " no se pregunta."
    ),
    "form.banned_third_parties.remedy": (
        "Borrarla: solo se piden datos del titular y de quienes firmaron el crédito."
    ),
    "form.banned_payment.remedy": (
        "Cambiarla por el comprobante de un pago hecho en el banco o en la tienda."
    ),
    "form.identification_missing.remedy": (
        "Agregar una nota al inicio con su nombre, la empresa y por cuenta de quién visita."
    ),
}
