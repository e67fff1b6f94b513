"""Lo que se dice a quien lleva el servidor: copias de seguridad, versiones."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "backup_none": "{path} no es una copia de seguridad terminada: falta backup.json.",
    "backup_damaged": "La copia de seguridad {path} está cortada o fue cambiada: {file}. "
    "Usar otra.",
    "backup_newer": "La copia de seguridad es de una versión más nueva de este programa "
    "({version}): instalar esa o una posterior.",
    "backup_other_engine": "La copia de seguridad es de {engine} y el destino es {other}: dar en "
    "--database-url una base de datos de {engine}.",
    "backup_not_moved": "PostgreSQL no recibió una fila de {table}: {reason}. No quedó nada a "
    "medias; avisar a quien mantiene el programa.",
    "backup_filled": "En {database} ya hay datos: restaurar en una base de datos vacía, o mover "
    "esta a otro lugar primero.",
    "backup_strange_files": "En {folder} hay archivos que no son de la copia de seguridad "
    "({file}): moverlos a otro lugar, o dar otra carpeta con --data-folder.",
    "backup_inside": "La copia de seguridad no puede quedar dentro de la carpeta de datos "
    "({folder}): dar otra, mejor en otro disco.",
    "backup_there": "{path} ya existe.",
    "backup_no_program": "No está {program} de PostgreSQL {version} o posterior: instalar "
    "postgresql-client-{version}, o decir su carpeta con --pg-bin.",
    "backup_program": "{program} no pudo terminar: {reason}",
    "backup_progress": "{done} de {whole}",
    "backup_state.none": "no se sabe de ninguna",
    "backup_state.good": "reciente",
    "backup_state.old": "vieja",
    "backup_state.gone": "ya no está ahí",
    "kind.backup": "Copia de seguridad",
    "disk_full": "No hay espacio en el disco.",
    "database_newer": "La base de datos es de una versión más nueva de este programa "
    "({revision}): instalar esa versión, o restaurar la copia de seguridad de antes de "
    "actualizar.",
    "port_taken": "En {host}:{port} ya atiende otro programa, quizás este mismo servidor: "
    "detenerlo, o dar otro puerto con --port.",
    "agent.address_near": "Ningún teléfono llega a {address}: la dirección que usan se da con "
    "--public-url, o de una vez con kobra-field-api settings set public_url https://…",
    "setup.welcome": "Este servidor todavía no tiene administrador. Unas preguntas y queda listo "
    "(Ctrl+C para dejarlo).",
    "setup.email": "Correo del administrador",
    "setup.name": "Su nombre",
    "setup.password": "Contraseña (10 caracteres o más; no se ve al escribirla)",
    "setup.password_again": "Otra vez",
    "setup.passwords_differ": "No son iguales.",
    "setup.public_url": "Dirección con que los teléfonos llegarán a este servidor, por ejemplo "
    "https://kobra.empresa.com (Intro: después)",
    "setup.public_url.later": "Sin ella los teléfonos solo se matriculan en esta red. Se pone "
    "después con kobra-field-api settings set public_url https://…",
    "setup.no_tls": "Por http, contraseñas y datos de titulares viajan sin cifrar: fuera de esta "
    "red hace falta https. docs/operations.md trae la configuración de Caddy y de nginx.",
    "setup.tls": "Quien atienda https en {host} debe pasar las peticiones al puerto {port} de este "
    "equipo y estar en KOBRA_TRUSTED_PROXIES: docs/operations.md trae la configuración de Caddy y "
    "de nginx.",
    "setup.portfolio": "Nombre de la primera cartera (Intro: después)",
    "setup.institution": "Entidad dueña de la cartera",
    "setup.land": "País (CO o MX)",
    "setup.other_land": "Se espera CO o MX.",
    "setup.creditor": "Tipo de acreedor:",
    "setup.product": "Producto (la ley decide por él a quién se puede visitar en su casa):",
    "setup.number": "Número",
    "setup.not_a_number_of_these": "Se espera un número de 1 a {count}.",
    "setup.done_before": "La base de datos está al día y ya tiene administrador.",
    "setup.next": "Listo. Para empezar: {command}\nQué falta por poner: kobra-field-api doctor",
    "setup.left": "No se guardó ninguna respuesta. La base de datos quedó preparada; para seguir, "
    "ejecutar kobra-field-api init otra vez.",
}
