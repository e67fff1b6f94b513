"""Los archivos propios de un cuestionario: qué falta, qué sobra, qué no se puede enviar."""

from kobra_domain.words.plural import Plural

_NO_OPENING = "el teléfono no abre el cuestionario sin él."

WORDS: dict[str, str | Plural] = {
    "file_kind.image": "Imagen",
    "file_kind.audio": "Sonido",
    "file_kind.video": "Video",
    "file_kind.data": "Datos",
    # what the form asks for
    "form.data_file_missing": "Falta el archivo «{file}»: " + _NO_OPENING,
    "form.data_file_missing.remedy": "Agregarlo en Archivos o corregir el nombre.",
    "form.data_file_near": "Falta el archivo «{file}»: hay uno que se llama «{suggestion}».",
    "form.data_file_near.remedy": (
        "Escribir «{suggestion}»: para el teléfono, mayúsculas y minúsculas son distintas."
    ),
    "form.shown_file_missing": "Falta el archivo «{file}»: la pregunta saldrá sin él.",
    "form.shown_file_missing.remedy": "Agregarlo en Archivos o corregir el nombre.",
    "form.shown_file_near": "Falta el archivo «{file}»: hay uno que se llama «{suggestion}».",
    "form.shown_file_near.remedy": (
        "Escribir «{suggestion}»: para el teléfono, mayúsculas y minúsculas son distintas."
    ),
    "form.file_by_expression": Plural(
        one="El nombre del archivo se calcula en el teléfono: se envía el único que podría ser.",
        other="El nombre del archivo se calcula en el teléfono: se envían los {count} posibles.",
    ),
    "form.file_by_expression.remedy": (
        "Revisar que esté cada archivo cuyo nombre pueda resultar: si falta, la pregunta falla."
    ),
    "form.data_file_by_expression": (
        "El nombre del archivo CSV se calcula en el teléfono y no hay ninguno: no se abrirá."
    ),
    "form.data_file_by_expression.remedy": "Agregar en Archivos todos los CSV que puedan resultar.",
    "form.shown_file_by_expression": (
        "El nombre del archivo se calcula en el teléfono y no hay ninguno que enviar."
    ),
    "form.shown_file_by_expression.remedy": "Agregar en Archivos los que puedan resultar.",
    "form.file_column_missing": (
        "El archivo «{file}» no tiene la columna «{column}»; tiene: {columns}."
    ),
    "form.file_column_missing.remedy": (
        "Corregir el nombre aquí o agregar la columna al archivo: el teléfono no abre el "
        "cuestionario así."
    ),
    "form.file_other_kind": "«{file}» no es de la clase que la pregunta muestra aquí.",
    "form.file_other_kind.remedy": "Elegir otro archivo o ponerlo en su columna.",
    "form.file_unused": "Ninguna pregunta usa el archivo «{file}», y se enviará a cada teléfono.",
    "form.file_unused.remedy": "Quitarlo o nombrarlo en una pregunta.",
    # what is wrong with a table
    "form.file_csv_not_utf8": "«{file}» no está en UTF-8: las tildes y la ñ se verán rotas.",
    "form.file_csv_not_utf8.remedy": "Guardarlo como «CSV UTF-8» y reemplazarlo.",
    "form.file_csv_no_header": "«{file}» no tiene una primera fila con los nombres de columnas.",
    "form.file_csv_no_header.remedy": "Agregarla y reemplazar el archivo.",
    "form.file_csv_header_twice": "«{file}» tiene dos columnas con el mismo nombre.",
    "form.file_csv_header_twice.remedy": (
        "Renombrar una y reemplazar el archivo: el teléfono no abre el cuestionario así."
    ),
    "form.file_csv_header_spaces": (
        "Hay nombres de columnas de «{file}» que empiezan o terminan con un espacio."
    ),
    "form.file_csv_header_spaces.remedy": (
        "Quitar los espacios y reemplazar el archivo: el teléfono los toma por parte del nombre."
    ),
    "form.file_csv_quotes": "«{file}» tiene comillas que no cierran o que cierran antes de tiempo.",
    "form.file_csv_quotes.remedy": "Duplicar las comillas que van dentro de un texto.",
    "form.file_csv_semicolons": (
        "«{file}» se separa con punto y coma: pulldata() y search() esperan comas."
    ),
    "form.file_csv_semicolons.remedy": "Guardarlo separado por comas y reemplazarlo.",
    "form.file_csv_more_cells": "Hay filas de «{file}» con más celdas que la primera: se pierden.",
    "form.file_csv_more_cells.remedy": "Poner entre comillas los textos con comas.",
    "form.file_geojson_unreadable": "«{file}» no se puede leer como GeoJSON.",
    "form.file_geojson_unreadable.remedy": "Exportarlo de nuevo y reemplazarlo.",
    "form.file_geojson_no_features": "«{file}» no es una «FeatureCollection» de GeoJSON.",
    "form.file_geojson_no_features.remedy": "Exportarlo como colección de elementos.",
    "form.file_geojson_nested": (
        "Los elementos de «{file}» tienen propiedades que son listas u objetos."
    ),
    "form.file_geojson_nested.remedy": "Dejar solo textos, números y valores de sí o no.",
    "form.file_geojson_without_id": "Hay elementos de «{file}» sin «id» o sin «title».",
    "form.file_geojson_without_id.remedy": "Agregarlos: son el valor y el texto de cada opción.",
    "form.file_xml_unreadable": "«{file}» no se puede leer como XML sin declaraciones.",
    "form.file_xml_unreadable.remedy": "Guardarlo como XML en UTF-8, sin DOCTYPE.",
    "form.file_xml_mixed": "«{file}» mezcla texto y elementos dentro de un mismo elemento.",
    "form.file_xml_mixed.remedy": "Dejar cada texto en un elemento propio.",
    # what is not taken in
    "form_file.name_empty": "El archivo no tiene nombre.",
    "form_file.name_long": "El nombre «{name}…» tiene más de {limit} letras.",
    "form_file.name_letters": "El nombre «{name}» tiene letras que no sirven en todo teléfono.",
    "form_file.name_device": "Windows se reserva el nombre «{name}».",
    "form_file.name_ours": "El servidor hace «{name}» para cada teléfono: otro no se envía.",
    "form_file.kind_unknown": (
        "«{name}» no es imagen, sonido, video, CSV, GeoJSON ni XML: no se envía a los teléfonos."
    ),
    "form_file.case_twin": (
        "«{name}» y «{other}» se distinguen solo por mayúsculas: en el teléfono quedaría uno."
    ),
    "form_file.name_twice": "Hay dos archivos que se llaman «{name}»: solo se toma el primero.",
    "form_file.empty": "«{name}» está vacío.",
    "form_file.too_big": "«{name}» pesa más de {limit_mb} MB.",
    "form_file.too_many": "Un cuestionario lleva hasta {limit} archivos.",
    "form_file.form_too_big": "Los archivos de un cuestionario suman hasta {limit_mb} MB.",
    "form_file.content_other": "Lo que «{name}» contiene no es lo que su nombre dice.",
    "form_file.too_many_pixels": "La imagen «{name}» es demasiado grande para un teléfono.",
    "form_file.active": "«{name}» contiene instrucciones que se ejecutan; no se acepta.",
    "form_file.unreadable": "No se pudo leer «{name}».",
    "form_file.not_here": (
        "El contenido de «{name}» no está en este equipo: se trae cuando haya conexión."
    ),
    "form_file.not_there": (
        "El servidor no tiene el contenido de «{name}»: hay que agregar el archivo de nuevo."
    ),
    "form_file.differs": "El contenido de «{name}» no es el que se anotó.",
    "form_file.left_out": "Quedó fuera: {reason}",
    "convert.files_left": Plural(
        one="Un archivo del ZIP queda fuera: con .zip como salida va también.",
        other="{count} archivos del ZIP quedan fuera: con .zip como salida van también.",
    ),
    "bundle.no_workbook": "El ZIP no tiene ningún libro de Excel con el cuestionario.",
    "bundle.no_workbook.remedy": "El libro .xlsx va en el ZIP junto a la carpeta «media».",
    "bundle.two_workbooks": "El ZIP tiene más de un libro de Excel: {names}.",
    "bundle.two_workbooks.remedy": "Dejar uno.",
    "bundle.no_folder": "No se puede leer la carpeta {folder}.",
    "bundle.no_folder.remedy": "Revisar que exista y que haya permiso para leerla.",
}
