"""What people write in place of the words that only XLSForm knows, in the languages of the field
and its neighbours; by plain words (small letters without accents, see `spelling.plain`).
"""

from kobra_domain.questionnaires.spelling import plain

_YES = """
si yes true verdadero verdad cierto afirmativo sip oui vrai sim verdadeiro ja wahr vero on ok
x s y v t obligatorio obligatoria requerido requerida required mandatory obligatoire obrigatorio
siempre correcto activado activo
"""
_NO = """
no false falso falsa non faux nao nein falsch off n f opcional optional facultatif negativo nunca
nop ninguno desactivado inactivo
"""
_YES_SIGNS, _NO_SIGNS = frozenset("✓✔☑✅"), frozenset("✗✘☒❌-–—")
_WORDS = {**dict.fromkeys(_YES.split(), True), **dict.fromkeys(_NO.split(), False)}


def truth(text: str) -> bool | None:
    """Whether a word means yes or no in some language, None for whatever else; a text that is
    an expression is no word.
    """
    bare = text.strip().strip("\"'.!*").strip()
    if bare in _YES_SIGNS or bare in _NO_SIGNS:
        return bare in _YES_SIGNS
    return _WORDS.get(plain(bare)) if bare.replace(" ", "").isalpha() else None


# Types: what is written → the type of XLSForm. Longer ones are looked for first.
_TYPES = {
    "text": "texto cadena string alfanumerico abierta pregunta_abierta texto_libre texto_corto "
    "texto_largo textarea memo texte",
    "integer": "entero numero numerico numero_entero cantidad number numeric entier inteiro",
    "decimal": "numero_decimal decimales real float double moneda monto importe",
    "date": "fecha dia data datum",
    "time": "hora tiempo heure",
    "datetime": "fecha_y_hora fecha_hora fechahora",
    "select_one": "seleccion seleccion_unica seleccion_simple selecciona_uno seleccionar_uno "
    "seleccione_uno opcion_unica opcion_multiple unica una_opcion eleccion_unica lista radio "
    "dropdown combo single_choice single_select select si_no yes_no choice choose_one",
    "select_multiple": "seleccion_multiple selecciona_varios seleccionar_varios "
    "seleccione_varios seleccionar_multiple varias_opciones casillas checkbox checkboxes "
    "multiple multiple_choice multi_select select_many select_all",
    "note": "nota aviso mensaje texto_informativo info",
    "image": "imagen foto fotografia photograph",
    "audio": "grabacion sonido voz",
    "video": "pelicula",
    "file": "archivo adjunto documento fichero",
    "geopoint": "ubicacion localizacion punto coordenadas posicion geolocalizacion punto_gps",
    "geotrace": "ruta linea trazo",
    "geoshape": "poligono area",
    "barcode": "codigo_de_barras codigo_qr qr codigo",
    "calculate": "calculo calcular calculado formula calculation",
    "hidden": "oculto escondido",
    "acknowledge": "aceptar acepto reconocimiento confirmar",
    "range": "rango escala",
    "rank": "ordenar jerarquia ranking",
    "start": "inicio comienzo",
    "end": "fin final",
    "today": "hoy",
    "deviceid": "dispositivo id_dispositivo",
    "username": "usuario nombre_de_usuario",
    "begin_group": "inicio_grupo inicio_de_grupo inicia_grupo comienza_grupo comenzar_grupo "
    "iniciar_grupo abrir_grupo empieza_grupo grupo group start_group open_group",
    "end_group": "fin_grupo fin_de_grupo final_grupo termina_grupo terminar_grupo cerrar_grupo "
    "finaliza_grupo close_group",
    "begin_repeat": "inicio_repetir inicio_repeticion inicio_de_repeticion inicia_repeticion "
    "comienza_repeticion repetir repeticion repeat grupo_repetido iniciar_repeticion start_repeat",
    "end_repeat": "fin_repetir fin_repeticion fin_de_repeticion termina_repeticion "
    "cerrar_repeticion finaliza_repeticion",
}
# Columns: of the survey, the choices and the settings alike, as few are in two of them.
_COLUMNS = {
    "type": "tipo tipo_de_pregunta question_type tipo_pregunta clase",
    "name": "nombre nombre_de_variable variable nombre_variable nom nome valor clave codigo",
    "label": "etiqueta pregunta texto_de_la_pregunta enunciado titulo_de_pregunta libelle rotulo "
    "question texto",
    "hint": "pista ayuda sugerencia indicacion aide dica help",
    "required": "requerido requerida obligatorio obligatoria mandatory obligatoire obrigatorio",
    "required_message": "mensaje_requerido mensaje_de_requerido mensaje_obligatorio "
    "mensaje_de_obligatorio required_msg",
    "relevant": "relevante relevancia condicion mostrar_si visible_si logica skip_logic pertinente "
    "show_if",
    "constraint": "restriccion validacion limite contrainte restricao validation",
    "constraint_message": "mensaje_de_restriccion mensaje_restriccion mensaje_de_error "
    "mensaje_error mensaje_de_validacion error_message constraint_msg",
    "calculation": "calculo formula expresion calcul",
    "appearance": "apariencia aspecto apparence aparencia",
    "default": "predeterminado por_defecto valor_por_defecto valor_inicial valor_predeterminado "
    "defecto defaut default_value",
    "choice_filter": "filtro filtro_de_opciones filtro_opciones filter",
    "read_only": "solo_lectura de_solo_lectura lectura",
    "repeat_count": "repeticiones numero_de_repeticiones veces cantidad_de_repeticiones",
    "parameters": "parametros",
    "trigger": "disparador activador",
    "image": "imagen foto",
    "list_name": "lista nombre_lista nombre_de_lista nombre_de_la_lista listname list",
    "form_title": "titulo titulo_del_formulario titulo_formulario nombre_del_formulario",
    "form_id": "id id_formulario id_del_formulario identificador formid",
    "version": "version_formulario version_del_formulario",
    "default_language": "idioma idioma_predeterminado idioma_por_defecto lengua_por_defecto",
    "instance_name": "nombre_de_instancia nombre_instancia nombre_del_envio",
    "style": "estilo",
}
_APPEARANCES = {
    "signature": "firma",
    "minimal": "minimo desplegable dropdown",
    "multiline": "multilinea varias_lineas parrafo",
    "numbers": "numeros",
    "maps": "mapa mapas",
    "likert": "escala",
    "field-list": "lista_de_campos campos",
    "quick": "rapido",
    "autocomplete": "autocompletar buscar",
    "horizontal": "en_linea",
    "month-year": "mes_ano",
    "year": "ano",
    "annotate": "anotar",
    "draw": "dibujo dibujar",
    "columns": "columnas",
    "no-calendar": "sin_calendario",
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: meant for meant, words in table.items() for word in words.split()}


TYPES, COLUMNS, APPEARANCES = _by_word(_TYPES), _by_word(_COLUMNS), _by_word(_APPEARANCES)


def meant_by(text: str, table: dict[str, str]) -> str | None:
    """What a word of a table means."""
    return table.get(plain(text).replace(" ", "_"))


def type_meant(text: str) -> tuple[str, str] | None:
    """The type of XLSForm that the first words of a text mean, and what follows them."""
    words = plain(text).split()
    written = text.split()
    for count in range(min(len(words), 5), 0, -1):
        found = TYPES.get("_".join(words[:count]))
        if found is not None:
            return found, " ".join(written[count:])
    return None
