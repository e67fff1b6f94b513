"""Why a map with streets could not be brought, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "region_busy": "El servidor ya está trayendo un mapa: espera a que termine o cancélalo.",
    "region_state.sizing": "Calculando el tamaño",
    "region_state.sized": "Espera un sí",
    "region_state.fetching": "Trayéndose",
    "region_state.done": "Listo",
    "region_state.failed": "No se pudo traer",
    "region_state.stopped": "Detenido",
    "region_not_sized": "Ese mapa ya no espera una respuesta: calcula de nuevo su tamaño.",
    "tiles_address": "No es una dirección que se pueda leer: {url}",
    "tiles_needs_https": "La dirección del mapa debe comenzar por https:// y no salir de ahí.",
    "tiles_private": "{host} lleva a una red privada o a este mismo servidor: no se le pide nada. "
    "Quien administra el servidor puede permitirlo (KOBRA_TILES_PRIVATE, --allow-private).",
    "tiles_no_internet": "El servidor no llega a {host}. Si no tiene internet, baja el mapa en "
    "otro "
    "equipo y ponlo como archivo.",
    "tiles_certificate": "El certificado de {host} no es válido: no se trae nada de ahí.",
    "tiles_gone": "{host} ya no tiene ese mapa (respuesta {status}).",
    "tiles_refused": "{host} no entrega el mapa (respuesta {status}).",
    "tiles_busy": "{host} no atiende en este momento (respuesta {status}). Lo que ya llegó se "
    "conserva; intenta más tarde.",
    "tiles_no_ranges": "{host} solo entrega el archivo entero: de ahí no se puede tomar una "
    "región. "
    "Baja el archivo y ponlo en el servidor.",
    "tiles_packed_transport": "{host} comprime el archivo por el camino y así no se puede leer por "
    "partes.",
    "tiles_wrong_range": "{host} entregó otra parte del archivo que la pedida: no se usa nada de "
    "ahí.",
    "tiles_cut": "La conexión con {host} se cortó. Lo que ya llegó se conserva: al intentar de "
    "nuevo sigue desde ahí.",
    "tiles_slow": "{host} responde demasiado lento. Lo que ya llegó se conserva; intenta más "
    "tarde.",
    "tiles_redirects": "{host} manda de una dirección a otra sin fin.",
    "tiles_not_pmtiles": "Lo que hay en {host} no es un mapa PMTiles que se pueda leer.",
    "tiles_not_vector": "El mapa de {host} es de imágenes: hace falta uno de vectores, con calles.",
    "tiles_box_antimeridian": "La región cruza la línea de fecha (180°): pide un lado a la vez.",
    "tiles_box_empty": "La región está vacía: el oeste va antes que el este y el sur antes que el "
    "norte.",
    "tiles_box_world": "La región es demasiado grande: a lo más {limit} grados de lado.",
    "tiles_nothing_there": "Ese mapa no tiene nada en la región pedida.",
    "tiles_zoom": "El mapa llega hasta el nivel {most}; se pidió el {zoom}.",
    "tiles_too_many": "La región tiene más de {limit} teselas: elige una menor o menos detalle.",
    "tiles_region_large": "El mapa de la región pesa {size} MB y el límite del servidor es "
    "{limit} MB: elige una región menor o menos detalle.",
    "tiles_no_room": "Hacen falta {size} MB libres en el servidor y quedan {free} MB.",
    "tiles_full": "Se llenó el disco del servidor. Lo que ya llegó se conserva: libera espacio e "
    "intenta de nuevo.",
    "tiles_changed": "El mapa de origen cambió varias veces mientras se traía; intenta más tarde.",
    "tiles_broken": "El mapa llegó dañado y no se usa; sigue el que había. Intenta de nuevo.",
    "tiles_stopped": "Se detuvo. Lo que ya llegó se conserva; sigue el mapa que había.",
}
