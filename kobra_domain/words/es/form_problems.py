"""Qué está mal en un cuestionario, en palabras de quien lo diseña; el remedio está aparte."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "severity.error": "Error",
    "severity.warning": "Aviso",
    "problem_source.kobra": "Kobra",
    "problem_source.pyxform": "Compilador de XLSForm",
    "problem_source.validate": "ODK Validate",
    "token_kind.space": "espacio",
    "token_kind.reference": "pregunta",
    "token_kind.number": "número",
    "token_kind.text": "texto",
    "token_kind.name": "nombre",
    "token_kind.operator": "operador",
    "token_kind.symbol": "signo",
    "token_kind.bad": "no se entiende",
    "form.header_row": "Los nombres de las columnas están en la fila {row}.",
    "form.header_glued": "El encabezado «{header}» son dos columnas pegadas.",
    "form.header_bare": "El encabezado «{header}» no dice qué parte es.",
    "form.header_no_language": "La columna «{suggestion}» no lleva idioma ni nada más: «{header}».",
    "form.language_twins": "El idioma «{language}» está escrito también de otro modo: {headers}.",
    "form.cell_date": "Excel guarda aquí una fecha: los teléfonos dirán «{text}».",
    "form.cell_shown": "En Excel se ve «{shown}» y los teléfonos dirán «{text}».",
    "form.cell_truth": (
        "La celda es un valor lógico de Excel (VERDADERO o FALSO): los teléfonos dirán «{text}»."
    ),
    "form.cell_error": "La celda tiene el error «{text}» de Excel.",
    "form.cell_no_value": (
        "La celda tiene una fórmula sin resultado guardado: para los teléfonos está vacía."
    ),
    "form.cell_beyond": "En la hoja hay texto demasiado lejos, desde {shown}: no se lee.",
    "form.name_missing": "La pregunta no tiene nombre.",
    "form.name_invalid": "El nombre «{name}» no se puede usar.",
    "form.name_duplicate": "Ya hay otra pregunta o grupo con el nombre «{name}» en el mismo lugar.",
    "form.name_reserved": (
        "El nombre «{name}» está reservado para los datos del propio cuestionario."
    ),
    "form.name_case_twin": "Los nombres «{name}» y «{other}» solo se distinguen por mayúsculas.",
    "form.repeat_name_duplicate": "Otro grupo repetido ya se llama «{name}».",
    "form.repeat_name_is_form": (
        "Un grupo repetido no se puede llamar «{name}»: así se llama el cuestionario por dentro."
    ),
    "form.audit_name": "El registro de uso se llama «{name}» y debe llamarse «audit».",
    "form.type_missing": "La fila «{name}» no tiene tipo de pregunta.",
    "form.type_unknown": "El tipo «{type}» no existe.",
    "form.type_near": "El tipo «{type}» no existe. ¿Se quiso decir «{suggestion}»?",
    "form.calculation_missing": "El cálculo «{name}» no dice qué calcular.",
    "form.yes_no_word": (
        "«{found}» no es una palabra de XLSForm: aquí el teléfono solo entiende «{suggestion}»."
    ),
    "form.yes_no_number": "«{found}» se toma por «{suggestion}» solo por ser un número.",
    "form.yes_no_unknown": "«{found}» no dice ni sí ni no, y se toma como si no estuviera.",
    "form.bare_reference": (
        "«{found}» está sin el signo $ y las llaves: el teléfono no lo toma por esa respuesta."
    ),
    "form.bare_word": (
        "«{found}» no es un texto ni una pregunta: para el teléfono está siempre vacío."
    ),
    "form.list_name_spaces": "El nombre de la lista «{list}» lleva espacios.",
    "form.default_unfit": (
        "El valor inicial «{text}» no es una respuesta de una pregunta «{type}»."
    ),
    "form.parameter_value": "El parámetro «{key}» no puede decir «{value}».",
    "form.name_made": (
        "«{name}» es también el nombre de la pregunta que XLSForm agrega junto a «{other}»."
    ),
    "form.name_of_form": (
        "«{name}» es también el nombre que XLSForm da por dentro al cuestionario o a sus datos, y "
        "aquí se menciona."
    ),
    "form.source_twice": (
        "Las opciones de «{list}» saldrían de dos lugares: «{first}» y «{second}»."
    ),
    "form.instance_id": (
        "«instance_id» dice cómo numera el teléfono cada envío; con «{text}» irían sin número."
    ),
    "form.or_other_english": (
        "«{name}» usa or_other: el teléfono mostrará «Other» y «Specify other.» en inglés."
    ),
    "form.consent_unsigned": (
        "«{name}» pregunta por un consentimiento y el cuestionario no pide la firma de la "
        "persona: un sí sin firma no cuenta."
    ),
    "form.result_twice": (
        "Varias preguntas se llaman «{name}»: cuenta la primera que tenga respuesta, desde {path}."
    ),
    "form.result_in_repeat": (
        "«{name}» se llena varias veces, en «{repeat}»: cuenta solo la primera respuesta."
    ),
    "form.dialect": "Esto es de {system}: {words}. El teléfono no lo entiende ({cells}).",
    "form.dialect_error": "Esto es de {system}: {words}. El teléfono no lo entiende ({cells}).",
    "form.appearance_capitals": "La apariencia «{appearance}» conviene en minúsculas.",
    "form.choice_name_blank": "El valor «{name}» de la lista «{list}» lleva espacios.",
    "form.parameters_unreadable": "Los parámetros no se entienden.",
    "form.parameter_unknown": "Este tipo de pregunta no conoce el parámetro «{key}».",
    "form.parameter_not_number": "El parámetro «{key}» debe ser un número y dice «{value}».",
    "form.reference_unknown": "Se menciona «{reference}», pero ninguna pregunta se llama así.",
    "form.reference_near": (
        "Se menciona «{reference}», pero ninguna pregunta se llama así. ¿Se quiso decir "
        "«{suggestion}»?"
    ),
    "form.reference_malformed": "«{reference}» no es una mención válida de una pregunta.",
    "form.reference_ambiguous": "Se menciona «{reference}», pero varias preguntas se llaman así.",
    "form.reference_into_repeat": (
        "«{reference}» se llena varias veces, en «{repeat}», y aquí se pide una sola."
    ),
    "form.self_reference": "«{name}» depende de su propia respuesta y nunca se podría calcular.",
    "form.cycle": "Hay preguntas que dependen unas de otras en círculo: {names}.",
    "form.expression_empty": "La expresión está vacía.",
    "form.expression_unclosed_quote": "Hay una comilla sin cerrar (carácter {position}).",
    "form.expression_unclosed_bracket": "El signo «{bracket}» no se cierra (carácter {position}).",
    "form.expression_unopened_bracket": "El signo «{bracket}» está de más (carácter {position}).",
    "form.expression_unexpected": "«{found}» no puede estar en ese lugar (carácter {position}).",
    "form.expression_unfinished": "A la expresión le falta algo al final.",
    "form.expression_character": (
        "El carácter «{found}» no se puede usar en una expresión (posición {position})."
    ),
    "form.expression_instead": (
        "El teléfono no entiende «{found}»; aquí se escribe «{suggestion}» (posición {position})."
    ),
    "form.expression_invisible": "Hay un carácter que no se ve: {found} (posición {position}).",
    "form.expression_blank": (
        "Hay un espacio que el teléfono no toma por espacio: {found} (posición {position})."
    ),
    "form.expression_decimal_comma": "El decimal va con punto: «{found}» (posición {position}).",
    "form.expression_capitals": "«{found}» debe escribirse en minúsculas (carácter {position}).",
    "form.expression_double_slash": "El teléfono no entiende la doble barra (carácter {position}).",
    "form.expression_too_long": "La expresión pasa de {most} caracteres.",
    "form.expression_too_deep": (
        "La expresión tiene demasiados paréntesis unos dentro de otros (más de {most})."
    ),
    "form.function_unknown": "El teléfono no conoce la función «{function}».",
    "form.function_near": (
        "El teléfono no conoce la función «{function}». ¿Se quiso decir «{suggestion}»?"
    ),
    "form.function_few_arguments": (
        "A «{function}» le faltan valores: necesita {least} y tiene {given}."
    ),
    "form.function_many_arguments": (
        "«{function}» tiene valores de más: admite {most} y tiene {given}."
    ),
    "form.function_odd_arguments": "Los {given} valores de «{function}» no forman pares completos.",
    "form.function_needs_question": (
        "El valor {index} de «{function}» debe ser una pregunta, no un texto ni una cuenta."
    ),
    "form.function_needs_quotes": "El valor {index} de «{function}» debe ir entre comillas.",
    "form.list_missing": "La lista de opciones «{list}» no existe.",
    "form.list_near": "La lista de opciones «{list}» no existe. ¿Se quiso decir «{suggestion}»?",
    "form.list_not_named": "La pregunta no dice qué lista de opciones usa.",
    "form.list_empty": "La lista de opciones «{list}» está vacía.",
    "form.instance_unknown": (
        "La expresión busca en la lista «{list}», que el cuestionario no tiene."
    ),
    "form.list_unused": "Ninguna pregunta usa la lista «{list}».",
    "form.choice_duplicate": "La lista «{list}» tiene dos opciones con el valor «{name}».",
    "form.choice_name_missing": "Una opción de la lista «{list}» no tiene valor.",
    "form.choice_name_spaces": (
        "El valor «{name}» tiene espacios y la lista «{list}» se usa para elegir varias."
    ),
    "form.choice_without_list": "La opción «{name}» no está en ninguna lista.",
    "form.choice_label_missing": "La opción «{name}» de la lista «{list}» no tiene texto.",
    "form.choice_filter_column": (
        "El filtro usa la columna «{column}», que la lista «{list}» no tiene."
    ),
    "form.choice_filter_or_other": "Una pregunta con «otro» no puede filtrar sus opciones.",
    "form.file_not_named": "La pregunta no dice de qué archivo salen sus opciones.",
    "form.file_extension": "El archivo «{file}» no es de un tipo que el teléfono lea.",
    "form.no_questions": "El cuestionario no tiene preguntas.",
    "form.empty_group": "El grupo «{name}» está vacío.",
    "form.column_misspelt": "Nada lee la columna «{header}». ¿Se quiso decir «{suggestion}»?",
    "form.column_ignored": (
        "Lo escrito en «{column}» no tiene efecto en una pregunta de tipo «{type}»."
    ),
    "form.appearance_unknown": "La apariencia «{appearance}» no tiene efecto en el teléfono.",
    "form.appearance_near": (
        "La apariencia «{appearance}» no tiene efecto. ¿Se quiso decir «{suggestion}»?"
    ),
    "form.label_missing": "La pregunta «{name}» no tiene texto que mostrar.",
    "form.translations_missing": Plural(
        "A {count} texto le falta «{language}».", "A {count} textos les falta «{language}»."
    ),
    "form.translation_missing": "A «{name}» le falta el texto en «{language}».",
    "form.language_on_one_sheet": (
        "El idioma «{language}» está en la hoja «{present}» y falta en «{absent}»."
    ),
    "form.default_language_unknown": (
        "El idioma inicial «{language}» no es ninguno de los del cuestionario."
    ),
    "form.constraint_message_missing": "«{name}» rechaza respuestas sin decir por qué.",
    "form.required_message_missing": "«{name}» es obligatoria y no tiene un mensaje propio.",
    "form.id_missing": "El cuestionario no tiene identificador; se usará el nombre del archivo.",
    "form.title_missing": "El cuestionario no tiene título.",
    "form.version_missing": "El cuestionario no dice su versión.",
    "form.id_characters": "El identificador «{text}» tiene caracteres que dan problemas.",
    "form.version_characters": "La versión «{text}» tiene caracteres que dan problemas.",
    "form.distance_unguarded": "La distancia a «{reference}» se calcula aunque esté vacía.",
    "form.placement_map": (
        "En «{name}» el gestor puede mover el punto a mano: no sirve como prueba de llegada."
    ),
    "form.arrival_missing": "El cuestionario lee las visitas y no toma la ubicación de llegada.",
    "form.arrival_unchecked": "«{name}» no comprueba la distancia al domicilio.",
    "form.arrival_accuracy_unchecked": "«{name}» acepta una ubicación con cualquier precisión.",
    "form.arrival_mock_allowed": "«{name}» acepta la precisión de ubicaciones simuladas.",
    "form.audit_missing": "El cuestionario lee las visitas y no guarda el registro de uso.",
    "form.audit_without_location": "El registro de uso no guarda la ubicación.",
    "form.audit_location_incomplete": (
        "Al registro de uso le faltan parámetros de ubicación: {keys}."
    ),
    "form.banned_reason_for_default": (
        "«{name}» pregunta el motivo del atraso, y no se puede preguntar. {law}."
    ),
    "form.banned_third_parties": (
        "«{name}» pide datos de contacto de otras personas, y no se puede. {law}."
    ),
    "form.banned_payment": (
        "«{name}» anota dinero recibido por el gestor, y el gestor no puede recibir el pago. {law}."
    ),
    "form.identification_missing": "En ningún texto el gestor se identifica. {law}.",
}
