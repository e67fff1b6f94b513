"""Words of questionnaires in neutral Spanish: kinds, lives, fields."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # kinds
    "kind.questionnaire": "Cuestionario",
    "kind.questionnaire_version": "Versión de cuestionario",
    "kind.library_block": "Bloque de la biblioteca",
    # who may
    "permission.design": "Diseñar cuestionarios",
    "permission.review": "Revisar respuestas",
    # lives and rows
    "questionnaire_state.draft": "Borrador",
    "questionnaire_state.published": "Publicado",
    "questionnaire_state.retired": "Retirado",
    "node_kind.question": "Pregunta",
    "node_kind.group": "Grupo",
    "node_kind.repeat": "Grupo repetible",
    "node_kind.comment": "Comentario",
    "node_kind.blank": "Fila vacía",
    # fields
    "field.title": "Título",
    "field.form_id": "Identificador del formulario",
    "field.form_version": "Versión del formulario",
    "field.document_hash": "Huella del contenido",
    "field.current_version_id": "Versión vigente",
    "field.edited_at": "Modificado",
    "field.edited_by": "Modificado por",
    "field.published_at": "Publicado",
    "field.published_by": "Publicado por",
    "field.questionnaire_id": "Cuestionario",
    "field.version_id": "Versión del cuestionario",
}
