"""What acts on a form refuse and what its changes break, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # parts of a form
    "form_part.question": "Pregunta",
    "form_part.choice": "Opción",
    "form_part.setting": "Ajuste",
    "form_part.file": "Archivo",
    # why a difference breaks what was collected
    "breaks.question_removed": (
        "Las respuestas ya recibidas a esta pregunta dejan de verse con las nuevas."
    ),
    "breaks.name_changed": "Las respuestas ya recibidas quedan bajo el nombre anterior.",
    "breaks.type_changed": "Las respuestas ya recibidas son de otro tipo.",
    "breaks.list_changed": "Hay respuestas posibles que la lista nueva ya no tiene.",
    "breaks.choice_removed": "Las respuestas ya recibidas con esta opción quedan sin etiqueta.",
    "breaks.choice_renamed": "Las respuestas ya recibidas llevan el valor anterior de la opción.",
    "breaks.moved_into_repeat": "Pasa a repetirse: las respuestas ya recibidas tienen una sola.",
    "breaks.moved_out_of_repeat": (
        "Deja de repetirse: las respuestas ya recibidas pueden tener varias."
    ),
    "breaks.moved_group": "Las respuestas ya recibidas quedan en el grupo anterior.",
    "breaks.form_id_changed": (
        "Para los teléfonos es otro formulario: las respuestas ya recibidas quedan con el anterior."
    ),
    # what an act on a form refuses
    "not_a_group": "Solo un grupo puede contener preguntas.",
    "into_itself": "Un grupo no puede quedar dentro de sí mismo.",
    "has_children": "El grupo tiene preguntas: primero hay que sacarlas.",
    "another_list": "Las opciones son de listas distintas.",
    "not_removable": "Esta columna no se puede quitar.",
    "last_language": "Es el único idioma del cuestionario: no se puede quitar.",
    "not_a_form": "El contenido no es un cuestionario que se pueda leer.",
    "too_deep": "Hay demasiados grupos uno dentro de otro.",
}
