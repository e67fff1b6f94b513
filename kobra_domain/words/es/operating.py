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
    "database_newer": "La base de datos es de una versión más nueva de este programa "
    "({revision}): instalar esa versión, o restaurar la copia de seguridad de antes de "
    "actualizar.",
}
