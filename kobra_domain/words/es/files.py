"""Files of questionnaires and what their compilers say, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # files
    "file.empty": "El archivo está vacío.",
    "file.empty.remedy": "Hay que elegir un archivo de Excel con el cuestionario.",
    "file.unreadable": "No se pudo abrir el archivo {filename}.",
    "file.unreadable.remedy": "Hay que revisar que exista y que haya permiso para leerlo.",
    "file.unwritable": "No se pudo escribir el archivo {filename}.",
    "file.unwritable.remedy": (
        "Hay que revisar que la carpeta exista, que haya espacio y que el archivo no esté abierto."
    ),
    "file.too_big": "El archivo pesa más de {limit_mb} MB.",
    "file.too_big.remedy": (
        "Hay que quitar del libro las imágenes y las hojas que no sean del cuestionario."
    ),
    "file.bomb": "El archivo ocupa demasiado al descomprimirse y no se abrió.",
    "file.bomb.remedy": "Si es propio, hay que copiar las hojas del cuestionario a un libro nuevo.",
    "file.hostile": (
        "El archivo contiene declaraciones que un libro de Excel no lleva y no se abrió."
    ),
    "file.hostile.remedy": "Hay que pedir el cuestionario de nuevo a quien lo hizo.",
    "file.not_workbook": "El archivo no es un libro de Excel.",
    "file.not_workbook.remedy": "Hay que guardarlo como .xlsx y volver a abrirlo.",
    "file.protected": "El libro está protegido con contraseña.",
    "file.protected.remedy": "Hay que abrirlo en Excel, quitar la contraseña y guardarlo de nuevo.",
    "file.corrupt": "El libro está dañado y no se puede leer.",
    "file.corrupt.remedy": (
        "Hay que abrirlo en Excel o LibreOffice, guardarlo con otro nombre y probar con ese."
    ),
    "file.too_many_rows": "Una hoja tiene más de {limit} filas con datos.",
    "file.too_many_rows.remedy": "Las listas muy largas van en un archivo CSV aparte.",
    "file.too_many_cells": "El libro tiene más de {limit} celdas con datos.",
    "file.too_many_cells.remedy": "Las listas muy largas van en un archivo CSV aparte.",
    "file.no_survey": "No hay una hoja «survey» en {filename}; hay: {sheets}.",
    "file.no_survey.remedy": "La hoja de las preguntas debe llamarse «survey».",
    "file.no_header": "La primera fila de la hoja «{sheet}» está vacía.",
    "file.no_header.remedy": "Los nombres de las columnas van en la primera fila.",
    "file.duplicate_header": "La columna «{header}» está repetida en la hoja «{sheet}»: {places}.",
    "file.duplicate_header.remedy": "Hay que borrar o renombrar las que sobran.",
    "file.too_deep": "Hay demasiados grupos uno dentro de otro.",
    "file.too_deep.remedy": "Hay que sacar los grupos interiores o unirlos.",
    "file.group_unclosed": "El grupo «{name}» empieza y no termina.",
    "file.group_unclosed.remedy": "Hay que añadir la fila de fin que le corresponde.",
    "file.end_unopened": "Hay un fin de grupo sin un comienzo que le corresponda.",
    "file.end_unopened.remedy": "Hay que borrar esta fila o añadir el comienzo.",
    "file.rows_unseen": (
        "Esta fila y las siguientes quedan fuera: hay más de {limit} filas vacías antes."
    ),
    "file.rows_unseen.remedy": "Hay que borrar las filas vacías.",
    "file.kind_unknown": "No se puede escribir un archivo «{suffix}».",
    "file.kind_unknown.remedy": "El archivo de salida debe terminar en .xlsx, .zip o .xml.",
    # the worker
    "work.timed_out": "El archivo tardó demasiado en procesarse (más de {limit_s}).",
    "work.timed_out.remedy": "Hay que dividir el cuestionario o quitar lo que sobre.",
    "work.too_big": "El archivo necesita demasiada memoria para procesarse.",
    "work.too_big.remedy": "Hay que dividir el cuestionario o quitar lo que sobre.",
    "work.crashed": "El archivo no se pudo procesar.",
    "work.crashed.remedy": (
        "Se puede intentar de nuevo; si se repite, el archivo puede estar dañado."
    ),
    # the XLSForm compiler
    "pyxform.other": "El compilador de XLSForm no lo acepta y dice, en inglés: «{message}»",
    "pyxform.other.remedy": "Hay que corregir lo que dice el mensaje.",
    "pyxform.other_warning": "El compilador de XLSForm advierte, en inglés: «{message}»",
    "pyxform.other_warning.remedy": "Conviene revisar lo que dice el mensaje.",
    "pyxform.stumbled": "El compilador de XLSForm tropieza con la columna «{header}»: {text}",
    "pyxform.stumbled.remedy": (
        "Hay que corregir o vaciar la celda; si el encabezado no es de XLSForm, cambiarlo."
    ),
    "pyxform.stumbled_row": "El compilador de XLSForm tropieza con esta fila y no dice por qué.",
    "pyxform.stumbled_row.remedy": "Hay que revisar el tipo y las demás celdas de la fila.",
    "pyxform.stumbled_somewhere": "El compilador de XLSForm tropieza y no dice con qué.",
    "pyxform.stumbled_somewhere.remedy": (
        "Hay que quitar las últimas columnas o filas que se añadieron y probar de nuevo."
    ),
    "pyxform.header": (
        "Los encabezados de una hoja no son válidos. El compilador dice, en inglés: «{message}»"
    ),
    "pyxform.header.remedy": "Hay que corregir los nombres de las columnas.",
    "pyxform.header_002": (
        "En la hoja «{sheet_name}» las columnas «{other}» y «{header}» son la misma."
    ),
    "pyxform.header_002.remedy": "Hay que dejar una sola.",
    "pyxform.header_003": "A la hoja «{sheet_name}» le faltan columnas: {missing}.",
    "pyxform.header_003.remedy": "Hay que añadirlas en la primera fila.",
    "pyxform.header_004": "Una columna de la hoja «choices» no tiene un nombre válido.",
    "pyxform.header_004.remedy": "El nombre no puede estar vacío ni llevar espacios.",
    "pyxform.label_001": "La opción no tiene etiqueta.",
    "pyxform.label_001.remedy": "Hay que escribir lo que leerá el gestor.",
    "pyxform.names": ("Un nombre no es válido. El compilador dice, en inglés: «{message}»"),
    "pyxform.names.remedy": "Hay que corregir el nombre.",
    "pyxform.names_001": "El nombre «{value}» se repite en el mismo grupo.",
    "pyxform.names_001.remedy": "Hay que cambiar uno de los dos.",
    "pyxform.names_002": "El nombre «{value}» solo se distingue de otro por las mayúsculas.",
    "pyxform.names_002.remedy": "Conviene que se distingan mejor.",
    "pyxform.names_003": "Un grupo repetible no puede llamarse «{value}», como el formulario.",
    "pyxform.names_003.remedy": "Hay que cambiar su nombre.",
    "pyxform.names_004": "El nombre «{value}» ya lo tiene otro grupo repetible.",
    "pyxform.names_004.remedy": (
        "Cada grupo repetible necesita un nombre propio en todo el cuestionario."
    ),
    "pyxform.names_005": "El nombre «meta» está reservado.",
    "pyxform.names_005.remedy": "Hay que usar otro nombre.",
    "pyxform.names_006": "La opción no tiene nombre.",
    "pyxform.names_006.remedy": "Hay que escribir el valor que se guarda en la columna «name».",
    "pyxform.names_007": "El nombre de la opción se repite en su lista.",
    "pyxform.names_007.remedy": "Hay que cambiar uno de los dos.",
    "pyxform.names_008": "El nombre tiene caracteres que no se permiten.",
    "pyxform.names_008.remedy": (
        "Debe empezar con letra o guion bajo y llevar solo letras, números, guiones y puntos."
    ),
    "pyxform.names_009": "El nombre «{name}» tiene caracteres que no se permiten.",
    "pyxform.names_009.remedy": (
        "Debe empezar con letra o guion bajo y llevar solo letras, números, guiones y puntos."
    ),
    "pyxform.names_013": "Hay hojas de nombre parecido a «{sheet}»: {candidates}.",
    "pyxform.names_013.remedy": (
        "Si es un error, hay que corregir el nombre; si no, empezarlo con un guion bajo."
    ),
    "pyxform.pyref_001": "Una referencia está mal escrita.",
    "pyxform.pyref_001.remedy": "Se escribe el signo $ y el nombre entre llaves.",
    "pyxform.pyref": (
        "Una referencia a otra pregunta no es válida. El compilador dice, en inglés: «{message}»"
    ),
    "pyxform.pyref.remedy": "Hay que corregir la referencia.",
    "pyxform.pyref_003": "Se usa la pregunta «{q}», que no existe.",
    "pyxform.pyref_003.remedy": "Hay que corregir el nombre o añadir la pregunta.",
    "pyxform.pyref_004": "Se usa el nombre «{q}», que tienen varias preguntas.",
    "pyxform.pyref_004.remedy": "Hay que dar a cada una un nombre propio.",
    "pyxform.survey_001": "Un grupo termina sin haber empezado.",
    "pyxform.survey_001.remedy": "Hay que borrar la fila de fin o añadir el comienzo.",
    "pyxform.survey_002": "El grupo «{name}» empieza y no termina.",
    "pyxform.survey_002.remedy": "Hay que añadir su fila de fin.",
    "pyxform.survey_004": "Los parámetros no se entienden.",
    "pyxform.survey_004.remedy": "Se escriben como clave=valor, separados por espacios.",
    "pyxform.survey_005": "Este tipo no admite los parámetros {rejected}; admite: {accepted}.",
    "pyxform.survey_005.remedy": "Hay que quitarlos o corregirlos.",
    "pyxform.survey": (
        "Los parámetros de la pregunta no son válidos. El compilador dice, en inglés: «{message}»"
    ),
    "pyxform.survey.remedy": "Hay que corregirlos.",
    "pyxform.range": (
        "Los parámetros de la pregunta de rango no son válidos. El compilador dice, en "
        "inglés: «{message}»"
    ),
    "pyxform.range.remedy": "Hay que corregir el comienzo, el fin y el paso.",
    "pyxform.entity": (
        "Las entidades no están bien declaradas. El compilador dice, en inglés: «{message}»"
    ),
    "pyxform.entity.remedy": "Hay que corregir la hoja «entities» o la columna «save_to».",
    "pyxform.no_type": "La pregunta no tiene tipo.",
    "pyxform.no_type.remedy": "Hay que elegir un tipo.",
    "pyxform.no_name": "La pregunta o el grupo no tiene nombre.",
    "pyxform.no_name.remedy": "Hay que escribir un nombre.",
    "pyxform.no_label": "La pregunta «{name}» no tiene etiqueta.",
    "pyxform.no_label.remedy": "Hay que escribir lo que leerá el gestor.",
    "pyxform.no_calculation": "Falta el cálculo.",
    "pyxform.no_calculation.remedy": "Hay que escribirlo en la columna «calculation».",
    "pyxform.no_survey": "Falta la hoja «survey».",
    "pyxform.no_survey.remedy": "La hoja de las preguntas debe llamarse «survey».",
    "pyxform.no_choices": "Hay preguntas con opciones y falta la hoja «choices».",
    "pyxform.no_choices.remedy": "Hay que añadirla con las columnas list_name, name y label.",
    "pyxform.no_external_choices": "Falta la hoja «external_choices».",
    "pyxform.no_external_choices.remedy": "Hay que añadirla con las columnas list_name y name.",
    "pyxform.list_unknown": "La lista «{list_name}» no existe.",
    "pyxform.list_unknown.remedy": "Hay que corregir el nombre o añadir sus opciones.",
    "pyxform.external_list_unknown": (
        "La lista «{list_name}» no está en la hoja «external_choices»."
    ),
    "pyxform.external_list_unknown.remedy": "Hay que corregir el nombre o añadir sus opciones.",
    "pyxform.type_unknown": "El tipo «{type_text}» no existe.",
    "pyxform.type_unknown.remedy": "Hay que elegir uno de los tipos que conoce ODK Collect.",
    "pyxform.choice_spaces": (
        "La opción «{choice}» de la lista «{list_name}» lleva espacios y se usa en una pregunta de "
        "varias respuestas."
    ),
    "pyxform.choice_spaces.remedy": "Hay que quitar los espacios de su nombre.",
    "pyxform.source_twice": "Los datos de «{list_name}» saldrían de dos lugares distintos.",
    "pyxform.source_twice.remedy": "Hay que dar otro nombre a la lista o al archivo.",
    "pyxform.or_other_filter": "Una pregunta con «otra» no admite filtro de opciones.",
    "pyxform.or_other_filter.remedy": (
        "Hay que quitar el filtro o añadir la opción «otra» a la lista."
    ),
    "pyxform.table_list_filter": "Una tabla de opciones no admite filtro.",
    "pyxform.table_list_filter.remedy": "Hay que quitar el filtro.",
    "pyxform.table_list_mixed": "Las preguntas de una tabla de opciones deben usar la misma lista.",
    "pyxform.table_list_mixed.remedy": "Hay que usar una sola lista.",
    "pyxform.or_other_empty": "La pregunta con «otra» no tiene opciones.",
    "pyxform.or_other_empty.remedy": "Hay que añadir opciones a su lista.",
    "pyxform.loop_no_list": "El bucle no dice sobre qué lista se hace.",
    "pyxform.loop_no_list.remedy": "Se escribe «begin loop over lista».",
    "pyxform.audit_name": "La pregunta de registro (audit) solo puede llamarse «audit».",
    "pyxform.audit_name.remedy": "Hay que dejar su nombre vacío.",
    "pyxform.audit_location": "Al registro le faltan parámetros de ubicación.",
    "pyxform.audit_location.remedy": (
        "Van juntos: location-priority, location-min-interval y location-max-age."
    ),
    "pyxform.name_unknown": "Se usa la pregunta «{name}», que no existe.",
    "pyxform.name_unknown.remedy": "Hay que corregir el nombre o añadir la pregunta.",
    "pyxform.name_twice": "Se usa el nombre «{name}», que tienen varias preguntas.",
    "pyxform.name_twice.remedy": "Hay que dar a cada una un nombre propio.",
    "pyxform.big_image": "La pregunta «{name}» tiene imagen grande y no imagen.",
    "pyxform.big_image.remedy": "Hay que añadir la imagen.",
    "pyxform.file_extension": "El archivo de las opciones debe terminar en .csv, .xml o .geojson.",
    "pyxform.file_extension.remedy": "Hay que corregir el nombre del archivo.",
    "pyxform.form_id_empty": "El formulario no tiene identificador.",
    "pyxform.form_id_empty.remedy": "Hay que escribir form_id en la hoja «settings».",
    "pyxform.max_pixels": "La foto se envía en tamaño completo.",
    "pyxform.max_pixels.remedy": "Conviene limitarla con el parámetro max-pixels=1024.",
    "pyxform.row_skipped": "La fila no tiene tipo ni nombre y se toma como comentario.",
    "pyxform.row_skipped.remedy": "No hace falta hacer nada si lo es.",
    "pyxform.repeat_no_label": "El grupo repetible no tiene etiqueta.",
    "pyxform.repeat_no_label.remedy": "Conviene escribir lo que leerá el gestor.",
    "pyxform.translation_missing": "Faltan columnas de traducción: {detail}",
    "pyxform.translation_missing.remedy": "Hay que añadir esas columnas.",
    "pyxform.language_codes": "Estos idiomas no llevan su código: {languages}.",
    "pyxform.language_codes.remedy": "Se escriben como «Español (es)».",
    "pyxform.or_other_languages": (
        "«Otra» queda sin traducir en un cuestionario con varios idiomas."
    ),
    "pyxform.or_other_languages.remedy": (
        "Conviene añadir la opción a la lista y una pregunta de texto."
    ),
    "pyxform.disabled_column": "La columna «disabled» ya no forma parte de XLSForm.",
    "pyxform.disabled_column.remedy": "Conviene usar una condición en «relevant».",
    "pyxform.two_ids": "La hoja «settings» tiene form_id y también id_string.",
    "pyxform.two_ids.remedy": "Hay que dejar solo form_id.",
    "pyxform.old_metadata": "La mayoría de los teléfonos ya no da este dato.",
    "pyxform.old_metadata.remedy": "Conviene quitar la pregunta.",
    "pyxform.external_unfiltered": "Una lista externa solo se usa con filtro de opciones.",
    "pyxform.external_unfiltered.remedy": "Hay que escribir el filtro o usar select_one.",
    # ODK Validate
    "validate.error": "ODK Validate no lo acepta y dice, en inglés: «{message}»",
    "validate.error.remedy": (
        "Hay que corregir la expresión que se nombra; en el teléfono el formulario no abriría."
    ),
    "validate.warning": "ODK Validate advierte, en inglés: «{message}»",
    "validate.warning.remedy": "Conviene revisarlo antes de publicar.",
    "validate.timed_out": "ODK Validate tardó demasiado y se detuvo.",
    "validate.timed_out.remedy": "Se puede publicar; conviene probar el formulario en un teléfono.",
    # the command line
    "check.errors": Plural("{count} error", "{count} errores"),
    "check.warnings": Plural("{count} aviso", "{count} avisos"),
    "check.row": "fila {number}",
    "check.no_country": "un país que no se indicó",
    "check.clean": "Sin problemas.",
    "check.not_validated": "ODK Validate no se ejecutó: no hay Java en este equipo.",
    "convert.written": "Se escribió {filename}",
    "diff.same": "Los dos cuestionarios son iguales.",
    "diff.added": "Se añadió",
    "diff.removed": "Se quitó",
    "diff.moved": "Se movió",
    "diff.changed": "Cambió",
    "diff.sheet": "Cambió la hoja «{sheet}»",
}
