<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Kobra Desktop</source>
        <translation>Acerca de Kobra Desktop</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versión {version}</translation>
    </message>
    <message>
        <source>The contact rules shown here are not legal advice.</source>
        <translation>Las reglas de contacto que se muestran aquí no son asesoría legal.</translation>
    </message>
    <message>
        <source>Icons: Lucide (ISC). Base map: Natural Earth, world-atlas (ISC), GeoNames (CC BY 4.0).</source>
        <translation>Iconos: Lucide (ISC). Mapa base: Natural Earth, world-atlas (ISC), GeoNames (CC BY 4.0).</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Absence</name>
    <message>
        <source>{name} is absent</source>
        <translation>{name} no trabaja</translation>
    </message>
    <message>
        <source>Mark absent</source>
        <translation>Marcar ausente</translation>
    </message>
    <message>
        <source>Nobody (unassigned)</source>
        <translation>Nadie (sin asignar)</translation>
    </message>
    <message>
        <source>The visits go to</source>
        <translation>Las visitas pasan a</translation>
    </message>
    <message>
        <source>Sick, leave, vehicle…</source>
        <translation>Enfermedad, permiso, vehículo…</translation>
    </message>
    <message>
        <source>Moves: {visits}.</source>
        <translation>Se mueven: {visits}.</translation>
    </message>
    <message>
        <source>Stay: {visits}.</source>
        <translation>Se quedan: {visits}.</translation>
    </message>
    <message>
        <source>{name} is marked absent.</source>
        <translation>{name} queda ausente.</translation>
    </message>
    <message>
        <source>{name} works after all.</source>
        <translation>{name} sí trabaja.</translation>
    </message>
</context>
<context>
    <name>ActCard</name>
    <message>
        <source>Hide its rows</source>
        <translation>Ocultar sus filas</translation>
    </message>
    <message>
        <source>Show its rows</source>
        <translation>Ver sus filas</translation>
    </message>
</context>
<context>
    <name>ActProgressDialog</name>
    <message>
        <source>One moment</source>
        <translation>Un momento</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancelled, nothing is changed.</source>
        <translation>Si se cancela, nada cambia.</translation>
    </message>
    <message>
        <source>Reading: {done} of {of}</source>
        <translation>Leyendo: {done} de {of}</translation>
    </message>
    <message>
        <source>Asking the rules: {done} of {of}</source>
        <translation>Revisando las reglas: {done} de {of}</translation>
    </message>
    <message>
        <source>Saving: {done} of {of}</source>
        <translation>Guardando: {done} de {of}</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Undone.</source>
        <translation>Deshecho.</translation>
    </message>
    <message>
        <source>Done again.</source>
        <translation>Hecho de nuevo.</translation>
    </message>
</context>
<context>
    <name>Administration</name>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Sin equipo</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consentimiento</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>SOS</source>
        <translation>SOS</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Trabaja</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Sin probar</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Último reporte</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Otorgado</translation>
    </message>
    <message>
        <source>Not enrolled</source>
        <translation>Sin inscribir</translation>
    </message>
    <message>
        <source>Never heard</source>
        <translation>Nunca reportó</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Por revisar</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Ausente</translation>
    </message>
    <message>
        <source>Heard {age}</source>
        <translation>Reportó {age}</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Reportó</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflicto</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Fuera de uso</translation>
    </message>
    <message>
        <source>Absent today</source>
        <translation>Ausente hoy</translation>
    </message>
    <message>
        <source>Absent {day}</source>
        <translation>Ausente {day}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>El servidor</translation>
    </message>
    <message>
        <source>Somebody out of sight</source>
        <translation>Alguien fuera de la vista</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Qué se hizo</translation>
    </message>
    <message>
        <source>On whom or what</source>
        <translation>Sobre quién o qué</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>Trails seen</source>
        <translation>Recorridos consultados</translation>
    </message>
    <message>
        <source>Data taken along</source>
        <translation>Datos que salieron</translation>
    </message>
    <message>
        <source>People and access</source>
        <translation>Personas y accesos</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>City map</source>
        <translation>Mapa de la ciudad</translation>
    </message>
    <message>
        <source>Looked at a trail</source>
        <translation>Consultó un recorrido</translation>
    </message>
    <message>
        <source>Exported a list</source>
        <translation>Exportó una lista</translation>
    </message>
    <message>
        <source>Printed a list</source>
        <translation>Imprimió una lista</translation>
    </message>
    <message>
        <source>Made a dossier</source>
        <translation>Hizo un expediente</translation>
    </message>
    <message>
        <source>Erased a person&apos;s data</source>
        <translation>Borró los datos de una persona</translation>
    </message>
    <message>
        <source>Brought a portfolio&apos;s file</source>
        <translation>Subió un archivo de cartera</translation>
    </message>
    <message>
        <source>Took a portfolio&apos;s file in</source>
        <translation>Incorporó un archivo de cartera</translation>
    </message>
    <message>
        <source>Took a portfolio&apos;s file back</source>
        <translation>Deshizo un archivo de cartera</translation>
    </message>
    <message>
        <source>Discarded a portfolio&apos;s file</source>
        <translation>Descartó un archivo de cartera</translation>
    </message>
    <message>
        <source>Set which file comes each night</source>
        <translation>Definió qué archivo llega cada noche</translation>
    </message>
    <message>
        <source>Made a key to an upload address</source>
        <translation>Creó una clave de una dirección de envío</translation>
    </message>
    <message>
        <source>Closed an upload address</source>
        <translation>Cerró una dirección de envío</translation>
    </message>
    <message>
        <source>Changed how an outgoing file is made</source>
        <translation>Cambió cómo se hace un archivo de gestiones</translation>
    </message>
    <message>
        <source>Ended an outgoing file</source>
        <translation>Dejó de hacer un archivo de gestiones</translation>
    </message>
    <message>
        <source>Made an outgoing file</source>
        <translation>Hizo un archivo de gestiones</translation>
    </message>
    <message>
        <source>Downloaded an outgoing file</source>
        <translation>Descargó un archivo de gestiones</translation>
    </message>
    <message>
        <source>Sent an outgoing file again</source>
        <translation>Envió de nuevo un archivo de gestiones</translation>
    </message>
    <message>
        <source>Downloaded refused rows of a file</source>
        <translation>Descargó las filas rechazadas de un archivo</translation>
    </message>
    <message>
        <source>Set who follows what by mail</source>
        <translation>Definió quién sigue qué por correo</translation>
    </message>
    <message>
        <source>Removed who followed by mail</source>
        <translation>Eliminó a quien seguía por correo</translation>
    </message>
    <message>
        <source>Stopped receiving mails by their link</source>
        <translation>Dejó de recibir correos desde su enlace</translation>
    </message>
    <message>
        <source>Asked for the code of a mailed result</source>
        <translation>Pidió el código de un resultado enviado</translation>
    </message>
    <message>
        <source>Closed a mailed result: too many wrong codes</source>
        <translation>Cerró un resultado enviado: demasiados códigos equivocados</translation>
    </message>
    <message>
        <source>Shared a report by a link</source>
        <translation>Compartió un reporte por enlace</translation>
    </message>
    <message>
        <source>Opened a report&apos;s link</source>
        <translation>Abrió el enlace de un reporte</translation>
    </message>
    <message>
        <source>Revoked a report&apos;s link</source>
        <translation>Revocó el enlace de un reporte</translation>
    </message>
    <message>
        <source>Set a report that is sent by mail</source>
        <translation>Programó un reporte por correo</translation>
    </message>
    <message>
        <source>Ended a report that was sent by mail</source>
        <translation>Terminó un reporte por correo</translation>
    </message>
    <message>
        <source>Stopped getting a report by its mail&apos;s link</source>
        <translation>Dejó de recibir un reporte por el enlace del correo</translation>
    </message>
    <message>
        <source>Sent a report by mail on its schedule</source>
        <translation>Envió por correo un reporte programado</translation>
    </message>
    <message>
        <source>Opened a mailed result with its code</source>
        <translation>Abrió con su código un resultado enviado</translation>
    </message>
    <message>
        <source>Added a webhook</source>
        <translation>Agregó un webhook</translation>
    </message>
    <message>
        <source>Changed a webhook</source>
        <translation>Cambió un webhook</translation>
    </message>
    <message>
        <source>Removed a webhook</source>
        <translation>Eliminó un webhook</translation>
    </message>
    <message>
        <source>Replaced a webhook&apos;s secret</source>
        <translation>Cambió el secreto de un webhook</translation>
    </message>
    <message>
        <source>Sent again to a webhook</source>
        <translation>Reenvió a un webhook</translation>
    </message>
    <message>
        <source>Sent an example to a webhook</source>
        <translation>Envió un ejemplo a un webhook</translation>
    </message>
    <message>
        <source>Looked at what a webhook was sent</source>
        <translation>Consultó lo enviado a un webhook</translation>
    </message>
    <message>
        <source>Restricted a person&apos;s data</source>
        <translation>Restringió los datos de una persona</translation>
    </message>
    <message>
        <source>Copied a list</source>
        <translation>Copió una lista</translation>
    </message>
    <message>
        <source>Invited a user</source>
        <translation>Invitó a un usuario</translation>
    </message>
    <message>
        <source>Made a new access code</source>
        <translation>Generó un código de acceso</translation>
    </message>
    <message>
        <source>Changed a user</source>
        <translation>Cambió un usuario</translation>
    </message>
    <message>
        <source>Enrolled a phone</source>
        <translation>Inscribió un teléfono</translation>
    </message>
    <message>
        <source>Revoked a phone</source>
        <translation>Revocó un teléfono</translation>
    </message>
    <message>
        <source>Recorded a consent</source>
        <translation>Registró un consentimiento</translation>
    </message>
    <message>
        <source>Recorded that a consent was withdrawn</source>
        <translation>Registró el retiro de un consentimiento</translation>
    </message>
    <message>
        <source>Reported a phone lost</source>
        <translation>Dio un teléfono por perdido</translation>
    </message>
    <message>
        <source>Recorded that an agent has left</source>
        <translation>Dio de baja a un gestor</translation>
    </message>
    <message>
        <source>Looked at whose data a phone held</source>
        <translation>Consultó de quién eran los datos de un teléfono</translation>
    </message>
    <message>
        <source>Took in what had been set aside</source>
        <translation>Tomó algo retenido</translation>
    </message>
    <message>
        <source>Changed a setting</source>
        <translation>Cambió un ajuste</translation>
    </message>
    <message>
        <source>Took a setting back</source>
        <translation>Quitó un ajuste</translation>
    </message>
    <message>
        <source>Paused all sending</source>
        <translation>Pausó todos los envíos</translation>
    </message>
    <message>
        <source>Resumed sending</source>
        <translation>Reanudó los envíos</translation>
    </message>
    <message>
        <source>Had something sent once more</source>
        <translation>Envió algo de nuevo</translation>
    </message>
    <message>
        <source>Took back what waited to be sent</source>
        <translation>Retiró lo que esperaba salir</translation>
    </message>
    <message>
        <source>Looked at a mail that was sent</source>
        <translation>Vio un correo enviado</translation>
    </message>
    <message>
        <source>Discarded what had been set aside</source>
        <translation>Descartó algo retenido</translation>
    </message>
    <message>
        <source>Looked at a form or a file</source>
        <translation>Consultó un formulario o un archivo</translation>
    </message>
    <message>
        <source>Closed a month</source>
        <translation>Cerró un mes</translation>
    </message>
    <message>
        <source>Gave a payment to an account</source>
        <translation>Asignó un pago a un crédito</translation>
    </message>
    <message>
        <source>Put an address on the map</source>
        <translation>Puso un domicilio en el mapa</translation>
    </message>
    <message>
        <source>Split an address in two</source>
        <translation>Dividir un domicilio en dos</translation>
    </message>
    <message>
        <source>Put an account into a segment</source>
        <translation>Puso una cuenta en un segmento</translation>
    </message>
    <message>
        <source>Changed what is known of a person</source>
        <translation>Cambió lo que se sabe de una persona</translation>
    </message>
    <message>
        <source>Wrote down whether a person has died</source>
        <translation>Anotó si una persona falleció</translation>
    </message>
    <message>
        <source>Changed a restriction of data</source>
        <translation>Cambió una restricción de datos</translation>
    </message>
    <message>
        <source>Corrected a person&apos;s address</source>
        <translation>Corrigió el domicilio de una persona</translation>
    </message>
    <message>
        <source>Wrote down whether a person may be contacted</source>
        <translation>Anotó si se puede contactar a una persona</translation>
    </message>
    <message>
        <source>Reviewed a result</source>
        <translation>Revisó un resultado</translation>
    </message>
    <message>
        <source>Put another city map</source>
        <translation>Subió otro mapa de la ciudad</translation>
    </message>
    <message>
        <source>Loaded streets or doors</source>
        <translation>Cargó calles o puertas</translation>
    </message>
    <message>
        <source>Changed the other hours of a person</source>
        <translation>Cambió el otro horario de una persona</translation>
    </message>
    <message>
        <source>Marked an absence</source>
        <translation>Marcó una ausencia</translation>
    </message>
    <message>
        <source>Put a backup of the server back</source>
        <translation>Restauró una copia de seguridad del servidor</translation>
    </message>
    <message>
        <source>Assigned a visit</source>
        <translation>Asignó una visita</translation>
    </message>
    <message>
        <source>Cancelled a visit</source>
        <translation>Canceló una visita</translation>
    </message>
    <message>
        <source>Reopened a visit</source>
        <translation>Reabrió una visita</translation>
    </message>
    <message>
        <source>Ordered a visit in its day</source>
        <translation>Ordenó una visita en su día</translation>
    </message>
    <message>
        <source>Attended an alert</source>
        <translation>Atendió una alerta</translation>
    </message>
    <message>
        <source>Muted an alert</source>
        <translation>Silenció una alerta</translation>
    </message>
    <message>
        <source>Approved a result</source>
        <translation>Aprobó un resultado</translation>
    </message>
    <message>
        <source>Approved a result with issues</source>
        <translation>Aprobó un resultado con observaciones</translation>
    </message>
    <message>
        <source>Rejected a result</source>
        <translation>Rechazó un resultado</translation>
    </message>
    <message>
        <source>Corrected a result</source>
        <translation>Corrigió un resultado</translation>
    </message>
    <message>
        <source>Commented on a result</source>
        <translation>Comentó un resultado</translation>
    </message>
    <message>
        <source>Decided on a proposal of the field</source>
        <translation>Decidió sobre una propuesta de campo</translation>
    </message>
    <message>
        <source>Published a questionnaire</source>
        <translation>Publicó un cuestionario</translation>
    </message>
    <message>
        <source>Retired a questionnaire</source>
        <translation>Retiró un cuestionario</translation>
    </message>
    <message>
        <source>Took a questionnaire back into use</source>
        <translation>Volvió a poner en uso un cuestionario</translation>
    </message>
    <message>
        <source>Created: {kind}</source>
        <translation>Creó: {kind}</translation>
    </message>
    <message>
        <source>Changed: {kind}</source>
        <translation>Cambió: {kind}</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Campos</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Función</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Filtered by</source>
        <translation>Con filtro</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>Account of the machine</source>
        <translation>Cuenta del equipo</translation>
    </message>
    <message>
        <source>By mail to</source>
        <translation>Por correo a</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Vigente</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Revocada</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Aún no</translation>
    </message>
    <message>
        <source>Authorisation kept</source>
        <translation>Autorización guardada</translation>
    </message>
    <message>
        <source>Authorisation changed</source>
        <translation>Autorización cambiada</translation>
    </message>
    <message>
        <source>Authorisation revoked</source>
        <translation>Autorización revocada</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Firmada</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Vigente hasta</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>Sin fin</translation>
    </message>
    <message>
        <source>Visits are allowed inside the hours below.</source>
        <translation>Se permiten visitas dentro de este horario.</translation>
    </message>
    <message>
        <source>Visits are not allowed for this product ({product}).</source>
        <translation>No se permiten visitas para este producto ({product}).</translation>
    </message>
    <message>
        <source>Visits only with a signed authorisation for each credit ({product}).</source>
        <translation>Solo se visita con una autorización firmada por cada crédito ({product}).</translation>
    </message>
    <message>
        <source>no visits</source>
        <translation>sin visitas</translation>
    </message>
    <message>
        <source>as any other day</source>
        <translation>como cualquier otro día</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Días festivos</translation>
    </message>
    <message>
        <source>can only narrow the hours</source>
        <translation>solo puede acortar el horario</translation>
    </message>
    <message>
        <source>other hours, if asked for after the contract was signed</source>
        <translation>otras horas, si lo pide después de firmar el contrato</translation>
    </message>
    <message>
        <source>If the holder asks</source>
        <translation>Si el titular lo pide</translation>
    </message>
    <message>
        <source>After a contact</source>
        <translation>Después de un contacto</translation>
    </message>
    <message>
        <source>Our own limits</source>
        <translation>Límites propios</translation>
    </message>
    <message>
        <source>at most {visits} visits a month to a person</source>
        <translation>{visits} visitas al mes como máximo a una persona</translation>
    </message>
    <message>
        <source>only those that the holder gave to the creditor</source>
        <translation>solo los que el titular dio al acreedor</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Domicilios</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>at most {visits} visits a day to a door</source>
        <translation>{visits} visitas al día como máximo a un domicilio</translation>
    </message>
    <message>
        <source>the same way: {until}</source>
        <translation>por el mismo medio: {until}</translation>
    </message>
    <message>
        <source>another way: {until}</source>
        <translation>por otro medio: {until}</translation>
    </message>
    <message>
        <source>attempts that nobody answered count</source>
        <translation>cuentan los intentos que nadie atendió</translation>
    </message>
    <message>
        <source>what confirms an operation or was asked for does not count</source>
        <translation>lo que confirma una operación o se pidió no cuenta</translation>
    </message>
    <message>
        <source>not again that day</source>
        <translation>no otra vez ese día</translation>
    </message>
    <message>
        <source>after {days} days</source>
        <translation>a los {days} días</translation>
    </message>
    <message>
        <source>yes, with photo and reason</source>
        <translation>sí, con foto y motivo</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>Entidad</translation>
    </message>
    <message>
        <source>Creditor</source>
        <translation>Acreedor</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Producto</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Radius of the address</source>
        <translation>Radio del domicilio</translation>
    </message>
    <message>
        <source>Worst accuracy</source>
        <translation>Precisión exigida</translation>
    </message>
    <message>
        <source>Oldest position</source>
        <translation>Antigüedad máxima</translation>
    </message>
    <message>
        <source>Complete away</source>
        <translation>Terminar fuera</translation>
    </message>
    <message>
        <source>{days} d, from {share} %</source>
        <translation>{days} d, desde {share} %</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>Promesa cumplida</translation>
    </message>
    <message>
        <source>Institution changed</source>
        <translation>Entidad cambiada</translation>
    </message>
    <message>
        <source>Portfolio created</source>
        <translation>Cartera creada</translation>
    </message>
    <message>
        <source>Portfolio changed</source>
        <translation>Cartera cambiada</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Holders</source>
        <translation>Titulares</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Créditos</translation>
    </message>
    <message>
        <source>Authorisations</source>
        <translation>Autorizaciones</translation>
    </message>
    <message>
        <source>Open visits</source>
        <translation>Visitas abiertas</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
    <message>
        <source>Last synchronised</source>
        <translation>Última sincronización</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>todavía no</translation>
    </message>
    <message>
        <source>Changes to send</source>
        <translation>Cambios por enviar</translation>
    </message>
    <message>
        <source>{days} days, then trails are deleted</source>
        <translation>{days} días; después se borran</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Trails are kept</source>
        <translation>Los recorridos se guardan</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>Espacio libre</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>Última copia de seguridad</translation>
    </message>
    <message>
        <source>The server has only {free} left. Phones are sent away until {least} are free; what they have to send stays on them.</source>
        <translation>Al servidor solo le quedan {free}. No recibe de los teléfonos hasta que haya {least} libres; lo que tienen por enviar queda en ellos.</translation>
    </message>
    <message>
        <source>Requests come through {address}, which the server does not trust: all who come by it count as one address. Name it in KOBRA_TRUSTED_PROXIES.</source>
        <translation>Hay solicitudes que llegan por {address}, en quien el servidor no confía: todas cuentan como de una sola dirección. Hay que nombrarla en KOBRA_TRUSTED_PROXIES.</translation>
    </message>
    <message>
        <source>{agent}: on {day} the phone sent {size}, all that is taken of one in a day. The rest waits on the phone.</source>
        <translation>{agent}: el {day} el teléfono envió {size}, todo lo que se admite de uno en un día. Lo demás espera en el teléfono.</translation>
    </message>
    <message>
        <source>Not known while there is no connection.</source>
        <translation>No se sabe mientras no haya conexión.</translation>
    </message>
    <message>
        <source>There is none: maps show countries and towns, but no streets.</source>
        <translation>No hay: los mapas muestran países y poblaciones, pero no calles.</translation>
    </message>
    <message>
        <source>{size}, given to every control center.</source>
        <translation>{size}, disponible para todos los centros de control.</translation>
    </message>
    <message>
        <source>live</source>
        <translation>en vivo</translation>
    </message>
    <message>
        <source>asks now and then</source>
        <translation>consulta cada cierto tiempo</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>conectando</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>sin conexión</translation>
    </message>
    <message>
        <source>The city map is on the server</source>
        <translation>El mapa de la ciudad está en el servidor</translation>
    </message>
    <message>
        <source>With phone</source>
        <translation>Con teléfono</translation>
    </message>
    <message>
        <source>Without phone</source>
        <translation>Sin teléfono</translation>
    </message>
    <message>
        <source>With consent</source>
        <translation>Con consentimiento</translation>
    </message>
    <message>
        <source>Without consent</source>
        <translation>Sin consentimiento</translation>
    </message>
    <message>
        <source>Team created</source>
        <translation>Equipo creado</translation>
    </message>
    <message>
        <source>Team changed</source>
        <translation>Equipo cambiado</translation>
    </message>
    <message>
        <source>Agent created</source>
        <translation>Gestor creado</translation>
    </message>
    <message>
        <source>{name} changed</source>
        <translation>{name}: cambios guardados</translation>
    </message>
    <message>
        <source>{name} is in use again</source>
        <translation>{name} está de nuevo en uso</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Activo</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <source>{name} can sign in again</source>
        <translation>{name} puede entrar de nuevo</translation>
    </message>
    <message>
        <source>{name} can no longer sign in</source>
        <translation>{name} ya no puede entrar</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>todo</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Equipos</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Carteras</translation>
    </message>
    <message>
        <source>Argentina</source>
        <translation>Argentina</translation>
    </message>
    <message>
        <source>Bolivia</source>
        <translation>Bolivia</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brasil</translation>
    </message>
    <message>
        <source>Chile</source>
        <translation>Chile</translation>
    </message>
    <message>
        <source>Colombia</source>
        <translation>Colombia</translation>
    </message>
    <message>
        <source>Costa Rica</source>
        <translation>Costa Rica</translation>
    </message>
    <message>
        <source>Dominican Republic</source>
        <translation>República Dominicana</translation>
    </message>
    <message>
        <source>Ecuador</source>
        <translation>Ecuador</translation>
    </message>
    <message>
        <source>Guatemala</source>
        <translation>Guatemala</translation>
    </message>
    <message>
        <source>Honduras</source>
        <translation>Honduras</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>México</translation>
    </message>
    <message>
        <source>Nicaragua</source>
        <translation>Nicaragua</translation>
    </message>
    <message>
        <source>Panama</source>
        <translation>Panamá</translation>
    </message>
    <message>
        <source>Peru</source>
        <translation>Perú</translation>
    </message>
    <message>
        <source>Paraguay</source>
        <translation>Paraguay</translation>
    </message>
    <message>
        <source>El Salvador</source>
        <translation>El Salvador</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Estados Unidos</translation>
    </message>
    <message>
        <source>Uruguay</source>
        <translation>Uruguay</translation>
    </message>
    <message>
        <source>Venezuela</source>
        <translation>Venezuela</translation>
    </message>
    <message>
        <source>Edit agent</source>
        <translation>Editar gestor</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>Nuevo gestor</translation>
    </message>
    <message>
        <source>Always in shift, day and night</source>
        <translation>Siempre en turno, día y noche</translation>
    </message>
    <message>
        <source>How often the phone is expected to speak.</source>
        <translation>Cada cuánto se espera que reporte el teléfono.</translation>
    </message>
    <message>
        <source>Where a planned day begins and ends, in degrees.</source>
        <translation>Dónde empieza y termina una jornada planeada, en grados.</translation>
    </message>
    <message>
        <source>Not in use: gets no visits, keeps its past.</source>
        <translation>Fuera de uso: no recibe visitas y conserva su historial.</translation>
    </message>
    <message>
        <source>Absent {day}.</source>
        <translation>Ausente {day}.</translation>
    </message>
    <message>
        <source>Without connection: consent and phone have to wait.</source>
        <translation>Sin conexión: consentimiento y teléfono tienen que esperar.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Editar…</translation>
    </message>
    <message>
        <source>Absent…</source>
        <translation>Ausencia…</translation>
    </message>
    <message>
        <source>Works after all</source>
        <translation>Sí trabaja</translation>
    </message>
    <message>
        <source>Leaves…</source>
        <translation>Dar de baja…</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Usar de nuevo</translation>
    </message>
    <message>
        <source>{moving} moving, {still} still</source>
        <translation>{moving} en movimiento, {still} parado</translation>
    </message>
    <message>
        <source>Reports every</source>
        <translation>Reporta cada</translation>
    </message>
    <message>
        <source>Record consent…</source>
        <translation>Registrar consentimiento…</translation>
    </message>
    <message>
        <source>Missing: positions are counted, not kept. An SOS is heard.</source>
        <translation>Falta: las posiciones se cuentan, no se guardan. Un SOS sí se atiende.</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Registrar retiro…</translation>
    </message>
    <message>
        <source>Phone in the field</source>
        <translation>Teléfono en campo</translation>
    </message>
    <message>
        <source>works, tried {time}</source>
        <translation>funciona, probado {time}</translation>
    </message>
    <message>
        <source>not tried yet: press it once on the phone</source>
        <translation>sin probar: pulsarlo una vez en el teléfono</translation>
    </message>
    <message>
        <source>Enrol phone…</source>
        <translation>Inscribir teléfono…</translation>
    </message>
    <message>
        <source>Another phone…</source>
        <translation>Otro teléfono…</translation>
    </message>
    <message>
        <source>Lost phone…</source>
        <translation>Teléfono perdido…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Revocar…</translation>
    </message>
    <message>
        <source>Data it held…</source>
        <translation>Datos que llevaba…</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Auditoría</translation>
    </message>
    <message>
        <source>Who, what, on whom…   Ctrl+F</source>
        <translation>Quién, qué…   Ctrl+F</translation>
    </message>
    <message>
        <source>Nothing has been noted yet.</source>
        <translation>Todavía no hay nada registrado.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sobre</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Retenidos</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Older entries</source>
        <translation>Registros anteriores</translation>
    </message>
    <message>
        <source>Read back to {time}. Filters look at what was read.</source>
        <translation>Leído hasta {time}. Los filtros miran lo ya leído.</translation>
    </message>
    <message>
        <source>Read back to the beginning, {time}.</source>
        <translation>Leído hasta el principio, {time}.</translation>
    </message>
    <message>
        <source>Edit authorisation</source>
        <translation>Editar autorización</translation>
    </message>
    <message>
        <source>New authorisation to visit</source>
        <translation>Nueva autorización de visita</translation>
    </message>
    <message>
        <source>Name, document or credit…</source>
        <translation>Nombre, documento o crédito…</translation>
    </message>
    <message>
        <source>Number of the signed paper</source>
        <translation>Número del documento firmado</translation>
    </message>
    <message>
        <source>It ends on</source>
        <translation>Termina el</translation>
    </message>
    <message>
        <source>Each credit needs its own. This is not legal advice.</source>
        <translation>Cada crédito necesita la suya. Esto no es asesoría legal.</translation>
    </message>
    <message>
        <source>Record consent</source>
        <translation>Registrar consentimiento</translation>
    </message>
    <message>
        <source>Contract annex 3, signed on paper, archive 2026-118</source>
        <translation>Anexo 3 del contrato, firmado en papel, archivo 2026-118</translation>
    </message>
    <message>
        <source>Location during the shift, for field work and safety</source>
        <translation>Ubicación durante el turno, para el trabajo y la seguridad</translation>
    </message>
    <message>
        <source>{name} agrees to be located during the shift.</source>
        <translation>{name} acepta que se le localice durante el turno.</translation>
    </message>
    <message>
        <source>Where the yes is written down.</source>
        <translation>Dónde consta por escrito.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Enrol the phone</source>
        <translation>Inscribir el teléfono</translation>
    </message>
    <message>
        <source>QR code with the settings of the phone</source>
        <translation>Código QR con los ajustes del teléfono</translation>
    </message>
    <message>
        <source>Link for the phone</source>
        <translation>Enlace para el teléfono</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar enlace</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>The code holds this agent&apos;s key. It is shown once; a new code ends this one.</source>
        <translation>El código lleva la clave de este gestor. Se muestra una sola vez; uno nuevo anula este.</translation>
    </message>
    <message>
        <source>This address is of this very machine: no phone can reach it. The server needs its public address (public_url).</source>
        <translation>Esta dirección es de este mismo equipo: ningún teléfono llega a ella. Falta la dirección pública del servidor (public_url).</translation>
    </message>
    <message>
        <source>Phone of {name} ({code})</source>
        <translation>Teléfono de {name} ({code})</translation>
    </message>
    <message>
        <source>Save sheet…</source>
        <translation>Guardar hoja…</translation>
    </message>
    <message>
        <source>Print sheet…</source>
        <translation>Imprimir hoja…</translation>
    </message>
    <message>
        <source>phone-{code}.pdf</source>
        <translation>telefono-{code}.pdf</translation>
    </message>
    <message>
        <source>There is no consent yet: what the phone sends is counted, not kept.</source>
        <translation>Aún no hay consentimiento: lo que envíe el teléfono se cuenta, no se guarda.</translation>
    </message>
    <message>
        <source>Waiting for the first report of this phone…</source>
        <translation>Esperando el primer reporte de este teléfono…</translation>
    </message>
    <message>
        <source>SOS not tried yet.</source>
        <translation>SOS sin probar.</translation>
    </message>
    <message>
        <source>SOS works: it arrived at {time}.</source>
        <translation>El SOS funciona: llegó a las {time}.</translation>
    </message>
    <message>
        <source>The phone reports: heard at {time}.</source>
        <translation>El teléfono reporta: último reporte a las {time}.</translation>
    </message>
    <message>
        <source>Install Traccar Client from the phone&apos;s store and open it once.</source>
        <translation>Instalar Traccar Client desde la tienda del teléfono y abrirla una vez.</translation>
    </message>
    <message>
        <source>Scan this code with the QR button of its settings, or open the link on the phone.</source>
        <translation>Escanear este código con el botón QR de sus ajustes, o abrir el enlace en el teléfono.</translation>
    </message>
    <message>
        <source>Allow the location always («all the time») and precise, and take the app out of battery saving.</source>
        <translation>Permitir la ubicación siempre («todo el tiempo») y precisa, y sacar la aplicación del ahorro de batería.</translation>
    </message>
    <message>
        <source>Switch on continuous tracking.</source>
        <translation>Activar el seguimiento continuo.</translation>
    </message>
    <message>
        <source>Put the app&apos;s SOS shortcut on the home screen and press it once: it is tried now, so that it works when it is needed.</source>
        <translation>Poner el acceso directo de SOS en la pantalla de inicio y pulsarlo una vez: se prueba ahora para que funcione cuando haga falta.</translation>
    </message>
    <message>
        <source>Install ODK Collect from the phone&apos;s store and open it.</source>
        <translation>Instalar ODK Collect desde la tienda del teléfono y abrirla.</translation>
    </message>
    <message>
        <source>Choose «Configure with QR code» and scan this code.</source>
        <translation>Elegir «Configurar con código QR» y escanear este código.</translation>
    </message>
    <message>
        <source>Wait until the questionnaires and today&apos;s visits are there. Allow the location and the camera when a questionnaire asks for them.</source>
        <translation>Esperar a que lleguen los cuestionarios y las visitas de hoy. Permitir la ubicación y la cámara cuando un cuestionario las pida.</translation>
    </message>
    <message>
        <source>Scan this code with the QR button of its settings.</source>
        <translation>Escanear este código con el botón QR de sus ajustes.</translation>
    </message>
    <message>
        <source>Allow the location always and precise, take the app out of battery saving, and switch it on.</source>
        <translation>Permitir la ubicación siempre y precisa, sacar la aplicación del ahorro de batería y activarla.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Usuarios</translation>
    </message>
    <message>
        <source>Teams and agents</source>
        <translation>Equipos y gestores</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Envíos</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Datos personales</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>Edit portfolio</source>
        <translation>Editar cartera</translation>
    </message>
    <message>
        <source>New portfolio</source>
        <translation>Nueva cartera</translation>
    </message>
    <message>
        <source>Empty: for good</source>
        <translation>Vacío: siempre</translation>
    </message>
    <message>
        <source>Cut-off day: 31 is the last day of each month. A promise is broken once its days of grace are over.</source>
        <translation>Corte: 31 es el último día de cada mes. Una promesa se incumple al pasar sus días de gracia.</translation>
    </message>
    <message>
        <source>Empty: the server&apos;s own</source>
        <translation>Vacío: el del servidor</translation>
    </message>
    <message>
        <source>The law that holds here</source>
        <translation>La ley que rige aquí</translation>
    </message>
    <message>
        <source>What leaves about a visit</source>
        <translation>Qué sale de una visita</translation>
    </message>
    <message>
        <source>Outcome, verdict, agent and time always stand there. More only where it is ticked.</source>
        <translation>Resultado, ubicación, gestor y hora van siempre. Lo demás, solo si se marca.</translation>
    </message>
    <message>
        <source>What the holder receives</source>
        <translation>Qué recibe el titular</translation>
    </message>
    <message>
        <source>By e-mail, where the holder has authorised it. In Colombia the confirmation of a promise leaves only if it was asked for at the door.</source>
        <translation>Por correo, si el titular lo autorizó. En Colombia la confirmación de un compromiso sale solo si se pidió en la puerta.</translation>
    </message>
    <message>
        <source>Name or institution…   Ctrl+F</source>
        <translation>Nombre o entidad…   Ctrl+F</translation>
    </message>
    <message>
        <source>There are no portfolios yet: visits need one.</source>
        <translation>Aún no hay carteras: las visitas necesitan una.</translation>
    </message>
    <message>
        <source>Authorisations to visit</source>
        <translation>Autorizaciones de visita</translation>
    </message>
    <message>
        <source>Holder, credit, document…</source>
        <translation>Titular, crédito, documento…</translation>
    </message>
    <message>
        <source>New authorisation</source>
        <translation>Nueva autorización</translation>
    </message>
    <message>
        <source>This portfolio has no authorisations to visit.</source>
        <translation>Esta cartera no tiene autorizaciones de visita.</translation>
    </message>
    <message>
        <source>Not in use.</source>
        <translation>Fuera de uso.</translation>
    </message>
    <message>
        <source>Institution…</source>
        <translation>Entidad…</translation>
    </message>
    <message>
        <source>Months…</source>
        <translation>Meses…</translation>
    </message>
    <message>
        <source>Authorisations to visit · {portfolio}</source>
        <translation>Autorizaciones de visita · {portfolio}</translation>
    </message>
    <message>
        <source>From today on no visit to {party} about credit {account} is lawful by paper {document}.</source>
        <translation>Desde hoy el documento {document} ya no permite visitar a {party} por el crédito {account}.</translation>
    </message>
    <message>
        <source>Revoke the authorisation?</source>
        <translation>¿Revocar la autorización?</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revocar</translation>
    </message>
    <message>
        <source>Put a map file…</source>
        <translation>Subir un mapa…</translation>
    </message>
    <message>
        <source>Map with the streets of your region…</source>
        <translation>Mapa con calles de tu región…</translation>
    </message>
    <message>
        <source>Sending the city map</source>
        <translation>Subiendo el mapa de la ciudad</translation>
    </message>
    <message>
        <source>A PMTiles file with the streets of the city. Every control center fetches it once and shows it without connection too.</source>
        <translation>Un archivo PMTiles con las calles de la ciudad. Cada centro de control lo descarga una vez y lo muestra también sin conexión.</translation>
    </message>
    <message>
        <source>Vector tiles (*.pmtiles)</source>
        <translation>Teselas vectoriales (*.pmtiles)</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>Name, code, phone…   Ctrl+F</source>
        <translation>Nombre, código…   Ctrl+F</translation>
    </message>
    <message>
        <source>There are no agents yet.</source>
        <translation>Aún no hay gestores.</translation>
    </message>
    <message>
        <source>Bring from a sheet…</source>
        <translation>Traer de una hoja…</translation>
    </message>
    <message>
        <source>Enrolment sheets…</source>
        <translation>Hojas de inscripción…</translation>
    </message>
    <message>
        <source>Not reported yet: {n}</source>
        <translation>Sin reportar todavía: {n}</translation>
    </message>
    <message>
        <source>Enrolment sheets saved</source>
        <translation>Hojas de inscripción guardadas</translation>
    </message>
    <message>
        <source>Enrol another phone?</source>
        <translation>¿Inscribir otro teléfono?</translation>
    </message>
    <message>
        <source>The phone that {name} has now stops reporting as soon as the new code is made.</source>
        <translation>El teléfono actual de {name} deja de reportar en cuanto se genera el código nuevo.</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>Generar un código nuevo</translation>
    </message>
    <message>
        <source>The phone is no longer the agent&apos;s</source>
        <translation>El teléfono ya no es del gestor</translation>
    </message>
    <message>
        <source>Revoke the phone?</source>
        <translation>¿Revocar el teléfono?</translation>
    </message>
    <message>
        <source>What this phone of {name} sends from now on is refused, an SOS too.</source>
        <translation>Lo que envíe desde ahora este teléfono de {name} se rechaza, también un SOS.</translation>
    </message>
    <message>
        <source>Consent recorded</source>
        <translation>Consentimiento registrado</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Retiro del consentimiento registrado</translation>
    </message>
    <message>
        <source>Record that the consent is withdrawn?</source>
        <translation>¿Registrar el retiro del consentimiento?</translation>
    </message>
    <message>
        <source>From now on the positions of {name} are counted, not kept. An SOS is still heard.</source>
        <translation>Desde ahora las posiciones de {name} se cuentan, no se guardan. Un SOS se sigue atendiendo.</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Edit team</source>
        <translation>Editar equipo</translation>
    </message>
    <message>
        <source>New team</source>
        <translation>Nuevo equipo</translation>
    </message>
    <message>
        <source>An SOS that nobody attends within 60 seconds goes to the first by e-mail, then each minute to the next, and from the first again every 5 minutes (after an hour, every 30), until somebody attends it. Nobody on the list: the team&apos;s supervisors, then the administrators.</source>
        <translation>Un SOS que nadie atiende en 60 segundos se avisa por correo a la primera persona, cada minuto a la siguiente, y de nuevo desde la primera cada 5 minutos (después de una hora, cada 30), hasta que alguien lo atienda. Sin nadie en la lista: los supervisores del equipo y después los administradores.</translation>
    </message>
    <message>
        <source>Zone on the map</source>
        <translation>Zona en el mapa</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Todos los equipos</translation>
    </message>
    <message>
        <source>{name} (not in use)</source>
        <translation>{name} (fuera de uso)</translation>
    </message>
    <message>
        <source>Has a zone: leaving it in shift is an alert.</source>
        <translation>Tiene zona: salir de ella en turno es una alerta.</translation>
    </message>
    <message>
        <source>Has no zone: nobody is told that it was left.</source>
        <translation>No tiene zona: nadie se entera si se sale de ella.</translation>
    </message>
    <message>
        <source>Edit user</source>
        <translation>Editar usuario</translation>
    </message>
    <message>
        <source>Invite a user</source>
        <translation>Invitar a un usuario</translation>
    </message>
    <message>
        <source>An administrator sees all teams and portfolios.</source>
        <translation>Un administrador ve todos los equipos y carteras.</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invitar</translation>
    </message>
    <message>
        <source>The answer is a code that opens the account once: mail or read out.</source>
        <translation>La respuesta es un código que abre la cuenta una vez: por correo o de viva voz.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>Access code</source>
        <translation>Código de acceso</translation>
    </message>
    <message>
        <source>It was also mailed to {email}.</source>
        <translation>También se envió por correo a {email}.</translation>
    </message>
    <message>
        <source>It was not mailed: the server has no mail. Read it out to {email}.</source>
        <translation>No se envió: el servidor no tiene correo. Hay que dictarlo a {email}.</translation>
    </message>
    <message>
        <source>It works once, until {time}. It is not shown again.</source>
        <translation>Sirve una vez, hasta {time}. No se vuelve a mostrar.</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Copiar código</translation>
    </message>
    <message>
        <source>QR code of the invitation</source>
        <translation>Código QR de la invitación</translation>
    </message>
    <message>
        <source>Who has just installed the program reads it on its first page, with «Read a QR code», from a photo or a screenshot.</source>
        <translation>Quien acaba de instalar el programa lo lee en su primera página, con «Leer un código QR», de una foto o una captura de pantalla.</translation>
    </message>
    <message>
        <source>Name, e-mail, team…   Ctrl+F</source>
        <translation>Nombre, correo, equipo…   Ctrl+F</translation>
    </message>
    <message>
        <source>There are no users in sight.</source>
        <translation>No hay usuarios a la vista.</translation>
    </message>
    <message>
        <source>Cannot sign in.</source>
        <translation>No puede entrar.</translation>
    </message>
    <message>
        <source>Without connection: codes and invitations have to wait.</source>
        <translation>Sin conexión: códigos e invitaciones tienen que esperar.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>New code…</source>
        <translation>Código nuevo…</translation>
    </message>
    <message>
        <source>For who forgot the password; the old one keeps working</source>
        <translation>Para quien olvidó la contraseña; la anterior sigue sirviendo</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Desactivar</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Activar</translation>
    </message>
    <message>
        <source>{name} is invited</source>
        <translation>{name} tiene invitación</translation>
    </message>
    <message>
        <source>Make a new code?</source>
        <translation>¿Generar un código nuevo?</translation>
    </message>
    <message>
        <source>Whoever has the code can choose a new password once. Make sure that it is {name} you speak with.</source>
        <translation>Quien tenga el código puede elegir una contraseña nueva una vez. Conviene comprobar que se habla con {name}.</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>Generar código</translation>
    </message>
    <message>
        <source>Code for {name}</source>
        <translation>Código para {name}</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>Descansos</translation>
    </message>
    <message>
        <source>Copy {day} to other days</source>
        <translation>Copiar {day} a otros días</translation>
    </message>
    <message>
        <source>Copy to {days}</source>
        <translation>Copiar a {days}</translation>
    </message>
    <message>
        <source>Write the hours like 7-12, 14-18.</source>
        <translation>Las horas se escriben así: 7-12, 14-18.</translation>
    </message>
    <message>
        <source>No hours: always in shift, so positions are kept day and night.</source>
        <translation>Sin horas: siempre en turno; las posiciones se guardan día y noche.</translation>
    </message>
    <message>
        <source>{hours} a week without breaks. Outside it positions are counted, not kept.</source>
        <translation>{hours} a la semana sin descansos. Fuera del turno las posiciones se cuentan, no se guardan.</translation>
    </message>
    <message>
        <source>Enrolment sheets</source>
        <translation>Hojas de inscripción</translation>
    </message>
    <message>
        <source>Personal keys: each sheet only for its agent.</source>
        <translation>Claves personales: cada hoja, solo para su gestor.</translation>
    </message>
    <message>
        <source>This file holds keys: whoever scans a code works in that agent&apos;s name. Give each agent their own sheet and delete the file once all phones are enrolled. A key that went astray ends as soon as a new code is made for the agent.</source>
        <translation>Este archivo contiene claves: quien escanee un código trabaja a nombre de ese gestor. Entrega a cada gestor su hoja y borra el archivo cuando todos los teléfonos estén inscritos. Una clave perdida termina en cuanto se hace un código nuevo para el gestor.</translation>
    </message>
    <message>
        <source>These codes are personal: whoever scans them works in this agent&apos;s name. If this sheet is lost, ask for new codes; these end at once.</source>
        <translation>Estos códigos son personales: quien los escanea trabaja a nombre de este gestor. Si la hoja se pierde, hay que pedir códigos nuevos; estos dejan de servir de inmediato.</translation>
    </message>
    <message>
        <source>ODK Collect: questionnaires and visits</source>
        <translation>ODK Collect: cuestionarios y visitas</translation>
    </message>
    <message>
        <source>Traccar Client: location in shift and SOS</source>
        <translation>Traccar Client: ubicación en turno y SOS</translation>
    </message>
    <message>
        <source>Code to scan: {name}</source>
        <translation>Código para escanear: {name}</translation>
    </message>
    <message>
        <source>I agree that my location is kept while I am in my shift, to plan my visits and to show that they were made. I may withdraw this consent at any time.</source>
        <translation>Acepto que mi ubicación se guarde mientras estoy en turno, para planear mis visitas y mostrar que se hicieron. Puedo retirar este consentimiento en cualquier momento.</translation>
    </message>
    <message>
        <source>Already on record since {day}: {source}.</source>
        <translation>Ya consta desde el {day}: {source}.</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Legal hold placed</source>
        <translation>Retención por litigio registrada</translation>
    </message>
    <message>
        <source>Legal hold lifted</source>
        <translation>Retención por litigio levantada</translation>
    </message>
    <message>
        <source>The data of {name} may be used again</source>
        <translation>Los datos de {name} se pueden usar de nuevo</translation>
    </message>
    <message>
        <source>Legal hold</source>
        <translation>Retención por litigio</translation>
    </message>
    <message>
        <source>Hold lifted</source>
        <translation>Retención levantada</translation>
    </message>
    <message>
        <source>Restricted: only kept</source>
        <translation>Restringido: solo se conserva</translation>
    </message>
    <message>
        <source>Name, document, case…   Ctrl+F</source>
        <translation>Nombre, documento, caso…   Ctrl+F</translation>
    </message>
    <message>
        <source>Legal hold…</source>
        <translation>Retención por litigio…</translation>
    </message>
    <message>
        <source>Nobody&apos;s data is held for a court or restricted. A person&apos;s data is erased here when they ask for it.</source>
        <translation>No hay datos retenidos por litigio ni restringidos. Aquí se borran los datos de una persona cuando lo pide.</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Levantar</translation>
    </message>
    <message>
        <source>Erase a person…</source>
        <translation>Borrar datos…</translation>
    </message>
    <message>
        <source>Erased. It leaves every control center now.</source>
        <translation>Borrado. Sale ahora de todos los centros de control.</translation>
    </message>
    <message>
        <source>It may not be erased yet, so it is only kept: {reason}</source>
        <translation>Aún no se puede borrar y queda restringido: {reason}</translation>
    </message>
    <message>
        <source>Use the data of {name} again</source>
        <translation>Volver a usar los datos de {name}</translation>
    </message>
    <message>
        <source>Place hold</source>
        <translation>Retener</translation>
    </message>
    <message>
        <source>Court or authority</source>
        <translation>Juzgado o autoridad</translation>
    </message>
    <message>
        <source>Until it is lifted nothing of this person is erased by anybody.</source>
        <translation>Hasta que se levante, nadie borra nada de esta persona.</translation>
    </message>
    <message>
        <source>Erase a person&apos;s data</source>
        <translation>Borrar los datos de una persona</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Request 18 of 3 March</source>
        <translation>Solicitud 18 del 3 de marzo</translation>
    </message>
    <message>
        <source>Credits, doors, visits, forms and photos of this person go for good, here and in every control center. While a credit is open, a court wants them or contacts are less than two years old, they are kept and used for nothing.</source>
        <translation>Los créditos, domicilios, visitas, formularios y fotos de esta persona se borran para siempre, aquí y en todos los centros de control. Mientras haya un crédito abierto, un litigio o contactos de menos de dos años, se conservan y no se usan para nada.</translation>
    </message>
    <message>
        <source>Choose a PNG…</source>
        <translation>Elegir un PNG…</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>Sin logotipo</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Edit institution</source>
        <translation>Editar entidad</translation>
    </message>
    <message>
        <source>PNG of at most 64 kB</source>
        <translation>PNG de hasta 64 kB</translation>
    </message>
    <message>
        <source>Name, e-mail or telephone of who answers</source>
        <translation>Nombre, correo o teléfono de quien responde</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logotipo</translation>
    </message>
    <message>
        <source>Months of {portfolio}</source>
        <translation>Meses de {portfolio}</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Meses</translation>
    </message>
    <message>
        <source>Close the month…</source>
        <translation>Cerrar mes…</translation>
    </message>
    <message>
        <source>What is told of a closed month stays: money that comes or goes later counts in the next one.</source>
        <translation>Lo que se informó de un mes cerrado no cambia: el dinero que entre o salga después cuenta en el siguiente.</translation>
    </message>
    <message>
        <source>Nothing was kept yet: accounts are counted at each day of corte, from the first file on.</source>
        <translation>Aún no hay cortes: los créditos se cuentan en cada día de corte, desde el primer archivo.</translation>
    </message>
    <message>
        <source>{n} accounts</source>
        <translation>{n} créditos</translation>
    </message>
    <message>
        <source>balances of {day}</source>
        <translation>saldos del {day}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Closed {when}, {name}</source>
        <translation>Cerrado {when}, {name}</translation>
    </message>
    <message>
        <source>All months up to {day} are closed. What was told of them stays, and this cannot be taken back.</source>
        <translation>Se cierran todos los meses hasta el {day}. Lo que se informó de ellos no cambia, y esto no se puede deshacer.</translation>
    </message>
    <message>
        <source>Close the month?</source>
        <translation>¿Cerrar el mes?</translation>
    </message>
    <message>
        <source>Close the month</source>
        <translation>Cerrar mes</translation>
    </message>
    <message>
        <source>Alert rules changed</source>
        <translation>Reglas de alertas cambiadas</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Agregar a una persona</translation>
    </message>
    <message>
        <source>Tell earlier</source>
        <translation>Avisar antes</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Quitar de la lista</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Guardar PDF…</translation>
    </message>
    <message>
        <source>Each agent gets a page with two codes. They are keys: whoever has the file can work in these agents&apos; names. Delete it once the phones are enrolled.</source>
        <translation>Cada gestor tiene una página con dos códigos. Son claves: quien tenga el archivo puede trabajar a nombre de estos gestores. Bórralo cuando los teléfonos estén inscritos.</translation>
    </message>
    <message>
        <source>Also those who have a phone ({n}): it stops reporting</source>
        <translation>También de quienes ya tienen teléfono ({n}): ese dejará de reportar</translation>
    </message>
    <message>
        <source>The server is reached on this very machine. Unless it has a public address (public_url), the codes lead here and no phone can use them.</source>
        <translation>El servidor está en este mismo equipo. Si no tiene dirección pública (public_url), los códigos llevan aquí y ningún teléfono puede usarlos.</translation>
    </message>
    <message>
        <source>Sheets to make: {n}</source>
        <translation>Hojas por hacer: {n}</translation>
    </message>
    <message>
        <source>All these agents have a phone.</source>
        <translation>Todos estos gestores ya tienen teléfono.</translation>
    </message>
    <message>
        <source>enrolment-sheets.pdf</source>
        <translation>hojas-de-inscripcion.pdf</translation>
    </message>
    <message>
        <source>Making keys: {done} of {of}</source>
        <translation>Haciendo claves: {done} de {of}</translation>
    </message>
    <message>
        <source>Setting {of} pages…</source>
        <translation>Componiendo {of} páginas…</translation>
    </message>
    <message>
        <source>The file has the sheets of {n} of {of} agents.</source>
        <translation>El archivo trae las hojas de {n} de {of} gestores.</translation>
    </message>
</context>
<context>
    <name>AgentCard</name>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Copiar número</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Recorrido</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Reassign…</source>
        <translation>Reasignar…</translation>
    </message>
    <message>
        <source>Absent today…</source>
        <translation>Ausente hoy…</translation>
    </message>
    <message>
        <source>No number is known</source>
        <translation>No se conoce su número</translation>
    </message>
    <message>
        <source>Works today</source>
        <translation>Sí trabaja hoy</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Siguiendo</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflicto</translation>
    </message>
</context>
<context>
    <name>AgentList</name>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
</context>
<context>
    <name>Agents</name>
    <message>
        <source>late {time}</source>
        <translation>tarde {time}</translation>
    </message>
</context>
<context>
    <name>Agreements</name>
    <message>
        <source>Payment given to the account</source>
        <translation>Pago asignado al crédito</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Visita</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Reported on</source>
        <translation>Reportado</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Counts on</source>
        <translation>Cuenta el</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>to send</source>
        <translation>por enviar</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Vence</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>Paid to the bank</source>
        <translation>Pagado al banco</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <source>Holder or credit…   Ctrl+F</source>
        <translation>Titular o crédito…   Ctrl+F</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>Ver visita</translation>
    </message>
    <message>
        <source>Whose payment is it?</source>
        <translation>¿De quién es el pago?</translation>
    </message>
    <message>
        <source>Give to the account</source>
        <translation>Asignar al crédito</translation>
    </message>
    <message>
        <source>Number of the credit, name or document…</source>
        <translation>Número de crédito, nombre o documento…</translation>
    </message>
    <message>
        <source>Day of the bank</source>
        <translation>Fecha valor</translation>
    </message>
    <message>
        <source>Credit by the bank</source>
        <translation>Crédito según el banco</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>What is listed fits by document, number or amount: choose one, or find another.</source>
        <translation>Lo que se lista coincide en documento, número o monto: elija uno o busque otro.</translation>
    </message>
    <message>
        <source>No account fits by document, number or amount.</source>
        <translation>Ningún crédito coincide por documento, número o valor.</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Promesas</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagos</translation>
    </message>
    <message>
        <source>Payments of the bank that no account has yet</source>
        <translation>Pagos del banco que aún no tienen crédito</translation>
    </message>
    <message>
        <source>No payments yet: they come with the bank&apos;s file and from the door.</source>
        <translation>Aún no hay pagos: llegan con el archivo del banco y desde las visitas.</translation>
    </message>
    <message>
        <source>Give to an account…</source>
        <translation>Asignar a un crédito…</translation>
    </message>
    <message>
        <source>All payments</source>
        <translation>Todos los pagos</translation>
    </message>
    <message>
        <source>No promises yet: they come from what agents hear at the door.</source>
        <translation>Aún no hay promesas: nacen de lo que los gestores oyen en la visita.</translation>
    </message>
</context>
<context>
    <name>AlertPanel</name>
    <message>
        <source>Note (optional)</source>
        <translation>Nota (opcional)</translation>
    </message>
    <message>
        <source>Attend</source>
        <translation>Atender</translation>
    </message>
    <message>
        <source>Hear it again</source>
        <translation>Volver a avisar</translation>
    </message>
    <message>
        <source>Mute for 1 h</source>
        <translation>Silenciar 1 h</translation>
    </message>
    <message>
        <source>Mute for today</source>
        <translation>Silenciar hoy</translation>
    </message>
    <message>
        <source>See on map</source>
        <translation>Ver en el mapa</translation>
    </message>
    <message>
        <source>Open visit</source>
        <translation>Abrir visita</translation>
    </message>
    <message>
        <source>See the imports</source>
        <translation>Ver las importaciones</translation>
    </message>
    <message>
        <source>See the file</source>
        <translation>Ver el archivo</translation>
    </message>
    <message>
        <source>See the payments</source>
        <translation>Ver los pagos</translation>
    </message>
    <message>
        <source>See the reports by mail</source>
        <translation>Ver los reportes por correo</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Copiar número</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Última vez</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Visita</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
</context>
<context>
    <name>AlertRules</name>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Lugares</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinero</translation>
    </message>
    <message>
        <source>When to be told</source>
        <translation>Cuándo avisar</translation>
    </message>
    <message>
        <source>It holds for the whole company, a few seconds after it is saved.</source>
        <translation>Vale para toda la empresa, unos segundos después de guardarse.</translation>
    </message>
    <message>
        <source>Counting the last seven days</source>
        <translation>Contando los últimos siete días</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Dejar de contar</translation>
    </message>
    <message>
        <source>Counting the last seven days…</source>
        <translation>Contando los últimos siete días…</translation>
    </message>
    <message>
        <source>Counted with {done} of {agents} agents.</source>
        <translation>Contado con {done} de {agents} gestores.</translation>
    </message>
    <message>
        <source>Counted over the last seven days.</source>
        <translation>Contado sobre los últimos siete días.</translation>
    </message>
    <message>
        <source>There are too many agents to count it</source>
        <translation>Hay demasiados gestores para contarlo</translation>
    </message>
    <message>
        <source>Now: {count} in 7 days</source>
        <translation>Ahora: {count} en 7 días</translation>
    </message>
    <message>
        <source>{count} attended</source>
        <translation>{count} atendidas</translation>
    </message>
    <message>
        <source>So: {count}</source>
        <translation>Con el cambio: {count}</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>From when on an alert is raised. Before a change is saved you see what it would have told in the last seven days.</source>
        <translation>Desde cuándo se levanta cada alerta. Antes de guardar un cambio se ve qué habría avisado en los últimos siete días.</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>since {time}</source>
        <translation>desde {time}</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Silenciada</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Muted until {time}</source>
        <translation>Silenciada hasta {time}</translation>
    </message>
    <message>
        <source>Went away by itself</source>
        <translation>Terminó por sí sola</translation>
    </message>
    <message>
        <source>The same as</source>
        <translation>Los mismos que</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Domicilio</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Horario</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Llegada</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>It took</source>
        <translation>Duró</translation>
    </message>
    <message>
        <source>Usually</source>
        <translation>Lo habitual</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>Cuestionario</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Danger before</source>
        <translation>Riesgo anterior</translation>
    </message>
    <message>
        <source>Not at the bank</source>
        <translation>No está en el banco</translation>
    </message>
    <message>
        <source>{count} days ago</source>
        <translation>hace {count} días</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>y {count} más</translation>
    </message>
</context>
<context>
    <name>AlertsPage</name>
    <message>
        <source>Open</source>
        <translation>Abiertas</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>Atendidas</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Silenciadas</translation>
    </message>
    <message>
        <source>Filter by agent or cause…   Ctrl+F</source>
        <translation>Filtrar por gestor o causa…   Ctrl+F</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>No open alerts. What asks for somebody appears here at once.</source>
        <translation>No hay alertas abiertas. Lo que pida atención aparece aquí al momento.</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>Todavía no hay nada aquí.</translation>
    </message>
</context>
<context>
    <name>AnswerCounts</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n punto</numerusform>
            <numerusform>%n puntos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without answer</source>
        <translation>
            <numerusform>%n sin respuesta</numerusform>
            <numerusform>%n sin respuesta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calculated and hidden (%n)</source>
        <translation>
            <numerusform>Calculadas y ocultas (%n)</numerusform>
            <numerusform>Calculadas y ocultas (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) differ from the form&apos;s logic</source>
        <translation>
            <numerusform>%n respuesta no coincide con la lógica del formulario</numerusform>
            <numerusform>%n respuestas no coinciden con la lógica del formulario</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) received</source>
        <translation>
            <numerusform>%n respuesta recibida</numerusform>
            <numerusform>%n respuestas recibidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n por revisar</numerusform>
            <numerusform>%n por revisar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) corrected</source>
        <translation>
            <numerusform>%n respuesta corregida</numerusform>
            <numerusform>%n respuestas corregidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them on a phone, which goes on showing it until it next connects.</source>
        <translation>
            <numerusform>%n de ellas ya está en un teléfono, que la seguirá mostrando hasta que se conecte.</numerusform>
            <numerusform>%n de ellas ya están en teléfonos, que las seguirán mostrando hasta que se conecten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>Not in this version</source>
        <translation>Fuera de esta versión</translation>
    </message>
    <message>
        <source>Calculated and hidden</source>
        <translation>Calculadas y ocultas</translation>
    </message>
    <message>
        <source>The form gives: {value}</source>
        <translation>El formulario da: {value}</translation>
    </message>
    <message>
        <source>The form does not accept this answer.</source>
        <translation>El formulario no acepta esta respuesta.</translation>
    </message>
    <message>
        <source>The form asks for an answer here.</source>
        <translation>El formulario pide aquí una respuesta.</translation>
    </message>
    <message>
        <source>The form has no such question.</source>
        <translation>El formulario no tiene esta pregunta.</translation>
    </message>
    <message>
        <source>The form gives something else.</source>
        <translation>El formulario da otra cosa.</translation>
    </message>
    <message>
        <source>The logic could not be checked: {detail}</source>
        <translation>No se pudo comprobar la lógica: {detail}</translation>
    </message>
</context>
<context>
    <name>AnswersPane</name>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>The visit</source>
        <translation>La visita</translation>
    </message>
    <message>
        <source>Nothing has come from the phone yet.</source>
        <translation>Todavía no llega nada del teléfono.</translation>
    </message>
    <message>
        <source>No questionnaire came with this visit.</source>
        <translation>Esta visita llegó sin cuestionario.</translation>
    </message>
    <message>
        <source>Corrected by {name}, {time}: {reason}</source>
        <translation>Corregida por {name}, {time}: {reason}</translation>
    </message>
    <message>
        <source>Sent: {value}</source>
        <translation>Enviado: {value}</translation>
    </message>
    <message>
        <source>See the file</source>
        <translation>Ver el archivo</translation>
    </message>
    <message>
        <source>See the photo</source>
        <translation>Ver la foto</translation>
    </message>
</context>
<context>
    <name>AnswersTab</name>
    <message>
        <source>Questionnaire</source>
        <translation>Cuestionario</translation>
    </message>
    <message>
        <source>Text in the answers…   Ctrl+F</source>
        <translation>Texto en las respuestas…   Ctrl+F</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>Dónde buscar</translation>
    </message>
    <message>
        <source>Without questionnaire</source>
        <translation>Sin cuestionario</translation>
    </message>
    <message>
        <source>No answers have come from phones yet. They appear here by themselves.</source>
        <translation>Todavía no llegan respuestas de los teléfonos. Aparecen aquí por sí solas.</translation>
    </message>
    <message>
        <source>Answers of {title}</source>
        <translation>Respuestas de {title}</translation>
    </message>
    <message>
        <source>In all answers</source>
        <translation>En todas las respuestas</translation>
    </message>
    <message>
        <source>There are no answers in this scope.</source>
        <translation>No hay respuestas en este alcance.</translation>
    </message>
</context>
<context>
    <name>AnswersTable</name>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>No está aquí</translation>
    </message>
    <message>
        <source>Differs from the form</source>
        <translation>Difiere del formulario</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>Coincide</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Corrected. Sent: {value}</source>
        <translation>Corregida. Enviado: {value}</translation>
    </message>
    <message>
        <source>This could not be read: it stands as it was sent.</source>
        <translation>No se pudo leer: está como se envió.</translation>
    </message>
    <message>
        <source>It was asked as: {label}</source>
        <translation>Se preguntó así: {label}</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>Discarded, with its reason in the audit.</source>
        <translation>Descartado; el motivo queda en la auditoría.</translation>
    </message>
    <message>
        <source>Somebody no longer here</source>
        <translation>Alguien que ya no está</translation>
    </message>
    <message>
        <source>Taken.</source>
        <translation>Tomado.</translation>
    </message>
    <message>
        <source>None of them can be taken: they stay here.</source>
        <translation>Ninguna se puede tomar: siguen aquí.</translation>
    </message>
    <message>
        <source>Taken: {positions}.</source>
        <translation>Tomado: {positions}.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Last came</source>
        <translation>Última llegada</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Agent, reason, file…   Ctrl+F</source>
        <translation>Gestor, motivo, archivo…   Ctrl+F</translation>
    </message>
    <message>
        <source>Nothing is set aside: all that came from phones was taken.</source>
        <translation>No hay nada retenido: todo lo que llegó de los teléfonos se tomó.</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>Tomar de nuevo</translation>
    </message>
    <message>
        <source>Look at it…</source>
        <translation>Ver contenido…</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Guardar una copia…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>Files with it</source>
        <translation>Archivos que trajo</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>A test</source>
        <translation>Una prueba</translation>
    </message>
    <message>
        <source>Sent again and taken</source>
        <translation>Se envió de nuevo y se tomó</translation>
    </message>
    <message>
        <source>The phone was mended</source>
        <translation>Se corrigió el teléfono</translation>
    </message>
    <message>
        <source>These positions are deleted. The reason stays in the audit.</source>
        <translation>Estas posiciones se borran. El motivo queda en la auditoría.</translation>
    </message>
    <message>
        <source>It leaves the list. Its bytes stay as long as those of the answers that were taken, and the reason in the audit.</source>
        <translation>Sale de la lista. Sus datos se conservan tanto tiempo como los de las respuestas tomadas, y el motivo queda en la auditoría.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discard?</source>
        <translation>¿Descartar?</translation>
    </message>
    <message>
        <source>{size}, as the phone sent it.</source>
        <translation>{size}, tal como lo envió el teléfono.</translation>
    </message>
    <message>
        <source>{size}; the beginning is shown, a saved copy is whole.</source>
        <translation>{size}; se muestra el comienzo, una copia guardada está completa.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Assign</source>
        <translation>Asignar</translation>
    </message>
    <message>
        <source>Find an agent…</source>
        <translation>Buscar un gestor…</translation>
    </message>
    <message>
        <source>Find an agent</source>
        <translation>Buscar un gestor</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>One click or Enter assigns. What the law refuses is told at once.</source>
        <translation>Un clic o Enter asigna. Lo que la ley no permita se dice al momento.</translation>
    </message>
    <message>
        <source>Nobody (leave unassigned)</source>
        <translation>Nadie (dejar sin asignar)</translation>
    </message>
    <message>
        <source>absent that day</source>
        <translation>ausente ese día</translation>
    </message>
</context>
<context>
    <name>BeginPage</name>
    <message>
        <source>How do you want to begin?</source>
        <translation>¿Cómo quieres empezar?</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Assign…</source>
        <translation>Asignar…</translation>
    </message>
    <message>
        <source>Take from agent</source>
        <translation>Quitar al gestor</translation>
    </message>
    <message>
        <source>Cancel visits…</source>
        <translation>Cancelar visitas…</translation>
    </message>
</context>
<context>
    <name>CarryDialog</name>
    <message>
        <source>Move them</source>
        <translation>Pasarlas</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <translation>Reprogramar</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Not enough time</source>
        <translation>No alcanzó el tiempo</translation>
    </message>
    <message>
        <source>The agent was absent</source>
        <translation>El gestor faltó</translation>
    </message>
    <message>
        <source>Unsafe area</source>
        <translation>Zona insegura</translation>
    </message>
    <message>
        <source>The phone failed</source>
        <translation>Falló el teléfono</translation>
    </message>
    <message>
        <source>Asking the rules…</source>
        <translation>Consultando las reglas…</translation>
    </message>
    <message>
        <source>{count} to {day}</source>
        <translation>{count} al {day}</translation>
    </message>
    <message>
        <source>None of them may be moved there.</source>
        <translation>Ninguna puede pasar a ese día.</translation>
    </message>
</context>
<context>
    <name>CascadeLine</name>
    <message>
        <source>filtered by: {text}</source>
        <translation>filtradas por: {text}</translation>
    </message>
    <message>
        <source>only those whose {column}</source>
        <translation>solo las que tengan {column}</translation>
    </message>
    <message>
        <source>all choices</source>
        <translation>todas las opciones</translation>
    </message>
    <message>
        <source>Which choices</source>
        <translation>Qué opciones</translation>
    </message>
    <message>
        <source>the answer to…</source>
        <translation>la respuesta a…</translation>
    </message>
    <message>
        <source>Whose answer</source>
        <translation>La respuesta de qué pregunta</translation>
    </message>
</context>
<context>
    <name>Cascades</name>
    <message>
        <source>Questions that offer this list</source>
        <translation>Preguntas que ofrecen esta lista</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Ninguna todavía.</translation>
    </message>
</context>
<context>
    <name>ChartBox</name>
    <message>
        <source>Look closer</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>See more</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>See all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Ver como tabla</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Copiar como imagen</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>Guardar como imagen…</translation>
    </message>
    <message>
        <source>Export data…</source>
        <translation>Exportar datos…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Could not be copied</source>
        <translation>No se pudo copiar</translation>
    </message>
    <message>
        <source>Open the rows behind it</source>
        <translation>Ver las filas que hay detrás</translation>
    </message>
    <message>
        <source>Copy as a block</source>
        <translation>Copiar como tabla</translation>
    </message>
    <message>
        <source>How this figure is counted</source>
        <translation>Cómo se cuenta esta cifra</translation>
    </message>
    <message>
        <source>Sent to the printer: {title}</source>
        <translation>Enviado a la impresora: {title}</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search in {name}</source>
        <translation>Buscar en {name}</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nada se llama así.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendario</translation>
    </message>
</context>
<context>
    <name>ChoiceGrid</name>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Edit choices</source>
        <translation>Editar opciones</translation>
    </message>
    <message>
        <source>Paste choices</source>
        <translation>Pegar opciones</translation>
    </message>
    <message>
        <source>Add a choice</source>
        <translation>Agregar una opción</translation>
    </message>
    <message>
        <source>Remove choices</source>
        <translation>Quitar opciones</translation>
    </message>
    <message>
        <source>Move choices</source>
        <translation>Mover opciones</translation>
    </message>
    <message>
        <source>New list {name}</source>
        <translation>Lista nueva {name}</translation>
    </message>
    <message>
        <source>Rename the list {name}</source>
        <translation>Cambiar el nombre de la lista {name}</translation>
    </message>
    <message>
        <source>Remove the list {name}</source>
        <translation>Quitar la lista {name}</translation>
    </message>
    <message>
        <source>Add the column {name}</source>
        <translation>Agregar la columna {name}</translation>
    </message>
    <message>
        <source>Remove the column {name}</source>
        <translation>Quitar la columna {name}</translation>
    </message>
    <message>
        <source>Filter the choices</source>
        <translation>Filtrar las opciones</translation>
    </message>
</context>
<context>
    <name>ChoicesPanel</name>
    <message>
        <source>Lists of choices</source>
        <translation>Listas de opciones</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>New list…</source>
        <translation>Lista nueva…</translation>
    </message>
    <message>
        <source>More acts of the list</source>
        <translation>Más acciones de la lista</translation>
    </message>
    <message>
        <source>No list yet. One list serves as many questions as you like.</source>
        <translation>Aún no hay listas. Una lista sirve para cuantas preguntas se quiera.</translation>
    </message>
    <message>
        <source>Add a choice</source>
        <translation>Agregar una opción</translation>
    </message>
    <message>
        <source>Remove the chosen choices</source>
        <translation>Quitar las opciones seleccionadas</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Add a column…</source>
        <translation>Agregar una columna…</translation>
    </message>
    <message>
        <source>Double click or type to write; Ctrl+V pastes rows from a spreadsheet, new ones too.</source>
        <translation>Doble clic o teclear para escribir; Ctrl+V pega filas de una hoja de cálculo, también nuevas.</translation>
    </message>
    <message>
        <source>Rename the list…</source>
        <translation>Cambiar el nombre de la lista…</translation>
    </message>
    <message>
        <source>Remove the list</source>
        <translation>Quitar la lista</translation>
    </message>
    <message>
        <source>Remove the column {name}</source>
        <translation>Quitar la columna {name}</translation>
    </message>
    <message>
        <source>New list</source>
        <translation>Lista nueva</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Agregar</translation>
    </message>
    <message>
        <source>Rename the list</source>
        <translation>Cambiar el nombre de la lista</translation>
    </message>
    <message>
        <source>Keep the name</source>
        <translation>Guardar el nombre</translation>
    </message>
    <message>
        <source>For a filter: the city of a neighbourhood, the bank of a branch.</source>
        <translation>Para un filtro: la ciudad de un barrio, el banco de una sucursal.</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Agregar una columna</translation>
    </message>
    <message>
        <source>Name of the column</source>
        <translation>Nombre de la columna</translation>
    </message>
    <message>
        <source>Questions name it: letters, digits and _, without spaces.</source>
        <translation>Las preguntas la nombran: letras, números y _, sin espacios.</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>Nombre de la lista</translation>
    </message>
    <message>
        <source>There is one of this name already.</source>
        <translation>Ya hay otra con ese nombre.</translation>
    </message>
    <message>
        <source>Letters, digits and _ only, beginning with a letter.</source>
        <translation>Solo letras, números y _, empezando por una letra.</translation>
    </message>
</context>
<context>
    <name>ClosingTab</name>
    <message>
        <source>Not done</source>
        <translation>Sin hacer</translation>
    </message>
    <message>
        <source>Find a visit…</source>
        <translation>Buscar una visita…</translation>
    </message>
    <message>
        <source>Everything planned for today is done, cancelled or moved on.</source>
        <translation>Todo lo planeado para hoy está hecho, cancelado o pasado a otro día.</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Cancelar…</translation>
    </message>
    <message>
        <source>Reschedule…</source>
        <translation>Reprogramar…</translation>
    </message>
    <message>
        <source>Move to tomorrow…</source>
        <translation>Pasar a mañana…</translation>
    </message>
    <message>
        <source>The day is done: nothing of today waits for anybody.</source>
        <translation>Día completo: nada de hoy queda pendiente.</translation>
    </message>
    <message>
        <source>Forms still on phones</source>
        <translation>Formularios aún en los teléfonos</translation>
    </message>
    <message>
        <source>Before closing</source>
        <translation>Antes de cerrar</translation>
    </message>
    <message>
        <source>All that are shown; whoever chooses rows acts on those alone.</source>
        <translation>Todas las que se muestran; si se eligen filas, solo esas.</translation>
    </message>
    <message>
        <source>Paid already</source>
        <translation>Ya pagó</translation>
    </message>
    <message>
        <source>Asked not to be visited</source>
        <translation>Pidió que no se le visite</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicada</translation>
    </message>
    <message>
        <source>Cancel visits</source>
        <translation>Cancelar visitas</translation>
    </message>
    <message>
        <source>No phone holds a visit of today.</source>
        <translation>Ningún teléfono tiene visitas de hoy.</translation>
    </message>
    <message>
        <source>An agent of another team</source>
        <translation>Un gestor de otro equipo</translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>sin reportes</translation>
    </message>
    <message>
        <source>last report {age}</source>
        <translation>último reporte {age}</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>battery {share}</source>
        <translation>batería {share}</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>No answer waits for a review.</source>
        <translation>Ninguna respuesta espera revisión.</translation>
    </message>
    <message>
        <source>Every payment has its proof.</source>
        <translation>Cada pago tiene su comprobante.</translation>
    </message>
    <message>
        <source>No promise is due tomorrow.</source>
        <translation>Ninguna promesa vence mañana.</translation>
    </message>
    <message>
        <source>No petition is due soon.</source>
        <translation>Ninguna solicitud vence pronto.</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Find a column…</source>
        <translation>Buscar una columna…</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>Buscar una columna</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todas</translation>
    </message>
    <message>
        <source>Hide all</source>
        <translation>Ocultar todas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ConflictCard</name>
    <message>
        <source>All theirs</source>
        <translation>Todo lo del servidor</translation>
    </message>
    <message>
        <source>All mine</source>
        <translation>Todo lo mío</translation>
    </message>
    <message>
        <source>Keep what is chosen</source>
        <translation>Guardar lo elegido</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Lo mío</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>En el servidor</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Could not be copied</source>
        <translation>No se pudo copiar</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visita</numerusform>
            <numerusform>%n visitas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) ended</source>
        <translation>
            <numerusform>%n visita terminó</numerusform>
            <numerusform>%n visitas terminaron</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s) to pay</source>
        <translation>
            <numerusform>%n promesa de pago</numerusform>
            <numerusform>%n promesas de pago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) reported</source>
        <translation>
            <numerusform>%n pago reportado</numerusform>
            <numerusform>%n pagos reportados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken promise(s)</source>
        <translation>
            <numerusform>%n promesa incumplida</numerusform>
            <numerusform>%n promesas incumplidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check-in(s) away from the door</source>
        <translation>
            <numerusform>%n llegada fuera del domicilio</numerusform>
            <numerusform>%n llegadas fuera del domicilio</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other alert(s)</source>
        <translation>
            <numerusform>%n alerta más</numerusform>
            <numerusform>%n alertas más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) for help</source>
        <translation>
            <numerusform>%n petición de ayuda</numerusform>
            <numerusform>%n peticiones de ayuda</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) of today blocked by rule or holiday</source>
        <translation>
            <numerusform>%n visita de hoy bloqueada por regla o festivo</numerusform>
            <numerusform>%n visitas de hoy bloqueadas por regla o festivo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) left over from the days before</source>
        <translation>
            <numerusform>%n visita quedó de días anteriores</numerusform>
            <numerusform>%n visitas quedaron de días anteriores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Assign %n visit(s)</source>
        <translation>
            <numerusform>Asignar %n visita</numerusform>
            <numerusform>Asignar %n visitas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) assigned to {name}</source>
        <translation>
            <numerusform>%n visita asignada a {name}</numerusform>
            <numerusform>%n visitas asignadas a {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) planned</source>
        <translation>
            <numerusform>%n visita planeada</numerusform>
            <numerusform>%n visitas planeadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Visits for %n account(s)</source>
        <translation>
            <numerusform>Visita para %n cuenta</numerusform>
            <numerusform>Visitas para %n cuentas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n cuenta</numerusform>
            <numerusform>%n cuentas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) changed</source>
        <translation>
            <numerusform>%n cuenta cambiada</numerusform>
            <numerusform>%n cuentas cambiadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n titular</numerusform>
            <numerusform>%n titulares</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) changed</source>
        <translation>
            <numerusform>%n titular cambiado</numerusform>
            <numerusform>%n titulares cambiados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s)</source>
        <translation>
            <numerusform>%n promesa</numerusform>
            <numerusform>%n promesas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s)</source>
        <translation>
            <numerusform>%n pago</numerusform>
            <numerusform>%n pagos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) without agent</source>
        <translation>
            <numerusform>%n visita sin gestor</numerusform>
            <numerusform>%n visitas sin gestor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) cancelled</source>
        <translation>
            <numerusform>%n visita cancelada</numerusform>
            <numerusform>%n visitas canceladas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) moved to another day</source>
        <translation>
            <numerusform>%n visita pasada a otro día</numerusform>
            <numerusform>%n visitas pasadas a otro día</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n visit(s) on</source>
        <translation>
            <numerusform>Pasar %n visita a mañana</numerusform>
            <numerusform>Pasar %n visitas a mañana</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reschedule %n visit(s)</source>
        <translation>
            <numerusform>Reprogramar %n visita</numerusform>
            <numerusform>Reprogramar %n visitas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n visit(s)</source>
        <translation>
            <numerusform>Cancelar %n visita</numerusform>
            <numerusform>Cancelar %n visitas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n to tomorrow…</source>
        <translation>
            <numerusform>Pasar %n a mañana…</numerusform>
            <numerusform>Pasar %n a mañana…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reschedule %n…</source>
        <translation>
            <numerusform>Reprogramar %n…</numerusform>
            <numerusform>Reprogramar %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n…</source>
        <translation>
            <numerusform>Cancelar %n…</numerusform>
            <numerusform>Cancelar %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is</source>
        <translation>
            <numerusform>%n se queda como está:</numerusform>
            <numerusform>%n se quedan como están:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n begun without a form</source>
        <translation>
            <numerusform>%n iniciada sin formulario</numerusform>
            <numerusform>%n iniciadas sin formulario</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on the phone</source>
        <translation>
            <numerusform>%n en el teléfono</numerusform>
            <numerusform>%n en el teléfono</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) to review</source>
        <translation>
            <numerusform>%n respuesta por revisar</numerusform>
            <numerusform>%n respuestas por revisar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) without proof</source>
        <translation>
            <numerusform>%n pago sin comprobante</numerusform>
            <numerusform>%n pagos sin comprobante</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s) due tomorrow</source>
        <translation>
            <numerusform>%n promesa vence mañana</numerusform>
            <numerusform>%n promesas vencen mañana</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The summary goes to %n address(es).</source>
        <translation>
            <numerusform>El resumen sale hacia %n correo.</numerusform>
            <numerusform>El resumen sale hacia %n correos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) revoked</source>
        <translation>
            <numerusform>%n enlace revocado</numerusform>
            <numerusform>%n enlaces revocados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) reopened</source>
        <translation>
            <numerusform>%n visita reabierta</numerusform>
            <numerusform>%n visitas reabiertas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n elegida</numerusform>
            <numerusform>%n elegidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as it was</source>
        <translation>
            <numerusform>%n quedó como estaba</numerusform>
            <numerusform>%n quedaron como estaban</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) made together</source>
        <translation>
            <numerusform>%n cambio hecho de una vez</numerusform>
            <numerusform>%n cambios hechos de una vez</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n cambio por enviar</numerusform>
            <numerusform>%n cambios por enviar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be sent</source>
        <translation>
            <numerusform>%n no se pudo enviar</numerusform>
            <numerusform>%n no se pudieron enviar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of a newer server: update Kobra Desktop</source>
        <translation>
            <numerusform>%n registro de un servidor más nuevo: actualiza Kobra Desktop</numerusform>
            <numerusform>%n registros de un servidor más nuevo: actualiza Kobra Desktop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflicto</numerusform>
            <numerusform>%n conflictos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) with an amount that cannot be read</source>
        <translation>
            <numerusform>%n respuesta con un monto que no se puede leer</numerusform>
            <numerusform>%n respuestas con un monto que no se puede leer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) with a promise or payment to decide on</source>
        <translation>
            <numerusform>%n respuesta con promesa o pago por decidir</numerusform>
            <numerusform>%n respuestas con promesa o pago por decidir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n petition(s) to answer</source>
        <translation>
            <numerusform>%n solicitud por contestar</numerusform>
            <numerusform>%n solicitudes por contestar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n vencida</numerusform>
            <numerusform>%n vencidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of this visit to send</source>
        <translation>
            <numerusform>%n cambio de esta visita por enviar</numerusform>
            <numerusform>%n cambios de esta visita por enviar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n position(s)</source>
        <translation>
            <numerusform>%n posición</numerusform>
            <numerusform>%n posiciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more visit(s)</source>
        <translation>
            <numerusform>… y %n visita más</numerusform>
            <numerusform>… y %n visitas más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The phone held data of %n person(s).</source>
        <translation>
            <numerusform>El teléfono llevaba datos de %n persona.</numerusform>
            <numerusform>El teléfono llevaba datos de %n personas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of this machine</source>
        <translation>
            <numerusform>%n cambio apartado de este equipo</numerusform>
            <numerusform>%n cambios apartados de este equipo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) attended</source>
        <translation>
            <numerusform>%n alerta atendida</numerusform>
            <numerusform>%n alertas atendidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) muted until {time}</source>
        <translation>
            <numerusform>%n alerta silenciada hasta {time}</numerusform>
            <numerusform>%n alertas silenciadas hasta {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) heard again</source>
        <translation>
            <numerusform>%n alerta vuelve a avisar</numerusform>
            <numerusform>%n alertas vuelven a avisar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsent change(s) carried over.</source>
        <translation>
            <numerusform>%n cambio sin enviar se conservó.</numerusform>
            <numerusform>%n cambios sin enviar se conservaron.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not sent yet would be lost.</source>
        <translation>
            <numerusform>%n cambio que no se ha enviado se perdería.</numerusform>
            <numerusform>%n cambios que no se han enviado se perderían.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s)</source>
        <translation>
            <numerusform>%n gestor</numerusform>
            <numerusform>%n gestores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n fila</numerusform>
            <numerusform>%n filas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chart(s) and tables</source>
        <translation>
            <numerusform>%n gráfica o tabla</numerusform>
            <numerusform>%n gráficas y tablas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) printed</source>
        <translation>
            <numerusform>%n página impresa</numerusform>
            <numerusform>%n páginas impresas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) printed</source>
        <translation>
            <numerusform>Se imprimió %n fila</numerusform>
            <numerusform>Se imprimieron %n filas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Algo salió mal</translation>
    </message>
    <message>
        <source>Kobra Desktop met an error that nobody foresaw.</source>
        <translation>Kobra Desktop encontró un error que nadie previó.</translation>
    </message>
    <message>
        <source>Kobra Desktop ended by itself the last time.</source>
        <translation>La última vez, Kobra Desktop se cerró solo.</translation>
    </message>
    <message>
        <source>Your changes are safe on this machine. This report is sent to nobody; copy it for whoever looks after the program.</source>
        <translation>Tus cambios están a salvo en este equipo. Este informe no se envía a nadie; cópialo para quien cuida el programa.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Copy diagnosis</source>
        <translation>Copiar diagnóstico</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Reiniciar</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>DayCash</name>
    <message>
        <source>Promised today</source>
        <translation>Prometido hoy</translation>
    </message>
    <message>
        <source>Reported today</source>
        <translation>Reportado hoy</translation>
    </message>
    <message>
        <source>Recovered this month</source>
        <translation>Recuperado este mes</translation>
    </message>
</context>
<context>
    <name>DayNumbers</name>
    <message>
        <source>of any day</source>
        <translation>de cualquier día</translation>
    </message>
    <message>
        <source>compared from {day} on</source>
        <translation>se compara desde el {day}</translation>
    </message>
    <message>
        <source>= a {weekday}</source>
        <translation>= que un {weekday}</translation>
    </message>
    <message>
        <source>▲ {n} over a {weekday}</source>
        <translation>▲ {n} más que un {weekday}</translation>
    </message>
    <message>
        <source>▼ {n} under a {weekday}</source>
        <translation>▼ {n} menos que un {weekday}</translation>
    </message>
    <message>
        <source>= as usual on a {weekday} at this hour</source>
        <translation>= como un {weekday} a esta hora</translation>
    </message>
    <message>
        <source>▲ {n} more than on a {weekday} at this hour</source>
        <translation>▲ {n} más que un {weekday} a esta hora</translation>
    </message>
    <message>
        <source>▼ {n} fewer than on a {weekday} at this hour</source>
        <translation>▼ {n} menos que un {weekday} a esta hora</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>sin comparar</translation>
    </message>
    <message>
        <source>= as usual</source>
        <translation>= lo usual</translation>
    </message>
    <message>
        <source>▲ {n} more</source>
        <translation>▲ {n} más</translation>
    </message>
    <message>
        <source>▼ {n} fewer</source>
        <translation>▼ {n} menos</translation>
    </message>
    <message>
        <source>To say what is usual it takes {enough} days before that are a {weekday} with visits planned; there are {days}. From {day} on it is known.</source>
        <translation>Para decir lo usual hacen falta {enough} días anteriores que sean {weekday} y tengan visitas planeadas; hay {days}. Se sabrá desde el {day}.</translation>
    </message>
    <message>
        <source>Usual on a {weekday} at this hour: {n}, the median of {days} days.</source>
        <translation>Un {weekday} a esta hora: {n}, mediana de {days} días.</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Mañana</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Esta semana</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Before today</source>
        <translation>Antes de hoy</translation>
    </message>
    <message>
        <source>No day</source>
        <translation>Sin día</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>hasta el {day}</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>desde el {day}</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>This is no date: {text}</source>
        <translation>Esto no es una fecha: {text}</translation>
    </message>
    <message>
        <source>The first day comes after the last.</source>
        <translation>El primer día va después del último.</translation>
    </message>
    <message>
        <source>mm/dd/yyyy</source>
        <translation>dd/mm/aaaa</translation>
    </message>
</context>
<context>
    <name>DaysPane</name>
    <message>
        <source>Hide who is off</source>
        <translation>Ocultar sin turno</translation>
    </message>
    <message>
        <source>{shown} of {total} agents</source>
        <translation>{shown} de {total} gestores</translation>
    </message>
    <message>
        <source>Show all ({count})</source>
        <translation>Mostrar todos ({count})</translation>
    </message>
    <message>
        <source>Nobody works that day.</source>
        <translation>Nadie trabaja ese día.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Open visit</source>
        <translation>Abrir visita</translation>
    </message>
    <message>
        <source>Give to…</source>
        <translation>Asignar a…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Quitar al gestor</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>Choose the day</source>
        <translation>Elegir el día</translation>
    </message>
    <message>
        <source>Give the day to…</source>
        <translation>Pasar el día a…</translation>
    </message>
    <message>
        <source>Take the day back</source>
        <translation>Quitar el día al gestor</translation>
    </message>
    <message>
        <source>Absent that day…</source>
        <translation>Ausente ese día…</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
</context>
<context>
    <name>Deliveries</name>
    <message>
        <source>It is sent once more.</source>
        <translation>Se envía de nuevo.</translation>
    </message>
    <message>
        <source>It is not sent.</source>
        <translation>No se envía.</translation>
    </message>
    <message>
        <source>It was on its way already.</source>
        <translation>Ya iba en camino.</translation>
    </message>
    <message>
        <source>Nothing leaves until sending is resumed.</source>
        <translation>Nada sale hasta reanudar los envíos.</translation>
    </message>
    <message>
        <source>What waited is being sent.</source>
        <translation>Se envía lo que esperaba.</translation>
    </message>
    <message>
        <source>There is no mail server yet: {n} wait.</source>
        <translation>Todavía no hay servidor de correo; en espera: {n}.</translation>
    </message>
    <message>
        <source>{why} Since {since}; it is tried again at {next}. {n} wait.</source>
        <translation>{why} Desde: {since}; se intenta de nuevo a las {next}. En espera: {n}.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Creado</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Última respuesta</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Intentos</translation>
    </message>
    <message>
        <source>Address, what, reason…   Ctrl+F</source>
        <translation>Dirección, qué, motivo…   Ctrl+F</translation>
    </message>
    <message>
        <source>Nothing has left yet: what is told by itself stands here.</source>
        <translation>Todavía no ha salido nada: aquí queda lo que se avisa solo.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de nuevo</translation>
    </message>
    <message>
        <source>See the mail…</source>
        <translation>Ver el correo…</translation>
    </message>
    <message>
        <source>See the visit</source>
        <translation>Ver la visita</translation>
    </message>
    <message>
        <source>Do not send it</source>
        <translation>No enviarlo</translation>
    </message>
    <message>
        <source>Tried last</source>
        <translation>Último intento</translation>
    </message>
    <message>
        <source>Is tried</source>
        <translation>Se intenta</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>As it is seen</source>
        <translation>Como se ve</translation>
    </message>
    <message>
        <source>With it: {files}</source>
        <translation>Adjuntos: {files}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>To {address}</source>
        <translation>Para {address}</translation>
    </message>
    <message>
        <source>Pause all sending</source>
        <translation>Pausar todos los envíos</translation>
    </message>
    <message>
        <source>Resume sending</source>
        <translation>Reanudar los envíos</translation>
    </message>
    <message>
        <source>All sending is paused: neither mails nor webhooks leave.</source>
        <translation>Los envíos están en pausa: no salen correos ni webhooks.</translation>
    </message>
    <message>
        <source>Nothing leaves until it is resumed: no results, alerts or files by mail, no webhooks. What comes meanwhile waits.</source>
        <translation>Nada sale hasta reanudarlos: ni resultados, alertas o archivos por correo, ni webhooks. Lo que llegue entre tanto espera.</translation>
    </message>
    <message>
        <source>Pause all sending?</source>
        <translation>¿Pausar todos los envíos?</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Password changed</source>
        <translation>Contraseña cambiada</translation>
    </message>
    <message>
        <source>From now on your data stays here when you close</source>
        <translation>Desde ahora los datos se quedan aquí al cerrar</translation>
    </message>
    <message>
        <source>This machine keeps no keys for programs: when you close, your data is erased from here, and what has not been sent is lost.</source>
        <translation>Este equipo no guarda llaves: al cerrar, los datos se borran de aquí y lo que no se haya enviado se pierde.</translation>
    </message>
    <message>
        <source>Set a passphrase…</source>
        <translation>Poner una frase de acceso…</translation>
    </message>
    <message>
        <source>Other accounts of this machine can read {path}. Ask whoever looks after the machine to close it to them.</source>
        <translation>Otras cuentas de este equipo pueden leer {path}. Pide a quien administra el equipo que lo cierre.</translation>
    </message>
    <message>
        <source>Other accounts of this machine could read files of this profile until now. They are closed to them.</source>
        <translation>Hasta ahora otras cuentas de este equipo podían leer archivos de este perfil. Ya quedaron cerrados.</translation>
    </message>
    <message>
        <source>The copy of your data on this machine was damaged and has been set aside.</source>
        <translation>La copia de tus datos en este equipo estaba dañada y se apartó.</translation>
    </message>
    <message>
        <source>Everything is fetched again from the server.</source>
        <translation>Todo se descarga de nuevo del servidor.</translation>
    </message>
    <message>
        <source>Nothing that you did is lost.</source>
        <translation>No se perdió nada de lo hecho aquí.</translation>
    </message>
    <message>
        <source>Not all of it could be read: look whether your last changes are here.</source>
        <translation>No todo se pudo leer: conviene revisar si están los últimos cambios.</translation>
    </message>
    <message>
        <source>The damaged file: {path}</source>
        <translation>El archivo dañado: {path}</translation>
    </message>
    <message>
        <source>Your data was repaired</source>
        <translation>Se repararon los datos</translation>
    </message>
</context>
<context>
    <name>DossierDialog</name>
    <message>
        <source>Dossier</source>
        <translation>Expediente</translation>
    </message>
    <message>
        <source>Of this visit</source>
        <translation>De esta visita</translation>
    </message>
    <message>
        <source>Of the person, with all their visits</source>
        <translation>De la persona, con todas sus visitas</translation>
    </message>
    <message>
        <source>Choose file and write…</source>
        <translation>Elegir archivo y escribir…</translation>
    </message>
    <message>
        <source>One ZIP in which any change is found: forms and photos as the phone sent them, the PDF of each visit, contacts with the rule that was asked, refusals, authorisations, edits, who looked, and the SHA-256 of every file.</source>
        <translation>Un ZIP en el que se nota cualquier cambio: formularios y fotos como los envió el teléfono, el PDF de cada visita, los contactos con la regla que se aplicó, rechazos, autorizaciones, ediciones, quién consultó y la suma SHA-256 de cada archivo.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Dossier written: {name}</source>
        <translation>Expediente guardado: {name}</translation>
    </message>
    <message>
        <source>The dossier was stopped. Nothing was written.</source>
        <translation>Se detuvo el expediente. No se escribió nada.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
</context>
<context>
    <name>DraftModel</name>
    <message>
        <source>Take the draft of the server</source>
        <translation>Tomar el borrador del servidor</translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>Correct answers</source>
        <translation>Corregir respuestas</translation>
    </message>
    <message>
        <source>Find a question…</source>
        <translation>Buscar una pregunta…</translation>
    </message>
    <message>
        <source>Find a question</source>
        <translation>Buscar una pregunta</translation>
    </message>
    <message>
        <source>Keep correction</source>
        <translation>Guardar corrección</translation>
    </message>
    <message>
        <source>What was sent is kept; the correction stands beside it.</source>
        <translation>Lo enviado se conserva; la corrección va a su lado.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>Since when</source>
        <translation>Desde cuándo</translation>
    </message>
    <message>
        <source>The open visits go to</source>
        <translation>Las visitas abiertas pasan a</translation>
    </message>
    <message>
        <source>To the other agent: {visits}.</source>
        <translation>Al otro gestor: {visits}.</translation>
    </message>
    <message>
        <source>Without agent: {visits}.</source>
        <translation>Sin gestor: {visits}.</translation>
    </message>
    <message>
        <source>{name} stays: {reason}</source>
        <translation>{name} se queda: {reason}</translation>
    </message>
    <message>
        <source>{name} stays without agent: {reason}</source>
        <translation>{name} queda sin gestor: {reason}</translation>
    </message>
    <message>
        <source>No visit changes hands.</source>
        <translation>Ninguna visita cambia de manos.</translation>
    </message>
    <message>
        <source>The phone held nobody&apos;s data.</source>
        <translation>El teléfono no llevaba datos de nadie.</translation>
    </message>
    <message>
        <source>{name} has lost the phone</source>
        <translation>{name}: teléfono perdido</translation>
    </message>
    <message>
        <source>End the phone</source>
        <translation>Dar por perdido</translation>
    </message>
    <message>
        <source>{name} leaves</source>
        <translation>Dar de baja a {name}</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>Dar de baja</translation>
    </message>
    <message>
        <source>Forms ended before that and sent within seven days wait under Set aside for you to take. Later positions are counted, not kept. A call for help is still heard.</source>
        <translation>Los formularios terminados antes y enviados en los siguientes siete días esperan en Retenidos a que alguien los tome. Las posiciones posteriores se cuentan, no se guardan. Un SOS todavía se atiende.</translation>
    </message>
    <message>
        <source>Both keys of the phone end now, and so do open sessions.</source>
        <translation>Las dos claves del teléfono terminan ahora, y también las sesiones abiertas.</translation>
    </message>
    <message>
        <source>The agent, the account and both keys of the phone are switched off now.</source>
        <translation>El gestor, su cuenta y las dos claves del teléfono se desactivan ahora.</translation>
    </message>
    <message>
        <source>Nobody (without agent)</source>
        <translation>Nadie (sin gestor)</translation>
    </message>
    <message>
        <source>They stay with {name}</source>
        <translation>Se quedan con {name}</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The server cannot be reached. Check the network and the address.</source>
        <translation>No se llega al servidor. Revisa la red y la dirección.</translation>
    </message>
    <message>
        <source>The server stopped answering. Try again in a moment.</source>
        <translation>El servidor dejó de responder. Vuelve a intentarlo en un momento.</translation>
    </message>
    <message>
        <source>The connection was cut in the middle of the answer.</source>
        <translation>La conexión se cortó a media respuesta.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid. Nothing was sent to it.</source>
        <translation>El certificado del servidor no es válido. No se le envió nada.</translation>
    </message>
    <message>
        <source>Something else answered instead of the server: perhaps the sign-in page of this network.</source>
        <translation>Respondió otra cosa en lugar del servidor: quizá la página de acceso de esta red.</translation>
    </message>
    <message>
        <source>The proxy of this machine, {proxy}, does not let it through to the server. It is set in the system&apos;s network settings or in HTTPS_PROXY.</source>
        <translation>El proxy de este equipo, {proxy}, no deja llegar al servidor. Se cambia en la configuración de red del sistema o en HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>The proxy of this machine, {proxy}, asks for a user and a password. Whoever looks after the network can let this program through, or write them in HTTPS_PROXY.</source>
        <translation>El proxy de este equipo, {proxy}, pide usuario y contraseña. Quien cuida la red puede dejar pasar a este programa, o escribirlos en HTTPS_PROXY.</translation>
    </message>
    <message>
        <source>The server must be reached by https.</source>
        <translation>Al servidor se llega por https.</translation>
    </message>
    <message>
        <source>The server is newer than this version of Kobra Desktop, which has to be updated. Nothing is lost: what is on this machine can be looked at and worked on, and what was not sent is sent after the update.</source>
        <translation>El servidor es más nuevo que esta versión de Kobra Desktop, que hay que actualizar. Nada se pierde: lo que está en este equipo se puede consultar y trabajar, y lo que no se ha enviado se envía después de actualizar.</translation>
    </message>
    <message>
        <source>The server is older than this version of Kobra Desktop and has to be updated by whoever runs it. Nothing is lost: what is on this machine can be looked at and worked on, and what was not sent is sent after the update.</source>
        <translation>El servidor es más antiguo que esta versión de Kobra Desktop; lo actualiza quien lo administra. No se pierde nada: lo que hay en este equipo se puede consultar y trabajar, y lo que falta por enviar se envía después de la actualización.</translation>
    </message>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>El servidor está ocupado. Vuelve a intentarlo en un momento.</translation>
    </message>
    <message>
        <source>The server failed at it. Nothing was lost here.</source>
        <translation>El servidor falló. Aquí no se perdió nada.</translation>
    </message>
    <message>
        <source>Everything is being fetched again from the server.</source>
        <translation>Todo se está descargando de nuevo del servidor.</translation>
    </message>
    <message>
        <source>This server is newer than this version of Kobra Desktop and no longer works with it. Install the current version; whoever runs the server knows where it is to be had. Nothing was sent.</source>
        <translation>Este servidor es más nuevo que esta versión de Kobra Desktop y ya no trabaja con ella. Hay que instalar la versión actual; quien administra el servidor sabe de dónde se descarga. No se envió nada.</translation>
    </message>
    <message>
        <source>This server is older than this version of Kobra Desktop and does not work with it yet. Ask whoever runs it to update it, or install the version that belongs to it. Nothing was sent.</source>
        <translation>Este servidor es más antiguo que esta versión de Kobra Desktop y todavía no trabaja con ella. Hay que pedir a quien lo administra que lo actualice, o instalar la versión que le corresponde. No se envió nada.</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again.</source>
        <translation>La sesión terminó. Hay que entrar de nuevo.</translation>
    </message>
    <message>
        <source>The e-mail or the password is not right.</source>
        <translation>El correo o la contraseña no son correctos.</translation>
    </message>
    <message>
        <source>This is a copy of a profile of another machine or folder. Sign in here too: there the session goes on, and what was not sent is here as well.</source>
        <translation>Esta copia del perfil viene de otro equipo u otra carpeta. Inicia sesión también aquí: allá la sesión sigue, y lo que no se había enviado también está aquí.</translation>
    </message>
    <message>
        <source>This profile holds the unsent changes of another person. They stay here, unsent.</source>
        <translation>Este perfil guarda cambios sin enviar de otra persona. Se quedan aquí, sin enviarse.</translation>
    </message>
    <message>
        <source>The file {path} cannot be written. Choose another place or free space.</source>
        <translation>No se puede escribir el archivo {path}. Elige otro lugar o libera espacio.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read.</source>
        <translation>No se puede leer el archivo {path}.</translation>
    </message>
    <message>
        <source>There is no QR code to be read in this picture. Take it closer, with light and without glare, or paste the link as text.</source>
        <translation>En esta imagen no se puede leer ningún código QR. Toma la foto más de cerca, con luz y sin reflejos, o pega el enlace como texto.</translation>
    </message>
    <message>
        <source>{name} is no longer the file that was chosen. Choose it again.</source>
        <translation>{name} ya no es el archivo que se eligió. Elígelo de nuevo.</translation>
    </message>
    <message>
        <source>The copy on this machine is damaged. It is set aside and fetched again.</source>
        <translation>La copia de este equipo está dañada. Se aparta y se descarga de nuevo.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing of this change was kept: make room and do it again.</source>
        <translation>El disco está lleno. No se guardó nada de este cambio: libera espacio y hazlo otra vez.</translation>
    </message>
    <message>
        <source>The disk did not take it: it is full, over its quota, or failing. Nothing of this change was kept; what was there before is whole.</source>
        <translation>El disco no lo aceptó: está lleno, pasó de su cuota o falla. No se guardó nada de este cambio; lo que ya estaba sigue completo.</translation>
    </message>
    <message>
        <source>The profile folder cannot be written to. Look at its rights and start Kobra again.</source>
        <translation>No se puede escribir en la carpeta del perfil. Revisa sus permisos y abre Kobra otra vez.</translation>
    </message>
    <message>
        <source>This profile was used with a newer version of Kobra Desktop; what it holds is left as it is. Install that version again; meanwhile another profile will do (--profile).</source>
        <translation>Este perfil se usó con una versión más nueva de Kobra Desktop; lo que guarda queda como está. Instala otra vez esa versión; mientras tanto sirve otro perfil (--profile).</translation>
    </message>
    <message>
        <source>Another program is using the profile. Close it (a backup or a synchronising folder may be one) and try again.</source>
        <translation>Otro programa está usando el perfil. Ciérralo (puede ser una copia de seguridad o una carpeta que se sincroniza) e inténtalo otra vez.</translation>
    </message>
    <message>
        <source>There is no safe place for the key on this machine; it is kept in memory until you close.</source>
        <translation>En este equipo no hay un lugar seguro para la llave; se guarda en memoria hasta cerrar.</translation>
    </message>
    <message>
        <source>At most {most} at a time: filter the list, or choose fewer.</source>
        <translation>A la vez van hasta {most}: filtra la lista o elige menos.</translation>
    </message>
    <message>
        <source>It did not work.</source>
        <translation>No funcionó.</translation>
    </message>
    <message>
        <source>A date is written like this: 2026-11-20.</source>
        <translation>Una fecha se escribe así: 2026-11-20.</translation>
    </message>
    <message>
        <source>A date with its hour is written like this: 2026-11-20T09:30.</source>
        <translation>Una fecha con su hora se escribe así: 2026-11-20T09:30.</translation>
    </message>
    <message>
        <source>Line {line} is no column: write its name, its first letter and its width.</source>
        <translation>La línea {line} no es una columna: escribe su nombre, su primera letra y su ancho.</translation>
    </message>
    <message>
        <source>An hour is written like this: 09:30.</source>
        <translation>Una hora se escribe así: 09:30.</translation>
    </message>
    <message>
        <source>There is a version {version} already.</source>
        <translation>Ya existe la versión {version}.</translation>
    </message>
    <message>
        <source>Another questionnaire has the id «{form_id}».</source>
        <translation>Otro cuestionario tiene el identificador «{form_id}».</translation>
    </message>
    <message>
        <source>Write it here.</source>
        <translation>Hay que escribirlo aquí.</translation>
    </message>
    <message>
        <source>At least {limit} characters.</source>
        <translation>Al menos {limit} caracteres.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Las dos no son iguales.</translation>
    </message>
    <message>
        <source>The trial ended by itself, and nothing of it is left. Start it again.</source>
        <translation>La prueba terminó por sí sola y no queda nada de ella. Vuelve a empezarla.</translation>
    </message>
    <message>
        <source>A trial of this profile is open already, or is still being taken away.</source>
        <translation>Ya hay una prueba abierta en este perfil, o aún se está quitando.</translation>
    </message>
    <message>
        <source>The trial needs {needed_mb} MB of disk, and {free_mb} MB are free. Free some space.</source>
        <translation>La prueba necesita {needed_mb} MB de disco y hay {free_mb} MB libres. Libera espacio.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written.</source>
        <translation>No se puede escribir en la carpeta {folder}.</translation>
    </message>
</context>
<context>
    <name>Exits</name>
    <message>
        <source>This page has no list to export.</source>
        <translation>Esta página no tiene lista que exportar.</translation>
    </message>
    <message>
        <source>This page has no list to print.</source>
        <translation>Esta página no tiene una lista para imprimir.</translation>
    </message>
    <message>
        <source>Printed by {name}, {time}</source>
        <translation>Impreso por {name}, {time}</translation>
    </message>
    <message>
        <source>Copied: {rows}</source>
        <translation>Copiado: {rows}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Photos and files (ZIP)</source>
        <translation>Fotos y archivos (ZIP)</translation>
    </message>
    <message>
        <source>Questions and choices by their labels (else by code)</source>
        <translation>Preguntas y opciones por su etiqueta (si no, por código)</translation>
    </message>
    <message>
        <source>What the filters show is written, each repeat as a further sheet or file. Corrected answers stand as corrected.</source>
        <translation>Se escribe lo que muestran los filtros, cada repetición en otra hoja u otro archivo. Las respuestas corregidas van como se corrigieron.</translation>
    </message>
</context>
<context>
    <name>ExportListDialog</name>
    <message>
        <source>Export: {listing}</source>
        <translation>Exportar: {listing}</translation>
    </message>
    <message>
        <source>For Excel: workbook (XLSX)</source>
        <translation>Para Excel: libro (XLSX)</translation>
    </message>
    <message>
        <source>For other programs: text (CSV)</source>
        <translation>Para otros programas: texto (CSV)</translation>
    </message>
    <message>
        <source>A line looks like this: {line}</source>
        <translation>Una línea se ve así: {line}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Exactly the rows and columns that are shown are written, in their order.</source>
        <translation>Se escriben exactamente las filas y columnas que se ven, en su orden.</translation>
    </message>
    <message>
        <source>Your role may not take so many people&apos;s data along. Ask an administrator.</source>
        <translation>Su rol no permite llevarse datos de tantas personas. Pídalo a un administrador.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Write it there</source>
        <translation>Escribirlo ahí</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Otro lugar…</translation>
    </message>
    <message>
        <source>It will be “{name}” in {folder}.</source>
        <translation>Quedará como «{name}» en {folder}.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>There is such a file already</source>
        <translation>Ya existe ese archivo</translation>
    </message>
    <message>
        <source>{names} will be replaced.</source>
        <translation>Se reemplazará {names}.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>The export was stopped. Nothing was written.</source>
        <translation>Se detuvo la exportación. No se escribió nada.</translation>
    </message>
    <message>
        <source>The folder could not be opened: {folder}</source>
        <translation>No se pudo abrir la carpeta: {folder}</translation>
    </message>
</context>
<context>
    <name>ExpressionText</name>
    <message>
        <source>Questions and functions</source>
        <translation>Preguntas y funciones</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Without connection nothing can be done with this.</source>
        <translation>Sin conexión no se puede hacer nada con esto.</translation>
    </message>
</context>
<context>
    <name>FieldActs</name>
    <message>
        <source>The number could not be copied: {phone}</source>
        <translation>No se pudo copiar el número: {phone}</translation>
    </message>
    <message>
        <source>Number copied.</source>
        <translation>Número copiado.</translation>
    </message>
</context>
<context>
    <name>FieldChips</name>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batería</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
</context>
<context>
    <name>FieldMap</name>
    <message>
        <source>Low battery</source>
        <translation>Batería baja</translation>
    </message>
    <message>
        <source>Enough battery</source>
        <translation>Batería suficiente</translation>
    </message>
    <message>
        <source>Zone kept.</source>
        <translation>Zona guardada.</translation>
    </message>
    <message>
        <source>Zone removed.</source>
        <translation>Zona quitada.</translation>
    </message>
    <message>
        <source>The map keeps the last position that can be trusted; the doubtful one is {distance} away.</source>
        <translation>El mapa conserva la última posición confiable; la dudosa está a {distance}.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>accuracy not known</source>
        <translation>no se sabe con qué exactitud</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se conoce</translation>
    </message>
    <message>
        <source>charging</source>
        <translation>cargando</translation>
    </message>
    <message>
        <source>not charging</source>
        <translation>sin cargar</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>aún sin probar</translation>
    </message>
    <message>
        <source>works, tried on {day}</source>
        <translation>funciona, se probó el {day}</translation>
    </message>
    <message>
        <source>This file is not a map that can be shown.</source>
        <translation>Este archivo no es un mapa que se pueda mostrar.</translation>
    </message>
    <message>
        <source>Done of planned</source>
        <translation>Hechas de las planeadas</translation>
    </message>
    <message>
        <source>Moved to another day</source>
        <translation>Pasadas a otro día</translation>
    </message>
    <message>
        <source>At the address</source>
        <translation>En el domicilio</translation>
    </message>
    <message>
        <source>Contact with holder</source>
        <translation>Contacto con titular</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Recorrido</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>En movimiento</translation>
    </message>
    <message>
        <source>Not moving</source>
        <translation>Sin movimiento</translation>
    </message>
    <message>
        <source>Without data</source>
        <translation>Sin datos</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Paradas</translation>
    </message>
    <message>
        <source>First and last report</source>
        <translation>Primer y último reporte</translation>
    </message>
</context>
<context>
    <name>FieldSide</name>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Search by name, street…   Ctrl+F</source>
        <translation>Buscar nombre, calle…   Ctrl+F</translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation>Buscar en esta lista</translation>
    </message>
    <message>
        <source>There are no agents in this scope. An administrator adds them.</source>
        <translation>No hay gestores en este alcance. Los agrega un administrador.</translation>
    </message>
    <message>
        <source>No visit is planned for today.</source>
        <translation>No hay visitas planeadas para hoy.</translation>
    </message>
</context>
<context>
    <name>FieldVisits</name>
    <message>
        <source>Visits of today</source>
        <translation>Visitas de hoy</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>up to {figure}</source>
        <translation>hasta {figure}</translation>
    </message>
    <message>
        <source>from {figure}</source>
        <translation>desde {figure}</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moneda</translation>
    </message>
    <message>
        <source>{what}: from</source>
        <translation>{what}: desde</translation>
    </message>
    <message>
        <source>{what}: up to</source>
        <translation>{what}: hasta</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>This is no number: {text}</source>
        <translation>No es un número: {text}</translation>
    </message>
    <message>
        <source>The first is more than the last.</source>
        <translation>El primero es mayor que el segundo.</translation>
    </message>
</context>
<context>
    <name>FirstStepsDialog</name>
    <message>
        <source>First steps</source>
        <translation>Primeros pasos</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Idioma y aspecto</translation>
    </message>
    <message>
        <source>Server and account</source>
        <translation>Servidor y cuenta</translation>
    </message>
    <message>
        <source>Map of your region</source>
        <translation>Mapa de tu región</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>You can close this and come back: Help › First steps.</source>
        <translation>Puedes cerrar esto y volver: Ayuda › Primeros pasos.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Read by you all day: choose what rests your eyes. The theme is seen at once, the language from the next start.</source>
        <translation>Lo vas a leer todo el día: elige lo que descanse tu vista. El tema se ve enseguida; el idioma, desde el próximo inicio.</translation>
    </message>
    <message>
        <source>What you see comes from this server, and what you may do from this account. To change either, sign out.</source>
        <translation>Lo que ves viene de este servidor, y lo que puedes hacer, de esta cuenta. Para cambiar cualquiera de los dos, cierra sesión.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta de usuario</translation>
    </message>
    <message>
        <source>With the streets of your region, addresses are found and visits are judged by where they truly took place.</source>
        <translation>Con las calles de tu región se encuentran las direcciones y se sabe de verdad dónde se hizo cada visita.</translation>
    </message>
    <message>
        <source>Open Administration › Server</source>
        <translation>Abrir Administración › Servidor</translation>
    </message>
    <message>
        <source>The map of your server is on its way.</source>
        <translation>El mapa de tu servidor viene en camino.</translation>
    </message>
    <message>
        <source>The map of your region is on this machine.</source>
        <translation>El mapa de tu región está en este equipo.</translation>
    </message>
    <message>
        <source>So far there is the map that ships: countries and towns, no streets. As an administrator you can bring those of your region for everybody.</source>
        <translation>Por ahora está el mapa que trae el programa: países y ciudades, sin calles. Como administras, puedes traer las de tu región para todo el equipo.</translation>
    </message>
    <message>
        <source>So far there is the map that ships: countries and towns, no streets. Ask your administrator for those of your region; they come here by themselves.</source>
        <translation>Por ahora está el mapa que trae el programa: países y ciudades, sin calles. Pídele a quien administra las de tu región; llegan aquí solas.</translation>
    </message>
    <message>
        <source>Tick what you want to be told of at once. A call for help always is, with this sound:</source>
        <translation>Marca lo que quieres saber al momento. Una petición de ayuda siempre se avisa, con este sonido:</translation>
    </message>
    <message>
        <source>Hear the sound</source>
        <translation>Oír el sonido</translation>
    </message>
</context>
<context>
    <name>FirstSyncPage</name>
    <message>
        <source>Progress</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Fetching your field</source>
        <translation>Descargando tu operación</translation>
    </message>
    <message>
        <source>Only this first time. It is kept encrypted on this machine, so that you can work without a connection.</source>
        <translation>Solo esta primera vez. Se guarda cifrado en este equipo, para poder trabajar sin conexión.</translation>
    </message>
    <message>
        <source>{rows} of {total} rows</source>
        <translation>{rows} de {total} filas</translation>
    </message>
    <message>
        <source>{rows} rows</source>
        <translation>{rows} filas</translation>
    </message>
</context>
<context>
    <name>Follows</name>
    <message>
        <source>Saved: it holds from the next result on</source>
        <translation>Guardado: vale desde el próximo resultado</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Eliminado</translation>
    </message>
    <message>
        <source>out of sight</source>
        <translation>fuera del alcance</translation>
    </message>
    <message>
        <source>All that they see</source>
        <translation>Todo lo que ve</translation>
    </message>
    <message>
        <source>Nothing: switched off</source>
        <translation>Nada: apagado</translation>
    </message>
    <message>
        <source>up to {count} an hour</source>
        <translation>hasta {count} por hora</translation>
    </message>
    <message>
        <source>User of Kobra</source>
        <translation>Usuario de Kobra</translation>
    </message>
    <message>
        <source>Of the institution</source>
        <translation>De la entidad</translation>
    </message>
    <message>
        <source>Other address</source>
        <translation>Otro correo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Carteras</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>What comes by mail</source>
        <translation>Qué llega por correo</translation>
    </message>
    <message>
        <source>Who follows what</source>
        <translation>Quién sigue qué</translation>
    </message>
    <message>
        <source>One of the institution&apos;s own people</source>
        <translation>Es persona de la entidad</translation>
    </message>
    <message>
        <source>Empty: as many as there are</source>
        <translation>Vacío: los que haya</translation>
    </message>
    <message>
        <source>Mails are sent</source>
        <translation>Se envían correos</translation>
    </message>
    <message>
        <source>The portfolio&apos;s</source>
        <translation>El de la cartera</translation>
    </message>
    <message>
        <source>Nothing ticked: of all that you see. A call for help comes at once, whatever is chosen here.</source>
        <translation>Sin marcar: de todo lo que se ve. Una petición de ayuda llega siempre al momento.</translation>
    </message>
    <message>
        <source>A user is told what they see; nothing ticked: all of it. The institution&apos;s people see what the portfolio lets them, and open it with a code.</source>
        <translation>A un usuario le llega lo que ve; sin marcar, todo. La gente de la entidad ve lo que permite la cartera y lo abre con un código.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Encender</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>E-mail, name, portfolio…   Ctrl+F</source>
        <translation>Correo, nombre, cartera…   Ctrl+F</translation>
    </message>
    <message>
        <source>Follow…</source>
        <translation>Seguir…</translation>
    </message>
    <message>
        <source>Nothing comes to you by mail. With one line here results do.</source>
        <translation>No llega nada por correo. Con una línea aquí llegan los resultados.</translation>
    </message>
    <message>
        <source>Nobody is told of results by mail yet.</source>
        <translation>A nadie le llegan resultados por correo todavía.</translation>
    </message>
    <message>
        <source>{email} is told nothing more of {portfolios}. To stop for a while, switch it off.</source>
        <translation>A {email} ya no le llega nada de {portfolios}. Para pausarlo basta con apagarlo.</translation>
    </message>
    <message>
        <source>Remove it?</source>
        <translation>¿Eliminarlo?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>What comes to me by mail</source>
        <translation>Qué me llega por correo</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Leave it</source>
        <translation>Dejar como está</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Discard what was typed?</source>
        <translation>¿Descartar lo escrito?</translation>
    </message>
    <message>
        <source>What you have typed here will be lost.</source>
        <translation>Lo que se escribió aquí se perderá.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Seguir editando</translation>
    </message>
    <message>
        <source>The one chosen before</source>
        <translation>El elegido antes</translation>
    </message>
    <message>
        <source>It has a date</source>
        <translation>Tiene fecha</translation>
    </message>
    <message>
        <source>Holders found</source>
        <translation>Titulares encontrados</translation>
    </message>
    <message>
        <source>Nobody has this name, document or credit.</source>
        <translation>Nadie tiene este nombre, documento o crédito.</translation>
    </message>
</context>
<context>
    <name>FormPreview</name>
    <message>
        <source>Preview of the form</source>
        <translation>Vista previa del formulario</translation>
    </message>
    <message>
        <source>Loading the preview…</source>
        <translation>Cargando la vista previa…</translation>
    </message>
    <message>
        <source>The preview stopped working. Nothing of the form was lost.</source>
        <translation>La vista previa dejó de funcionar. No se perdió nada del formulario.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>On the phone, not here: %1</source>
        <translation>En el teléfono sí, aquí no: %1</translation>
    </message>
    <message>
        <source>The preview stopped several times.</source>
        <translation>La vista previa se detuvo varias veces.</translation>
    </message>
    <message>
        <source>No preview page.</source>
        <translation>Falta la página de la vista previa.</translation>
    </message>
</context>
<context>
    <name>Freshness</name>
    <message>
        <source>data from {age}</source>
        <translation>datos de {age}</translation>
    </message>
    <message>
        <source>No connection: data from {age}, {time}</source>
        <translation>Sin conexión: datos de {age}, {time}</translation>
    </message>
    <message>
        <source>Not syncing: data from {age}, {time}</source>
        <translation>Sin sincronizar: datos de {age}, {time}</translation>
    </message>
</context>
<context>
    <name>Goals</name>
    <message>
        <source>Goals saved.</source>
        <translation>Metas guardadas.</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>De quién</translation>
    </message>
    <message>
        <source>The whole company</source>
        <translation>Toda la empresa</translation>
    </message>
    <message>
        <source>Goals by month</source>
        <translation>Metas por mes</translation>
    </message>
    <message>
        <source>Recovery goals</source>
        <translation>Metas de recuperación</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moneda</translation>
    </message>
    <message>
        <source>Earlier months</source>
        <translation>Meses anteriores</translation>
    </message>
    <message>
        <source>Later months</source>
        <translation>Meses siguientes</translation>
    </message>
    <message>
        <source>Copy the month before</source>
        <translation>Copiar el mes anterior</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>A team without a goal has those of its agents, the company those of its teams, shown in italics. An empty cell is no goal; zero is one.</source>
        <translation>Un equipo sin meta tiene las de sus gestores, y la empresa las de sus equipos: van en cursiva. Una celda vacía es sin meta; cero es una meta.</translation>
    </message>
    <message>
        <source>One cell holds no amount: write it in figures.</source>
        <translation>Una celda no tiene un monto: escríbelo en cifras.</translation>
    </message>
    <message>
        <source>{count} cells hold no amount: write it in figures.</source>
        <translation>{count} celdas no tienen un monto: escríbelos en cifras.</translation>
    </message>
    <message>
        <source>Goals…</source>
        <translation>Metas…</translation>
    </message>
</context>
<context>
    <name>GroundButton</name>
    <message>
        <source>Map of the server on its way</source>
        <translation>El mapa del servidor está en camino</translation>
    </message>
    <message>
        <source>Stop fetching the map</source>
        <translation>Detener la descarga del mapa</translation>
    </message>
    <message>
        <source>Base map</source>
        <translation>Mapa base</translation>
    </message>
    <message>
        <source>Add a map…</source>
        <translation>Agregar un mapa…</translation>
    </message>
    <message>
        <source>Open a map file (PMTiles, MBTiles)…</source>
        <translation>Abrir un archivo de mapa (PMTiles, MBTiles)…</translation>
    </message>
    <message>
        <source>Use the map of the server again</source>
        <translation>Volver al mapa del servidor</translation>
    </message>
    <message>
        <source>Look for a newer map on the server</source>
        <translation>Buscar un mapa más nuevo en el servidor</translation>
    </message>
    <message>
        <source>Map file</source>
        <translation>Archivo de mapa</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Mapas</translation>
    </message>
</context>
<context>
    <name>Handed</name>
    <message>
        <source>The invitation is not used</source>
        <translation>La invitación no se usa</translation>
    </message>
    <message>
        <source>This invitation is of the server {server}.</source>
        <translation>Esta invitación es del servidor {server}.</translation>
    </message>
    <message>
        <source>This invitation is of the server {server}, for {email}.</source>
        <translation>Esta invitación es del servidor {server}, para {email}.</translation>
    </message>
    <message>
        <source>Go on only if your company sent it to you.</source>
        <translation>Sigue solo si te la envió tu empresa.</translation>
    </message>
    <message>
        <source>Whoever is signed in here is signed out first; what was not sent stays here.</source>
        <translation>Antes se cierra la sesión que está abierta aquí; lo que no se ha enviado se queda en este equipo.</translation>
    </message>
    <message>
        <source>Use this invitation?</source>
        <translation>¿Usar esta invitación?</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarla</translation>
    </message>
    <message>
        <source>Do not</source>
        <translation>No hacerlo</translation>
    </message>
    <message>
        <source>It was not opened</source>
        <translation>No se abrió</translation>
    </message>
    <message>
        <source>«{name}» is read as a questionnaire and becomes a draft, which nobody is sent before you publish it.</source>
        <translation>«{name}» se lee como cuestionario y queda como borrador: no llega a nadie hasta que lo publiques.</translation>
    </message>
    <message>
        <source>Import this questionnaire?</source>
        <translation>¿Importar este cuestionario?</translation>
    </message>
    <message>
        <source>Import it</source>
        <translation>Importarlo</translation>
    </message>
</context>
<context>
    <name>Held</name>
    <message>
        <source>The form</source>
        <translation>El formulario</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>Waits for another</source>
        <translation>Espera a otro</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflicto</translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation>No se pudo enviar</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambiada</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Asignada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Reabierta</translation>
    </message>
    <message>
        <source>Ordered in its day</source>
        <translation>Ordenada en su día</translation>
    </message>
    <message>
        <source>Other hours</source>
        <translation>Otro horario</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>Atendida</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Silenciada</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Ausencia</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisada</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decidida</translation>
    </message>
    <message>
        <source>Put on the map</source>
        <translation>Puesto en el mapa</translation>
    </message>
    <message>
        <source>Split in two</source>
        <translation>Dividido en dos</translation>
    </message>
    <message>
        <source>Given to an account</source>
        <translation>Asignado a una cuenta</translation>
    </message>
    <message>
        <source>Put into a segment</source>
        <translation>Puesto en un segmento</translation>
    </message>
    <message>
        <source>How to reach them</source>
        <translation>Cómo contactar</translation>
    </message>
    <message>
        <source>Whether they may be contacted</source>
        <translation>Si se puede contactar</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corregido</translation>
    </message>
    <message>
        <source>A death is known</source>
        <translation>Fallecimiento conocido</translation>
    </message>
    <message>
        <source>Whether their data are restricted</source>
        <translation>Si sus datos están restringidos</translation>
    </message>
</context>
<context>
    <name>HeldDialog</name>
    <message>
        <source>Changes that have not reached the server</source>
        <translation>Cambios que no han llegado al servidor</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>They are kept here, encrypted, until they are sent.</source>
        <translation>Se guardan aquí, cifrados, hasta que se envíen.</translation>
    </message>
    <message>
        <source>and {count} more, which come as these are decided</source>
        <translation>y {count} más, que aparecen a medida que se deciden estos</translation>
    </message>
    <message>
        <source>Everything has been sent.</source>
        <translation>Todo se ha enviado.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de nuevo</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>HeldPeople</name>
    <message>
        <source>How it is known</source>
        <translation>Cómo se sabe</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>Entidad</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Domicilio</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Créditos</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Teams and agents</source>
        <translation>Equipos y gestores</translation>
    </message>
    <message>
        <source>Which phone</source>
        <translation>Qué teléfono</translation>
    </message>
    <message>
        <source>People whose data the phone held</source>
        <translation>Personas cuyos datos llevaba el teléfono</translation>
    </message>
    <message>
        <source>Name, document, account…   Ctrl+F</source>
        <translation>Nombre, documento, crédito…   Ctrl+F</translation>
    </message>
    <message>
        <source>As far as their visits were on the phone: name, document, address, telephones, accounts with what is overdue, and last contacts. To be exported for the report.</source>
        <translation>Según las visitas que estaban en el teléfono: nombre, documento, domicilio, teléfonos, créditos con su saldo vencido y últimas gestiones. Se puede exportar para el aviso.</translation>
    </message>
    <message>
        <source>Data on the phone of {name}</source>
        <translation>Datos en el teléfono de {name}</translation>
    </message>
    <message>
        <source>That phone had no visits on it.</source>
        <translation>Ese teléfono no llevaba ninguna visita.</translation>
    </message>
    <message>
        <source>No phone of this agent was lost or left with.</source>
        <translation>De este gestor no se ha dado por perdido ningún teléfono.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Help of this page</source>
        <translation>Ayuda de esta página</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>What changed?</source>
        <translation>¿Qué cambió?</translation>
    </message>
    <message>
        <source>Copy diagnosis</source>
        <translation>Copiar diagnóstico</translation>
    </message>
    <message>
        <source>About Kobra Desktop</source>
        <translation>Acerca de Kobra Desktop</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>Kobra Desktop is now version {version}.</source>
        <translation>Kobra Desktop es ahora la versión {version}.</translation>
    </message>
    <message>
        <source>What changed?</source>
        <translation>¿Qué cambió?</translation>
    </message>
    <message>
        <source>Diagnosis copied: versions and counts, no names and no addresses.</source>
        <translation>Diagnóstico copiado: versiones y cantidades, sin nombres ni direcciones.</translation>
    </message>
    <message>
        <source>Could not be copied: another program holds the clipboard.</source>
        <translation>No se pudo copiar: otro programa retiene el portapapeles.</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Search in the help…</source>
        <translation>Buscar en la ayuda…</translation>
    </message>
    <message>
        <source>Search in the help</source>
        <translation>Buscar en la ayuda</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>No page says that.</source>
        <translation>Ninguna página dice eso.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>The server, at night</source>
        <translation>El servidor, de noche</translation>
    </message>
    <message>
        <source>Somebody no longer here</source>
        <translation>Alguien que ya no está</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué trae</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Llegó</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuevas</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambian</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Iguales</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazadas</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Ausentes</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Cut-off</source>
        <translation>Corte</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>Lo trajo</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Tomado</translation>
    </message>
    <message>
        <source>Semicolon  ;</source>
        <translation>Punto y coma  ;</translation>
    </message>
    <message>
        <source>Comma  ,</source>
        <translation>Coma  ,</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulador</translation>
    </message>
    <message>
        <source>Bar  |</source>
        <translation>Barra  |</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>línea {line}</translation>
    </message>
    <message>
        <source>no row decides it</source>
        <translation>ninguna fila lo decide</translation>
    </message>
    <message>
        <source>but {line}: {text}</source>
        <translation>pero {line}: {text}</translation>
    </message>
    <message>
        <source>No row decides how «{column}» is written. What does «{text}» ({line}) mean?</source>
        <translation>Ninguna fila decide cómo está escrita «{column}». ¿Qué significa «{text}» ({line})?</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>En cualquier lugar</translation>
    </message>
    <message>
        <source>lines {lines}</source>
        <translation>líneas {lines}</translation>
    </message>
    <message>
        <source>{column}: {now} of {rows} empty, {before} of {rows_before} last time</source>
        <translation>{column}: {now} de {rows} vacías; la vez pasada, {before} de {rows_before}</translation>
    </message>
    <message>
        <source>{rows} rows = {new} new + {changed} that change + {same} the same + {refused} refused</source>
        <translation>{rows} filas = {new} nuevas + {changed} que cambian + {same} iguales + {refused} rechazadas</translation>
    </message>
    <message>
        <source>They change</source>
        <translation>Cambian</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Iguales</translation>
    </message>
    <message>
        <source>Not in the file</source>
        <translation>No están en el archivo</translation>
    </message>
    <message>
        <source>Kept as settled here</source>
        <translation>Se respeta lo decidido</translation>
    </message>
    <message>
        <source>Visits called off</source>
        <translation>Visitas canceladas</translation>
    </message>
    <message>
        <source>{found} of the {asked} accounts of this file that are not in {portfolio} are in {other}. Is it a file of {other}?</source>
        <translation>{found} de los {asked} créditos de este archivo que no están en {portfolio} están en {other}. ¿Es un archivo de {other}?</translation>
    </message>
    <message>
        <source>this portfolio</source>
        <translation>esta cartera</translation>
    </message>
    <message>
        <source>Hardly any account of this file was in this portfolio ({known} of {rows}). Is it the right portfolio?</source>
        <translation>Casi ningún crédito de este archivo estaba en esta cartera ({known} de {rows}). ¿Es la cartera correcta?</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>De quién</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Qué pasa</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>Columnas del archivo</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>Es</translation>
    </message>
    <message>
        <source>Its amounts are in</source>
        <translation>Sus valores están en</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>Columna del archivo</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>Lo que trae</translation>
    </message>
    <message>
        <source>or</source>
        <translation>o</translation>
    </message>
    <message>
        <source>No column says {wanted}: no row can be taken without it.</source>
        <translation>Ninguna columna dice {wanted}: sin eso no se puede tomar ninguna fila.</translation>
    </message>
    <message>
        <source>Choose a column.</source>
        <translation>Elige una columna.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Está vacía.</translation>
    </message>
    <message>
        <source>Nothing: it is not read</source>
        <translation>Nada: no se lee</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>no se lee</translation>
    </message>
    <message>
        <source>units</source>
        <translation>unidades</translation>
    </message>
    <message>
        <source>thousands</source>
        <translation>miles</translation>
    </message>
    <message>
        <source>millions</source>
        <translation>millones</translation>
    </message>
    <message>
        <source>Nothing of {file} was taken, and its rows leave the server.</source>
        <translation>De {file} no se tomó nada, y sus filas salen del servidor.</translation>
    </message>
    <message>
        <source>Discard it?</source>
        <translation>¿Descartarlo?</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>Descartado.</translation>
    </message>
    <message>
        <source>refused {file}</source>
        <translation>rechazadas {file}</translation>
    </message>
    <message>
        <source>Refused rows as a file</source>
        <translation>Filas rechazadas como archivo</translation>
    </message>
    <message>
        <source>Template to be filled in</source>
        <translation>Plantilla para llenar</translation>
    </message>
    <message>
        <source>Each night it is looked for.</source>
        <translation>Se buscará cada noche.</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>On their phones stands the list of before: {agents}</source>
        <translation>En sus teléfonos está la lista anterior: {agents}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Deshecho</translation>
    </message>
    <message>
        <source>Doors to be placed</source>
        <translation>Domicilios por ubicar</translation>
    </message>
    <message>
        <source>See the payments</source>
        <translation>Ver los pagos</translation>
    </message>
    <message>
        <source>See the promises</source>
        <translation>Ver las promesas</translation>
    </message>
    <message>
        <source>Refused rows as a file…</source>
        <translation>Filas rechazadas como archivo…</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Deshacer…</translation>
    </message>
    <message>
        <source>Next file ({count})</source>
        <translation>Archivo siguiente ({count})</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>A la lista</translation>
    </message>
    <message>
        <source>{file} was taken, whole.</source>
        <translation>Se tomó {file}, completo.</translation>
    </message>
    <message>
        <source>{file} was taken back.</source>
        <translation>Se deshizo {file}.</translation>
    </message>
    <message>
        <source>{file} was left: nothing of it is here.</source>
        <translation>Se descartó {file}: aquí no hay nada de él.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar más</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} de {total}</translation>
    </message>
    <message>
        <source>No row ends so.</source>
        <translation>Ninguna fila termina así.</translation>
    </message>
    <message>
        <source>Go straight to what will happen</source>
        <translation>Ir directo a lo que va a pasar</translation>
    </message>
    <message>
        <source>Its reading was stopped. Nothing of it is lost.</source>
        <translation>Se detuvo la lectura. No se perdió nada.</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Leerlo</translation>
    </message>
    <message>
        <source>Read as the last file with these columns: what was said then holds.</source>
        <translation>Se leyó como el último archivo con estas columnas: vale lo que se dijo entonces.</translation>
    </message>
    <message>
        <source>How it is written</source>
        <translation>Cómo está escrito</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>Columns of fixed width…</source>
        <translation>Columnas de ancho fijo…</translation>
    </message>
    <message>
        <source>What its rows are</source>
        <translation>Qué traen sus filas</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
    <message>
        <source>Between cells</source>
        <translation>Entre celdas</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>oculta</translation>
    </message>
    <message>
        <source>Sheet (rows)</source>
        <translation>Hoja (filas)</translation>
    </message>
    <message>
        <source>Headers in</source>
        <translation>Encabezados en</translation>
    </message>
    <message>
        <source>How its amounts and days are written</source>
        <translation>Cómo están escritos sus valores y fechas</translation>
    </message>
    <message>
        <source>It has no columns of amounts or days that were read.</source>
        <translation>No se leyó ninguna columna de valores o fechas.</translation>
    </message>
    <message>
        <source>Its first rows</source>
        <translation>Sus primeras filas</translation>
    </message>
    <message>
        <source>Without these no visit is lawful, and no column says them. Say them for all rows, or that they are not known: the rows come in all the same.</source>
        <translation>Sin esto ninguna visita es lícita, y ninguna columna lo dice. Dilo para todas las filas, o que no se sabe: las filas entran de todos modos.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>For all rows:</source>
        <translation>Para todas las filas:</translation>
    </message>
    <message>
        <source>Each night: {kind} of {portfolio}</source>
        <translation>Cada noche: {kind} de {portfolio}</translation>
    </message>
    <message>
        <source>It is read as {file} was, and held when it is otherwise.</source>
        <translation>Se lee como se leyó {file}, y queda en espera cuando viene distinto.</translation>
    </message>
    <message>
        <source>Folder of the server</source>
        <translation>Carpeta del servidor</translation>
    </message>
    <message>
        <source>Empty: it comes only to its upload address.</source>
        <translation>Vacía: llega solo a su dirección de envío.</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Nombre del archivo</translation>
    </message>
    <message>
        <source>* stands for what is another each night.</source>
        <translation>El * es lo que cambia cada noche.</translation>
    </message>
    <message>
        <source>Its control file</source>
        <translation>Su archivo de control</translation>
    </message>
    <message>
        <source>Once it is there the file is whole; {name} is its name. Empty: its size says it.</source>
        <translation>Cuando aparece, el archivo está completo; {name} es su nombre. Vacío: lo dice su tamaño.</translation>
    </message>
    <message>
        <source>Expected by</source>
        <translation>Se espera a las</translation>
    </message>
    <message>
        <source>An alert says when none has come by then.</source>
        <translation>Una alerta avisa si a esa hora no ha llegado.</translation>
    </message>
    <message>
        <source>Look for it each night</source>
        <translation>Buscarlo cada noche</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>Look for it no longer</source>
        <translation>No buscarlo más</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>Seguir…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Each night…</source>
        <translation>Cada noche…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Descartar…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>They stay as they are</source>
        <translation>Quedan como están</translation>
    </message>
    <message>
        <source>They are closed</source>
        <translation>Se cierran</translation>
    </message>
    <message>
        <source>Accounts of the portfolio that are not in the file: {count}</source>
        <translation>Créditos de la cartera que no están en el archivo: {count}</translation>
    </message>
    <message>
        <source>Not taken, because people settled it here otherwise: {count}</source>
        <translation>No se toman, porque aquí se decidió otra cosa: {count}</translation>
    </message>
    <message>
        <source>Visits not begun that are called off: {count}.</source>
        <translation>Visitas sin empezar que se cancelan: {count}.</translation>
    </message>
    <message>
        <source>It came at night and waits for a person: {why}</source>
        <translation>Llegó de noche y espera a una persona: {why}</translation>
    </message>
    <message>
        <source>On the phones of: {agents}</source>
        <translation>En los teléfonos de: {agents}</translation>
    </message>
    <message>
        <source>{what}: {rows} of {of} rows. {line}: {before} → {after}</source>
        <translation>{what}: {rows} de {of} filas. {line}: {before} → {after}</translation>
    </message>
    <message>
        <source>Mend the whole column</source>
        <translation>Corregir toda la columna</translation>
    </message>
    <message>
        <source>It is mended with the next step</source>
        <translation>Se corrige con el paso siguiente</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importaciones</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>file {at} of {of}</source>
        <translation>archivo {at} de {of}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Take it all the same</source>
        <translation>Tomarlo de todos modos</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Tomarlo</translation>
    </message>
    <message>
        <source>Take it into {portfolio} all the same?</source>
        <translation>¿Tomarlo de todos modos en {portfolio}?</translation>
    </message>
    <message>
        <source>Columns of fixed width</source>
        <translation>Columnas de ancho fijo</translation>
    </message>
    <message>
        <source>Read it so</source>
        <translation>Leerlo así</translation>
    </message>
    <message>
        <source>A line a column: its name, its first letter, how many letters it has.</source>
        <translation>Una línea por columna: su nombre, su primera letra y cuántas letras tiene.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Qué va a pasar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Uploading…</source>
        <translation>Subiendo…</translation>
    </message>
    <message>
        <source>The server reads it…</source>
        <translation>El servidor lo lee…</translation>
    </message>
    <message>
        <source>It is being taken…</source>
        <translation>Se está tomando…</translation>
    </message>
    <message>
        <source>It is being taken back…</source>
        <translation>Se está deshaciendo…</translation>
    </message>
    <message>
        <source>Upload and read</source>
        <translation>Subir y leer</translation>
    </message>
    <message>
        <source>Let it wait</source>
        <translation>Dejarlo en espera</translation>
    </message>
    <message>
        <source>Template…</source>
        <translation>Plantilla…</translation>
    </message>
    <message>
        <source>Not this file</source>
        <translation>Este no</translation>
    </message>
    <message>
        <source>looking at it…</source>
        <translation>mirándolo…</translation>
    </message>
    <message>
        <source>Without connection it cannot be read: the server does that. It can wait here; of a file its place is kept and not a copy, so let it lie where it is.</source>
        <translation>Sin conexión no se puede leer: eso lo hace el servidor. Puede esperar aquí; del archivo se guarda el lugar y no una copia, así que déjalo donde está.</translation>
    </message>
    <message>
        <source>Choose the portfolio and what its rows bring.</source>
        <translation>Elige la cartera y qué traen sus filas.</translation>
    </message>
    <message>
        <source>File, portfolio, person…   Ctrl+F</source>
        <translation>Archivo, cartera, persona…   Ctrl+F</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Importar archivos…</translation>
    </message>
    <message>
        <source>Nothing has come in yet. Drop last night&apos;s file of the core system here, or paste rows of a spreadsheet.</source>
        <translation>Todavía no ha entrado nada. Suelta aquí el archivo de anoche, o pega filas de una hoja de cálculo.</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importar archivos</translation>
    </message>
    <message>
        <source>Files of a portfolio ({files})</source>
        <translation>Archivos de una cartera ({files})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>That is more than is pasted: save it as a file and drop it.</source>
        <translation>Eso es demasiado para pegarlo: guárdalo como archivo y suéltalo aquí.</translation>
    </message>
    <message>
        <source>Pasted {hour}.tsv</source>
        <translation>Pegado {hour}.tsv</translation>
    </message>
    <message>
        <source>Files after the one at hand: {count}</source>
        <translation>Archivos después de este: {count}</translation>
    </message>
    <message>
        <source>It waits here to be gone on with: nothing was taken.</source>
        <translation>Queda aquí para seguir después: no se tomó nada.</translation>
    </message>
    <message>
        <source>Files that wait here to be uploaded: {count}</source>
        <translation>Archivos que esperan aquí para subirse: {count}</translation>
    </message>
    <message>
        <source>Stop uploading?</source>
        <translation>¿Dejar de subirlo?</translation>
    </message>
    <message>
        <source>Of what was uploaded so far the server keeps nothing.</source>
        <translation>De lo que se subió hasta ahora el servidor no guarda nada.</translation>
    </message>
    <message>
        <source>Go on uploading</source>
        <translation>Seguir subiendo</translation>
    </message>
    <message>
        <source>{file} waits for the connection.</source>
        <translation>{file} espera la conexión.</translation>
    </message>
    <message>
        <source>Take it back?</source>
        <translation>¿Deshacerlo?</translation>
    </message>
    <message>
        <source>Changed since by people: {count}. They stay; tick what goes back.</source>
        <translation>Cambiadas después por personas: {count}. Se quedan; marca las que también vuelven.</translation>
    </message>
    <message>
        <source>These stay in any case ({count}): {names}</source>
        <translation>Estas se quedan en todo caso ({count}): {names}</translation>
    </message>
    <message>
        <source>Visits that are called off ({count}): {names}</source>
        <translation>Visitas que se cancelan ({count}): {names}</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Accounts, people, addresses and the like that are again as before {file}: {count}</source>
        <translation>Créditos, personas, domicilios y lo demás que vuelve a estar como antes de {file}: {count}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>y {count} más</translation>
    </message>
    <message>
        <source>Every value was understood, and no column says less.</source>
        <translation>Se entendieron todos los valores, y ninguna columna dice menos que antes.</translation>
    </message>
    <message>
        <source>What do these values mean?</source>
        <translation>¿Qué significan estos valores?</translation>
    </message>
    <message>
        <source>and {count} more: perhaps the column is something else.</source>
        <translation>y {count} más: quizá la columna es otra cosa.</translation>
    </message>
    <message>
        <source>Not said: it is not taken</source>
        <translation>Sin decir: no se toma</translation>
    </message>
    <message>
        <source>Nothing: as if it were empty</source>
        <translation>Nada: como si estuviera vacía</translation>
    </message>
    <message>
        <source>Upload one after another</source>
        <translation>Subir uno tras otro</translation>
    </message>
    <message>
        <source>Files to be uploaded: {count}</source>
        <translation>Archivos por subir: {count}</translation>
    </message>
    <message>
        <source>{file} waits, but is no longer what was chosen</source>
        <translation>{file} espera, pero ya no es el que se eligió</translation>
    </message>
    <message>
        <source>{file} waits for the connection</source>
        <translation>{file} espera la conexión</translation>
    </message>
    <message>
        <source>{file} can be uploaded now</source>
        <translation>{file} ya se puede subir</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>No longer</source>
        <translation>Ya no</translation>
    </message>
    <message>
        <source>There are neither files nor rows of a spreadsheet to paste.</source>
        <translation>No hay archivos ni filas de una hoja de cálculo para pegar.</translation>
    </message>
    <message>
        <source>Close the upload address</source>
        <translation>Cerrar la dirección de envío</translation>
    </message>
    <message>
        <source>Upload address</source>
        <translation>Dirección de envío</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>Copy both now: the key is shown once, and a new one ends it. The file is sent by POST with the header “Authorization: Bearer” and the key.</source>
        <translation>Copie ambas ahora: la clave se muestra una sola vez y una nueva la reemplaza. El archivo se envía por POST con la cabecera “Authorization: Bearer” y la clave.</translation>
    </message>
    <message>
        <source>The bank’s system may also send the file over the network, with a key that can do nothing else.</source>
        <translation>El sistema del banco también puede enviar el archivo por la red, con una clave que no sirve para nada más.</translation>
    </message>
    <message>
        <source>Create upload address</source>
        <translation>Crear dirección de envío</translation>
    </message>
    <message>
        <source>Its key has been good since {moment}.</source>
        <translation>Su clave vale desde {moment}.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Clave nueva</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>The chosen row</source>
        <translation>La fila elegida</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>An administrator has changed what you may do.</source>
        <translation>Alguien que administra cambió lo que puedes hacer.</translation>
    </message>
</context>
<context>
    <name>KeptDays</name>
    <message>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>A day is kept here when it is over.</source>
        <translation>Cada día queda guardado aquí cuando termina.</translation>
    </message>
</context>
<context>
    <name>KobraWindow</name>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Language (from the next start)</source>
        <translation>Idioma (desde el próximo inicio)</translation>
    </message>
    <message>
        <source>First steps…</source>
        <translation>Primeros pasos…</translation>
    </message>
    <message>
        <source>Notifications…</source>
        <translation>Notificaciones…</translation>
    </message>
    <message>
        <source>What comes to me by mail…</source>
        <translation>Qué me llega por correo…</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Cambiar contraseña…</translation>
    </message>
    <message>
        <source>Look for updates…</source>
        <translation>Buscar actualizaciones…</translation>
    </message>
    <message>
        <source>The server is newer than this version of Kobra Desktop. All that there is here goes on working; what is new on the server comes with an update.</source>
        <translation>El servidor es más nuevo que esta versión de Kobra Desktop. Todo lo de aquí sigue funcionando; lo nuevo del servidor llega al actualizar.</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Bloquear pantalla</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <source>«{name}» is in the library</source>
        <translation>«{name}» está en la biblioteca</translation>
    </message>
    <message>
        <source>Block renamed</source>
        <translation>Nombre del bloque cambiado</translation>
    </message>
    <message>
        <source>Block taken out of the library</source>
        <translation>Bloque quitado de la biblioteca</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Search blocks and questions</source>
        <translation>Buscar bloques y preguntas</translation>
    </message>
    <message>
        <source>Blocks of the library</source>
        <translation>Bloques de la biblioteca</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insertar</translation>
    </message>
    <message>
        <source>Keep the chosen questions…</source>
        <translation>Guardar las preguntas seleccionadas…</translation>
    </message>
    <message>
        <source>Rename the block</source>
        <translation>Cambiar el nombre del bloque</translation>
    </message>
    <message>
        <source>Take out of the library</source>
        <translation>Quitar de la biblioteca</translation>
    </message>
    <message>
        <source>The library is empty. Choose questions in a questionnaire and keep them here to use them in others.</source>
        <translation>La biblioteca está vacía. Seleccione preguntas en un cuestionario y guárdelas aquí para usarlas en otros.</translation>
    </message>
    <message>
        <source>No block has these words.</source>
        <translation>Ningún bloque tiene esas palabras.</translation>
    </message>
    <message>
        <source>Keep in the library</source>
        <translation>Guardar en la biblioteca</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Keep the name</source>
        <translation>Guardar el nombre</translation>
    </message>
    <message>
        <source>What others will look for.</source>
        <translation>Lo que otras personas van a buscar.</translation>
    </message>
    <message>
        <source>Name of the block</source>
        <translation>Nombre del bloque</translation>
    </message>
</context>
<context>
    <name>ListBox</name>
    <message>
        <source>Filter this list</source>
        <translation>Filtrar esta lista</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>Exportar lo que se ve</translation>
    </message>
    <message>
        <source>More for this list</source>
        <translation>Más de esta lista</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Columnas…</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Copiar filas</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Search: {words}</source>
        <translation>Búsqueda: {words}</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} de {total}</translation>
    </message>
    <message>
        <source>Remove filters</source>
        <translation>Quitar filtros</translation>
    </message>
    <message>
        <source>Nothing passes these filters.</source>
        <translation>Nada pasa estos filtros.</translation>
    </message>
</context>
<context>
    <name>ListPrint</name>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Página {page} de {pages}</translation>
    </message>
    <message>
        <source>Without room on the page: {titles}</source>
        <translation>No cupieron en la hoja: {titles}</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Pantalla bloqueada</translation>
    </message>
    <message>
        <source>The password is not right.</source>
        <translation>La contraseña no es correcta.</translation>
    </message>
</context>
<context>
    <name>LogicBuilder</name>
    <message>
        <source>Choose a question…</source>
        <translation>Elegir una pregunta…</translation>
    </message>
    <message>
        <source>All of these are true</source>
        <translation>Se cumplen todas</translation>
    </message>
    <message>
        <source>Any of these is true</source>
        <translation>Se cumple alguna</translation>
    </message>
    <message>
        <source>Not all of these are true</source>
        <translation>No se cumplen todas</translation>
    </message>
    <message>
        <source>None of these is true</source>
        <translation>No se cumple ninguna</translation>
    </message>
    <message>
        <source>How the conditions belong together</source>
        <translation>Cómo se combinan las condiciones</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>Quitar el grupo</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condición</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
</context>
<context>
    <name>LogicField</name>
    <message>
        <source>The builder cannot show this without changing it, so it stays as text.</source>
        <translation>El constructor no puede mostrar esto sin cambiarlo: se queda como texto.</translation>
    </message>
    <message>
        <source>Builder</source>
        <translation>Constructor</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Always shown.</source>
        <translation>Se muestra siempre.</translation>
    </message>
    <message>
        <source>Every answer is accepted.</source>
        <translation>Se acepta cualquier respuesta.</translation>
    </message>
    <message>
        <source>May be left without an answer.</source>
        <translation>Puede quedar sin respuesta.</translation>
    </message>
    <message>
        <source>This answer</source>
        <translation>Esta respuesta</translation>
    </message>
</context>
<context>
    <name>LogicLine</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Qué se compara</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Quitar la condición</translation>
    </message>
</context>
<context>
    <name>LooksRow</name>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message>
        <source>The mail server is set.</source>
        <translation>El servidor de correo quedó guardado.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Send a test…</source>
        <translation>Enviar prueba…</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Servidor de correo</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>None yet: mails wait</source>
        <translation>Ninguno todavía: los correos esperan</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Without a user</source>
        <translation>Sin usuario</translation>
    </message>
    <message>
        <source>{user}, with a password</source>
        <translation>{user}, con contraseña</translation>
    </message>
    <message>
        <source>{user}, without a password</source>
        <translation>{user}, sin contraseña</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Remitente</translation>
    </message>
    <message>
        <source>Links lead to</source>
        <translation>Los enlaces llevan a</translation>
    </message>
    <message>
        <source>The server was given this when it was started, by KOBRA_SMTP_URL or KOBRA_MAIL_FROM: it is changed there.</source>
        <translation>El servidor lo recibió al arrancar, por KOBRA_SMTP_URL o KOBRA_MAIL_FROM: se cambia allá.</translation>
    </message>
    <message>
        <source>No public address is set (KOBRA_PUBLIC_URL): links in mails lead to {address}, which may not be reached from outside.</source>
        <translation>No hay dirección pública (KOBRA_PUBLIC_URL): los enlaces de los correos llevan a {address}, que quizá no se alcance desde fuera.</translation>
    </message>
    <message>
        <source>Left empty, the one that is kept stays.</source>
        <translation>Vacía: se queda la que está guardada.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>As «Kobra &lt;kobra@company.com&gt;»; empty: the user.</source>
        <translation>Como «Kobra &lt;kobra@empresa.com&gt;»; vacío: el usuario.</translation>
    </message>
    <message>
        <source>The password is kept encrypted and never shown.</source>
        <translation>La contraseña se guarda cifrada y no se muestra nunca.</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>Enviar prueba</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>About Kobra Desktop</source>
        <translation>Acerca de Kobra Desktop</translation>
    </message>
    <message>
        <source>Close and lose changes?</source>
        <translation>¿Cerrar y perder cambios?</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Cerrar y perderlos</translation>
    </message>
    <message>
        <source>This machine keeps no keys, so nothing stays here when you close.</source>
        <translation>Este equipo no guarda llaves, así que al cerrar no queda nada aquí.</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>Seguir trabajando</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Live</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Recorrido</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonas</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Pared</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
</context>
<context>
    <name>MapStage</name>
    <message>
        <source>Data of {time}</source>
        <translation>Datos de {time}</translation>
    </message>
    <message>
        <source>No connection: the map shows what was known at {time}.</source>
        <translation>Sin conexión: el mapa muestra lo que se sabía a las {time}.</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Loading the map…</source>
        <translation>Cargando el mapa…</translation>
    </message>
    <message>
        <source>The map stopped working. Nothing else was lost.</source>
        <translation>El mapa dejó de funcionar. No se perdió nada más.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>The map stopped working several times.</source>
        <translation>El mapa dejó de funcionar varias veces.</translation>
    </message>
    <message>
        <source>No map page.</source>
        <translation>Falta la página del mapa.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Acercar (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Alejar (−)</translation>
    </message>
    <message>
        <source>Show everything (T)</source>
        <translation>Ver todo (T)</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Address radius</source>
        <translation>Radio del domicilio</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonas</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Recorridos</translation>
    </message>
    <message>
        <source>No news for a while</source>
        <translation>Sin noticias hace rato</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{h} h {m}</source>
        <translation>{h} h {m}</translation>
    </message>
    <message>
        <source>No data {duration}</source>
        <translation>Sin datos {duration}</translation>
    </message>
    <message>
        <source>No data {duration} ({cause})</source>
        <translation>Sin datos {duration} ({cause})</translation>
    </message>
    <message>
        <source>Start of the trail</source>
        <translation>Inicio del recorrido</translation>
    </message>
    <message>
        <source>End of the trail</source>
        <translation>Fin del recorrido</translation>
    </message>
    <message>
        <source>Stop at a visit</source>
        <translation>Parada en una visita</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Edge of a stretch without data</source>
        <translation>Borde de un tramo sin datos</translation>
    </message>
    <message>
        <source>Draw around the visits: Shift for a rectangle, Ctrl adds, Esc gives up</source>
        <translation>Dibuja alrededor de las visitas: Mayús para un rectángulo, Ctrl suma, Esc lo deja</translation>
    </message>
    <message>
        <source>Click each corner; Enter closes, Esc gives up</source>
        <translation>Clic en cada esquina; Enter cierra, Esc deja</translation>
    </message>
    <message>
        <source>This map has no streets: add a map file</source>
        <translation>Este mapa no tiene calles: agrega un archivo de mapa</translation>
    </message>
    <message>
        <source>Invented city: nobody lives here</source>
        <translation>Ciudad inventada: aquí no vive nadie</translation>
    </message>
    <message>
        <source>Data of {time}</source>
        <translation>Datos de {time}</translation>
    </message>
    <message>
        <source>Blocked by a rule</source>
        <translation>Bloqueada por regla</translation>
    </message>
</context>
<context>
    <name>MyReports</name>
    <message>
        <source>My report</source>
        <translation>Mi reporte</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (copia)</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>{team} sees it now</source>
        <translation>Ahora lo ve {team}</translation>
    </message>
    <message>
        <source>Nobody else sees it now</source>
        <translation>Ahora nadie más lo ve</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>Quitado: {name}</translation>
    </message>
    <message>
        <source>My reports</source>
        <translation>Mis reportes</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloque</translation>
    </message>
    <message>
        <source>Add a block</source>
        <translation>Agregar un bloque</translation>
    </message>
    <message>
        <source>Over the whole width</source>
        <translation>A todo el ancho</translation>
    </message>
    <message>
        <source>Change the order</source>
        <translation>Cambiar el orden</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Remove the block</source>
        <translation>Quitar el bloque</translation>
    </message>
    <message>
        <source>Title: what its figures say</source>
        <translation>Título: lo que dicen sus cifras</translation>
    </message>
    <message>
        <source>Title of the block</source>
        <translation>Título del bloque</translation>
    </message>
    <message>
        <source>always told apart by {names}</source>
        <translation>siempre según {names}</translation>
    </message>
    <message>
        <source>told apart by</source>
        <translation>según</translation>
    </message>
    <message>
        <source>Without {name}</source>
        <translation>Sin {name}</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>This block alone</source>
        <translation>Solo este bloque</translation>
    </message>
    <message>
        <source>The filters are those of the chosen block alone</source>
        <translation>Los filtros son solo los del bloque elegido</translation>
    </message>
    <message>
        <source>Ask when it opens</source>
        <translation>Preguntar al abrir</translation>
    </message>
    <message>
        <source>Name of the report</source>
        <translation>Nombre del reporte</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Descartar cambios</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Kept on this computer, not saved yet</source>
        <translation>En este equipo, sin guardar</translation>
    </message>
    <message>
        <source>Search measures and dimensions</source>
        <translation>Buscar medidas y dimensiones</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Nada se llama así.</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Medidas</translation>
    </message>
    <message>
        <source>Told apart by</source>
        <translation>Por separado según</translation>
    </message>
    <message>
        <source>One measure ÷ another</source>
        <translation>Una medida ÷ otra</translation>
    </message>
    <message>
        <source>How much of one there is for each of another: collected ÷ done</source>
        <translation>Cuánto hay de una por cada una de otra: recuperado ÷ hechas</translation>
    </message>
    <message>
        <source>Told apart by answers</source>
        <translation>Según respuestas</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Nuevo reporte</translation>
    </message>
    <message>
        <source>Choose what to measure and how it is told apart: it is drawn while you choose.</source>
        <translation>Elige qué medir y según qué: se dibuja mientras eliges.</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <translation>Listos para usar</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Míos</translation>
    </message>
    <message>
        <source>Given to my teams</source>
        <translation>Dados a mis equipos</translation>
    </message>
    <message>
        <source>There is none yet. A new one shows a chart at once.</source>
        <translation>Aún no hay ninguno. Uno nuevo muestra una gráfica enseguida.</translation>
    </message>
    <message>
        <source>Use as a base: {name}</source>
        <translation>Usar como base: {name}</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Un colega</translation>
    </message>
    <message>
        <source>Given to a team that is there no longer</source>
        <translation>Dado a un equipo que ya no existe</translation>
    </message>
    <message>
        <source>Given to {team}</source>
        <translation>Dado a {team}</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Guardar una copia</translation>
    </message>
    <message>
        <source>Give to a team</source>
        <translation>Dar a un equipo</translation>
    </message>
    <message>
        <source>{name} is no longer given to you.</source>
        <translation>«{name}» ya no se comparte contigo.</translation>
    </message>
    <message>
        <source>Nobody: mine alone</source>
        <translation>A nadie: solo mío</translation>
    </message>
    <message>
        <source>That report is there no longer.</source>
        <translation>Ese reporte ya no está.</translation>
    </message>
    <message>
        <source>Use as a base</source>
        <translation>Usar como base</translation>
    </message>
    <message>
        <source>What shall it show?</source>
        <translation>¿Qué quieres ver?</translation>
    </message>
    <message>
        <source>Whoever made it asks this each time it is opened.</source>
        <translation>Quien lo armó pidió preguntarlo cada vez que se abre.</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Ver el reporte</translation>
    </message>
    <message>
        <source>See what was saved</source>
        <translation>Ver lo guardado</translation>
    </message>
    <message>
        <source>Save mine over it</source>
        <translation>Guardar lo mío encima</translation>
    </message>
    <message>
        <source>Save mine as a copy</source>
        <translation>Guardar lo mío como copia</translation>
    </message>
    <message>
        <source>This report was taken away while you were changing it.</source>
        <translation>Este reporte se quitó mientras lo cambiabas.</translation>
    </message>
    <message>
        <source>This report was saved elsewhere while you were changing it.</source>
        <translation>Este reporte se guardó en otra parte mientras lo cambiabas.</translation>
    </message>
</context>
<context>
    <name>NewQuestions</name>
    <message>
        <source>Insert a question</source>
        <translation>Insertar una pregunta</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Put away</source>
        <translation>Quitar de la vista</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Blocked today by a holiday or a rule</source>
        <translation>Bloqueada hoy por un festivo o una regla</translation>
    </message>
    <message>
        <source>Left over from a day before</source>
        <translation>Quedó de un día anterior</translation>
    </message>
    <message>
        <source>on the phone {n}/{of}</source>
        <translation>en el teléfono {n}/{of}</translation>
    </message>
    <message>
        <source>phone not enrolled</source>
        <translation>teléfono sin inscribir</translation>
    </message>
    <message>
        <source>no consent: its position is not kept</source>
        <translation>sin consentimiento: su posición no se guarda</translation>
    </message>
    <message>
        <source>has not reported; shift from {time}</source>
        <translation>sin reporte; turno desde las {time}</translation>
    </message>
    <message>
        <source>battery {share} at the start</source>
        <translation>batería {share} al empezar</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Inscribir</translation>
    </message>
    <message>
        <source>Record consent</source>
        <translation>Registrar consentimiento</translation>
    </message>
    <message>
        <source>Reassign {n}</source>
        <translation>Reasignar {n}</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Visto</translation>
    </message>
    <message>
        <source>Absent today</source>
        <translation>Ausente hoy</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <translation>Reprogramar</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Move to today</source>
        <translation>Pasar a hoy</translation>
    </message>
</context>
<context>
    <name>OpeningTab</name>
    <message>
        <source>Nothing stands in the way: everybody who works today has reported.</source>
        <translation>Nada estorba: todos los que trabajan hoy ya reportaron.</translation>
    </message>
    <message>
        <source>Before going out</source>
        <translation>Antes de salir</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>{n} of {of} have reported · {held} of {planned} visits on the phones</source>
        <translation>{n} de {of} ya reportaron · {held} de {planned} visitas en los teléfonos</translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message>
        <source>A portfolio that is no longer here</source>
        <translation>Una cartera que ya no está aquí</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Its day</source>
        <translation>Su día</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Gestiones</source>
        <translation>Gestiones</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Tardías</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Correcciones</translation>
    </message>
    <message>
        <source>The file waits for these</source>
        <translation>El archivo espera estos</translation>
    </message>
    <message>
        <source>Results of visits</source>
        <translation>Resultados de visita</translation>
    </message>
    <message>
        <source>Visits that were not completed</source>
        <translation>Visitas no realizadas</translation>
    </message>
    <message>
        <source>Contacts, and visits without a result</source>
        <translation>Contactos, y visitas sin resultado</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canales</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marcas</translation>
    </message>
    <message>
        <source>A result that comes up without a code holds the file; it says which. Those of a column that is not in the file are asked of nobody.</source>
        <translation>Un resultado que aparece sin código retiene el archivo, que dice cuál es. Los de una columna que no está en el archivo no hacen falta.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Añadir columna</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>El texto</translation>
    </message>
    <message>
        <source>It is called</source>
        <translation>Se llama</translation>
    </message>
    <message>
        <source>It is written</source>
        <translation>Se escribe</translation>
    </message>
    <message>
        <source>Width in characters</source>
        <translation>Ancho en caracteres</translation>
    </message>
    <message>
        <source>It stands at the</source>
        <translation>Queda a la</translation>
    </message>
    <message>
        <source>Filled with (empty: blanks)</source>
        <translation>Se rellena con (vacío: espacios)</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Tal cual</translation>
    </message>
    <message>
        <source>As usual: {format}</source>
        <translation>Lo usual: {format}</translation>
    </message>
    <message>
        <source>Outgoing file of {portfolio}</source>
        <translation>Archivo de gestiones de {portfolio}</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Códigos</translation>
    </message>
    <message>
        <source>Format and name</source>
        <translation>Formato y nombre</translation>
    </message>
    <message>
        <source>When and where to</source>
        <translation>Cuándo y adónde</translation>
    </message>
    <message>
        <source>The file as it would begin</source>
        <translation>El archivo como empezaría</translation>
    </message>
    <message>
        <source>Make it no more…</source>
        <translation>No hacerlo más…</translation>
    </message>
    <message>
        <source>No visit of this portfolio has ended yet: its rows are shown here.</source>
        <translation>Aún no termina ninguna visita de esta cartera: aquí se verán sus filas.</translation>
    </message>
    <message>
        <source>{file}, with the last {count} real gestiones:</source>
        <translation>{file}, con las últimas {count} gestiones reales:</translation>
    </message>
    <message>
        <source>Without the client&apos;s code these would hold the file: {named}</source>
        <translation>Sin el código de la entidad, estos retendrían el archivo: {named}</translation>
    </message>
    <message>
        <source>Texts that are cut at their column&apos;s width: {count}</source>
        <translation>Textos que se cortan al ancho de su columna: {count}</translation>
    </message>
    <message>
        <source>Make no more files?</source>
        <translation>¿No hacer más archivos?</translation>
    </message>
    <message>
        <source>Those that left stay, and what they told is not told again. Its columns and codes are lost.</source>
        <translation>Los que salieron quedan, y lo que contaron no se cuenta otra vez. Se pierden sus columnas y códigos.</translation>
    </message>
    <message>
        <source>Make no more</source>
        <translation>No hacer más</translation>
    </message>
    <message>
        <source>The first line names the columns</source>
        <translation>La primera línea nombra las columnas</translation>
    </message>
    <message>
        <source>{date}, {date:DDMMYYYY}, {time} and {seq:4} stand for its day, its hour and its number. An ending after a point is kept.</source>
        <translation>{date}, {date:DDMMYYYY}, {time} y {seq:4} son su fecha, su hora y su consecutivo. Una terminación tras un punto se conserva.</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Nombre del archivo</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>Decimales</translation>
    </message>
    <message>
        <source>Between columns</source>
        <translation>Entre columnas</translation>
    </message>
    <message>
        <source>In quotation marks</source>
        <translation>Entre comillas</translation>
    </message>
    <message>
        <source>Gestiones of before are none of its.</source>
        <translation>Las gestiones anteriores no son suyas.</translation>
    </message>
    <message>
        <source>Files have left: this day stays.</source>
        <translation>Ya salieron archivos: esta fecha queda.</translation>
    </message>
    <message>
        <source>It tells gestiones from this day on</source>
        <translation>Cuenta las gestiones desde este día</translation>
    </message>
    <message>
        <source>Make it by itself</source>
        <translation>Hacerlo solo, estos días</translation>
    </message>
    <message>
        <source>At this hour ({zone})</source>
        <translation>A esta hora ({zone})</translation>
    </message>
    <message>
        <source>Also when it has no row</source>
        <translation>También cuando no tiene filas</translation>
    </message>
    <message>
        <source>Folder of the server</source>
        <translation>Carpeta del servidor</translation>
    </message>
    <message>
        <source>Empty: it is not put anywhere, it is downloaded here.</source>
        <translation>Vacío: no se deja en ninguna; se descarga aquí.</translation>
    </message>
    <message>
        <source>By mail to</source>
        <translation>Por correo a</translation>
    </message>
    <message>
        <source>Several addresses with commas between them. Empty: to nobody.</source>
        <translation>Varias direcciones, separadas por comas. Vacío: a nadie.</translation>
    </message>
    <message>
        <source>With its manifest beside it: counts, sums and SHA-256</source>
        <translation>Con su manifiesto al lado: conteos, sumas y SHA-256</translation>
    </message>
    <message>
        <source>Give the codes…</source>
        <translation>Poner los códigos…</translation>
    </message>
    <message>
        <source>How it is made…</source>
        <translation>Cómo se hace…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Descargar…</translation>
    </message>
    <message>
        <source>Its manifest…</source>
        <translation>Su manifiesto…</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Hacer de nuevo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Consecutivo</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Promesas</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagos</translation>
    </message>
    <message>
        <source>Texts cut</source>
        <translation>Textos cortados</translation>
    </message>
    <message>
        <source>Letters replaced</source>
        <translation>Letras sustituidas</translation>
    </message>
    <message>
        <source>In its folder</source>
        <translation>En su carpeta</translation>
    </message>
    <message>
        <source>Mailed</source>
        <translation>Enviado por correo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Outgoing files</source>
        <translation>Archivos de gestiones</translation>
    </message>
    <message>
        <source>File, portfolio…   Ctrl+F</source>
        <translation>Archivo, cartera…   Ctrl+F</translation>
    </message>
    <message>
        <source>No file has left yet. Say how a portfolio&apos;s file is made: its columns, the client&apos;s codes, when and where to.</source>
        <translation>Aún no sale ningún archivo. Falta decir cómo se hace el de una cartera: sus columnas, los códigos de la entidad, cuándo y adónde.</translation>
    </message>
    <message>
        <source>Make one now…</source>
        <translation>Hacer ahora…</translation>
    </message>
    <message>
        <source>Held, until somebody looks: {count}.</source>
        <translation>Retenidos, hasta que alguien mire: {count}.</translation>
    </message>
    <message>
        <source>Kept. The next file is made so.</source>
        <translation>Guardado. El próximo archivo se hace así.</translation>
    </message>
    <message>
        <source>The file of {portfolio} is being made.</source>
        <translation>Se está haciendo el archivo de {portfolio}.</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Guardar una copia</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>{file} goes once more to where it goes, byte for byte.</source>
        <translation>{file} sale otra vez adonde va, byte por byte.</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Entregas</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Remove «{what}»</source>
        <translation>Quitar «{what}»</translation>
    </message>
    <message numerus="yes">
        <source>Move %n question(s)</source>
        <translation>
            <numerusform>Mover %n pregunta</numerusform>
            <numerusform>Mover %n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n question(s)</source>
        <translation>
            <numerusform>Borrar %n pregunta</numerusform>
            <numerusform>Borrar %n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n question(s)</source>
        <translation>
            <numerusform>Duplicar %n pregunta</numerusform>
            <numerusform>Duplicar %n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paste %n question(s)</source>
        <translation>
            <numerusform>Pegar %n pregunta</numerusform>
            <numerusform>Pegar %n preguntas</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename «{old}»</source>
        <translation>Cambiar el nombre «{old}»</translation>
    </message>
    <message numerus="yes">
        <source>Cut %n question(s)</source>
        <translation>
            <numerusform>Cortar %n pregunta</numerusform>
            <numerusform>Cortar %n preguntas</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the label</source>
        <translation>Escribir la pregunta</translation>
    </message>
    <message>
        <source>Name «{name}»</source>
        <translation>Nombrar «{name}»</translation>
    </message>
    <message>
        <source>Change type</source>
        <translation>Cambiar el tipo</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>The clipboard did not take it. Try again.</source>
        <translation>El portapapeles no lo recibió. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Nothing was copied</source>
        <translation>No se copió nada</translation>
    </message>
    <message>
        <source>No program on this machine makes calls.</source>
        <translation>Ningún programa de este equipo hace llamadas.</translation>
    </message>
    <message>
        <source>No program on this machine opens WhatsApp.</source>
        <translation>Ningún programa de este equipo abre WhatsApp.</translation>
    </message>
    <message>
        <source>{why} The number is {phone}.</source>
        <translation>{why} El número es {phone}.</translation>
    </message>
    <message>
        <source>It was not opened</source>
        <translation>No se abrió</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Copiar número</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Cancelled: nothing was changed.</source>
        <translation>Cancelado: nada cambió.</translation>
    </message>
</context>
<context>
    <name>PageState</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Copy detail</source>
        <translation>Copiar detalle</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>Cuestionarios</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administración</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reportes</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenida</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>Acuerdos</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Search or run</source>
        <translation>Buscar o ejecutar</translation>
    </message>
    <message>
        <source>Person, credit, visit, page or action…</source>
        <translation>Persona, crédito, visita, página o acción…</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nada se llama así.</translation>
    </message>
    <message>
        <source>↑ ↓ move · Enter open · Esc close</source>
        <translation>↑ ↓ mover · Enter abrir · Esc cerrar</translation>
    </message>
</context>
<context>
    <name>PanelCounts</name>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>falta %n</numerusform>
            <numerusform>faltan %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n aviso</numerusform>
            <numerusform>%n avisos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s)</source>
        <translation>
            <numerusform>%n opción</numerusform>
            <numerusform>%n opciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) inserted from {name}</source>
        <translation>
            <numerusform>%n pregunta insertada de {name}</numerusform>
            <numerusform>%n preguntas insertadas de {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted text(s) found no row or column here and were left out.</source>
        <translation>
            <numerusform>%n texto pegado no tiene fila o columna aquí y quedó fuera.</numerusform>
            <numerusform>%n textos pegados no tienen fila o columna aquí y quedaron fuera.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Person</name>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contactos</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinero</translation>
    </message>
    <message>
        <source>Petitions</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Contact received</source>
        <translation>Contacto recibido</translation>
    </message>
    <message>
        <source>Contact, somebody answered</source>
        <translation>Contacto, alguien contestó</translation>
    </message>
    <message>
        <source>Contact attempted</source>
        <translation>Intento de contacto</translation>
    </message>
    <message>
        <source>{petition}: passed on</source>
        <translation>{petition}: traslado</translation>
    </message>
    <message>
        <source>{petition}: answered</source>
        <translation>{petition}: respuesta</translation>
    </message>
    <message>
        <source>Changed by hand: {fields}</source>
        <translation>Cambio a mano: {fields}</translation>
    </message>
    <message>
        <source>for {day}</source>
        <translation>para el {day}</translation>
    </message>
    <message>
        <source>Payment told at the door: {amount}</source>
        <translation>Pago dicho en la puerta: {amount}</translation>
    </message>
    <message>
        <source>Payment by the bank: {amount}</source>
        <translation>Pago del banco: {amount}</translation>
    </message>
    <message>
        <source>Reversal by the bank: {amount}</source>
        <translation>Reversión del banco: {amount}</translation>
    </message>
    <message>
        <source>{account} was delivered</source>
        <translation>{account}: entrega a la cartera</translation>
    </message>
    <message>
        <source>{account}: balances of the file</source>
        <translation>{account}: saldos del archivo</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>No contactar</translation>
    </message>
    <message>
        <source>Claim being processed</source>
        <translation>Reclamo en trámite</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>Last contact {time}, {channel}. {same}Another way: from {other}.</source>
        <translation>Último contacto {time}, {channel}. {same}Por otro medio: desde {other}.</translation>
    </message>
    <message>
        <source>The same way again: from {time}. </source>
        <translation>Por el mismo medio: desde {time}. </translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>hasta {day}</translation>
    </message>
    <message>
        <source>Without consent</source>
        <translation>Sin consentimiento</translation>
    </message>
    <message>
        <source>Withdrawn {day}</source>
        <translation>Retirado {day}</translation>
    </message>
    <message>
        <source>Consent: {source}, {day}</source>
        <translation>Consentimiento: {source}, {day}</translation>
    </message>
    <message>
        <source>verified {day}</source>
        <translation>verificado {day}</translation>
    </message>
    <message>
        <source>to be placed</source>
        <translation>por ubicar</translation>
    </message>
    <message>
        <source>answer by {day}</source>
        <translation>contestar hasta {day}</translation>
    </message>
    <message>
        <source>may be put off until {day} if the person is told why</source>
        <translation>prorrogable hasta {day} si se avisa el motivo</translation>
    </message>
    <message>
        <source>done at the latest on {day}</source>
        <translation>hecho efectivo a más tardar {day}</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Créditos</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>Domicilios</translation>
    </message>
    <message>
        <source>Account statement</source>
        <translation>Estado de cuenta</translation>
    </message>
    <message>
        <source>It counts as asked for by the person, in every portfolio of the institution.</source>
        <translation>Cuenta como pedido por la persona, en todas las carteras de la entidad.</translation>
    </message>
    <message>
        <source>Contact made</source>
        <translation>Contacto hecho</translation>
    </message>
    <message>
        <source>Who confirms an operation or tells what was asked for demands no payment. What was confirmed or asked for stands in the note.</source>
        <translation>Quien confirma una operación o da la información pedida no exige pago. En la nota va qué se confirmó o qué se había pedido.</translation>
    </message>
    <message>
        <source>Petition of the person</source>
        <translation>Solicitud de la persona</translation>
    </message>
    <message>
        <source>{days} business days by {law}.</source>
        <translation>{days} días hábiles según {law}.</translation>
    </message>
    <message>
        <source>{days} more if the person is told why before.</source>
        <translation>{days} más si antes se avisa el motivo a la persona.</translation>
    </message>
    <message>
        <source>«Claim being processed» stands on the record at once.</source>
        <translation>«Reclamo en trámite» queda en su registro de inmediato.</translation>
    </message>
    <message>
        <source>Answer the petition</source>
        <translation>Contestar la solicitud</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién es</translation>
    </message>
    <message>
        <source>Neither documents nor channels are known.</source>
        <translation>No se conocen documentos ni medios de contacto.</translation>
    </message>
    <message>
        <source>{channel} (preferred)</source>
        <translation>{channel} (preferido)</translation>
    </message>
    <message>
        <source>Correct the address…</source>
        <translation>Corregir el domicilio…</translation>
    </message>
    <message>
        <source>Answer: {answer}</source>
        <translation>Respuesta: {answer}</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Contestar…</translation>
    </message>
    <message>
        <source>Pass on…</source>
        <translation>Trasladar…</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Nothing has happened yet that is kept here.</source>
        <translation>Todavía no hay nada registrado aquí.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>The same person in</source>
        <translation>La misma persona en</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>Editar: {name}</translation>
    </message>
    <message>
        <source>What is written here is not changed by any file.</source>
        <translation>Lo que se escribe aquí no lo cambia ningún archivo.</translation>
    </message>
    <message>
        <source>Add channel</source>
        <translation>Agregar medio</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>Número o dirección</translation>
    </message>
    <message>
        <source>Consent: where it stands</source>
        <translation>Consentimiento: dónde consta</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>Remove channel</source>
        <translation>Quitar medio</translation>
    </message>
    <message>
        <source>The person asked for it</source>
        <translation>La persona lo pidió</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Queja</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>Fallecimiento</translation>
    </message>
    <message>
        <source>Nobody visits or calls them, in no portfolio of the institution.</source>
        <translation>Nadie la visita ni la llama, en ninguna cartera de la entidad.</translation>
    </message>
    <message>
        <source>Correct the address</source>
        <translation>Corregir el domicilio</translation>
    </message>
    <message>
        <source>It was a mistake</source>
        <translation>Fue un error</translation>
    </message>
    <message>
        <source>May be contacted again</source>
        <translation>Volver a contactar</translation>
    </message>
    <message>
        <source>Take the hours back</source>
        <translation>Retirar el horario pedido</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>The general hours hold again from today on.</source>
        <translation>Desde hoy vuelve a valer el horario general.</translation>
    </message>
    <message>
        <source>They have died</source>
        <translation>Fallecimiento</translation>
    </message>
    <message>
        <source>Write it down</source>
        <translation>Anotar</translation>
    </message>
    <message>
        <source>Death certificate</source>
        <translation>Registro de defunción</translation>
    </message>
    <message>
        <source>A relative said so</source>
        <translation>Lo dijo un familiar</translation>
    </message>
    <message>
        <source>The institution said so</source>
        <translation>Lo informó la entidad</translation>
    </message>
    <message>
        <source>Nobody visits or calls them from now on.</source>
        <translation>Desde ahora nadie visita ni llama a esta persona.</translation>
    </message>
    <message>
        <source>They have not died</source>
        <translation>No ha fallecido</translation>
    </message>
    <message>
        <source>Use their data again</source>
        <translation>Volver a usar sus datos</translation>
    </message>
    <message>
        <source>Restrict their data</source>
        <translation>Restringir sus datos</translation>
    </message>
    <message>
        <source>It is only kept: nobody contacts them, no file changes it.</source>
        <translation>Solo se conservan: nadie contacta a la persona y ningún archivo los cambia.</translation>
    </message>
    <message>
        <source>asked on {day}</source>
        <translation>pedido el {day}</translation>
    </message>
    <message>
        <source>taken back on {day}</source>
        <translation>retirado el {day}</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Vigente</translation>
    </message>
    <message>
        <source>Without its day: does not count</source>
        <translation>Sin su fecha: no cuenta</translation>
    </message>
    <message>
        <source>Does not count: a later request or contract</source>
        <translation>No cuenta: hay un pedido o un contrato posterior</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Other hours asked for</source>
        <translation>Otro horario pedido</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>The person asks for other hours</source>
        <translation>La persona pide otro horario</translation>
    </message>
    <message>
        <source>Where no file says it</source>
        <translation>Si ningún archivo la dice</translation>
    </message>
    <message>
        <source>Only what was asked for after the contract counts. This is no legal advice.</source>
        <translation>Solo cuenta lo que se pidió después del contrato. Esto no es asesoría legal.</translation>
    </message>
</context>
<context>
    <name>PersonHead</name>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Contact received…</source>
        <translation>Contacto recibido…</translation>
    </message>
    <message>
        <source>Petition…</source>
        <translation>Solicitud…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Editar…</translation>
    </message>
    <message>
        <source>More acts</source>
        <translation>Más acciones</translation>
    </message>
    <message>
        <source>Contact made…</source>
        <translation>Contacto hecho…</translation>
    </message>
    <message>
        <source>Other hours asked for…</source>
        <translation>Otro horario pedido…</translation>
    </message>
    <message>
        <source>May be contacted again…</source>
        <translation>Volver a contactar…</translation>
    </message>
    <message>
        <source>They have died…</source>
        <translation>Fallecimiento…</translation>
    </message>
    <message>
        <source>They have not died…</source>
        <translation>No ha fallecido…</translation>
    </message>
    <message>
        <source>Restrict their data…</source>
        <translation>Restringir sus datos…</translation>
    </message>
    <message>
        <source>Use their data again…</source>
        <translation>Volver a usar sus datos…</translation>
    </message>
    <message>
        <source>Do not contact…</source>
        <translation>No contactar…</translation>
    </message>
    <message>
        <source>Account statement…</source>
        <translation>Estado de cuenta…</translation>
    </message>
</context>
<context>
    <name>PersonModel</name>
    <message>
        <source>Contact written down.</source>
        <translation>Contacto anotado.</translation>
    </message>
    <message>
        <source>Petition written down.</source>
        <translation>Solicitud anotada.</translation>
    </message>
    <message>
        <source>Answer written down.</source>
        <translation>Respuesta anotada.</translation>
    </message>
    <message>
        <source>Passed on.</source>
        <translation>Trasladada.</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>Address corrected</source>
        <translation>Domicilio corregido</translation>
    </message>
    <message>
        <source>{name} is not contacted any more</source>
        <translation>No se contactará más a {name}</translation>
    </message>
    <message>
        <source>{name} may be contacted again</source>
        <translation>Se puede volver a contactar a {name}</translation>
    </message>
</context>
<context>
    <name>PersonView</name>
    <message>
        <source>This person is not here any more.</source>
        <translation>Esta persona ya no está aquí.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>No account of theirs is here.</source>
        <translation>No hay créditos suyos aquí.</translation>
    </message>
    <message>
        <source>No door of theirs is known.</source>
        <translation>No se conoce su domicilio.</translation>
    </message>
    <message>
        <source>Pass the petition on</source>
        <translation>Trasladar la solicitud</translation>
    </message>
    <message>
        <source>Pass on</source>
        <translation>Trasladar</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>A quién</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>See on map</source>
        <translation>Ver en el mapa</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Foto anterior</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Foto siguiente</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Foto completa</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>PhotoStrip</name>
    <message>
        <source>No photos or files.</source>
        <translation>Sin fotos ni archivos.</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Guardar una copia…</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Not seen before: needs the server</source>
        <translation>No se ha visto antes: necesita el servidor</translation>
    </message>
    <message>
        <source>Not received from the phone yet</source>
        <translation>Aún no llega del teléfono</translation>
    </message>
    <message>
        <source>Kept aside because of its content</source>
        <translation>Apartada por su contenido</translation>
    </message>
    <message>
        <source>Could not be fetched</source>
        <translation>No se pudo traer</translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation>No es una imagen</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Address placed</source>
        <translation>Domicilio ubicado</translation>
    </message>
    <message>
        <source>Placed at the same door</source>
        <translation>Ubicado en la misma puerta</translation>
    </message>
    <message>
        <source>Address split in two</source>
        <translation>Domicilio dividido en dos</translation>
    </message>
    <message>
        <source>Kept as not found</source>
        <translation>Guardado como no encontrado</translation>
    </message>
    <message>
        <source>Address corrected</source>
        <translation>Domicilio corregido</translation>
    </message>
    <message>
        <source>Same door as {name}</source>
        <translation>La misma puerta que {name}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>To be placed</source>
        <translation>Por ubicar</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No se encuentra</translation>
    </message>
    <message>
        <source>Street, holder or document…   Ctrl+F</source>
        <translation>Calle, titular o documento…   Ctrl+F</translation>
    </message>
    <message>
        <source>Every door is on the map.</source>
        <translation>Todos los domicilios están en el mapa.</translation>
    </message>
    <message>
        <source>Streets and doors…</source>
        <translation>Calles y puertas…</translation>
    </message>
    <message>
        <source>Put it here</source>
        <translation>Ponerlo aquí</translation>
    </message>
    <message>
        <source>Once the pin is dragged to the door: P</source>
        <translation>Cuando el alfiler esté en la puerta: P</translation>
    </message>
    <message>
        <source>Same door as…</source>
        <translation>Misma puerta que…</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>Dividir…</translation>
    </message>
    <message>
        <source>1–9 take a place · drag the pin or Ctrl+arrows, then P · J and K pass over</source>
        <translation>1–9 toman un lugar · arrastra el alfiler o usa Ctrl+flechas y luego P · J y K pasan de largo</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Corregir…</translation>
    </message>
    <message>
        <source>At this door too: {names}</source>
        <translation>En esta puerta también: {names}</translation>
    </message>
    <message>
        <source>Looking for it on the server…</source>
        <translation>Buscando en el servidor…</translation>
    </message>
    <message>
        <source>No place was found: drag the pin to the door.</source>
        <translation>No se encontró ningún lugar: arrastra el alfiler hasta la puerta.</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Aquí</translation>
    </message>
    <message>
        <source>Drag it to the door</source>
        <translation>Arrástralo hasta la puerta</translation>
    </message>
    <message>
        <source>Correct the address</source>
        <translation>Corregir el domicilio</translation>
    </message>
    <message>
        <source>Split in two doors</source>
        <translation>Dividir en dos puertas</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>It keeps its visits.</source>
        <translation>Conserva las visitas que ya tiene.</translation>
    </message>
    <message>
        <source>This door</source>
        <translation>Esta puerta</translation>
    </message>
    <message>
        <source>The other door</source>
        <translation>La otra puerta</translation>
    </message>
    <message>
        <source>Of the same person; it waits to be placed.</source>
        <translation>De la misma persona; queda por ubicar.</translation>
    </message>
    <message>
        <source>It is the same door as…</source>
        <translation>Es la misma puerta que…</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>Ponerlo ahí</translation>
    </message>
    <message>
        <source>Street, neighbourhood or holder…</source>
        <translation>Calle, barrio o titular…</translation>
    </message>
    <message>
        <source>No address with a pin says so.</source>
        <translation>Ningún domicilio ubicado dice eso.</translation>
    </message>
    <message>
        <source>Address with a pin</source>
        <translation>Domicilio ubicado</translation>
    </message>
    <message>
        <source>Sending the file…</source>
        <translation>Enviando el archivo…</translation>
    </message>
    <message>
        <source>The server reads {filename}…</source>
        <translation>El servidor lee {filename}…</translation>
    </message>
    <message>
        <source>{filename}: {doors} doors; {unreadable} rows were none.</source>
        <translation>{filename}: {doors} puertas; {unreadable} filas no eran ninguna.</translation>
    </message>
    <message>
        <source>{filename}: {streets} streets and {corners} corners.</source>
        <translation>{filename}: {streets} calles y {corners} esquinas.</translation>
    </message>
    <message>
        <source>{n} streets</source>
        <translation>{n} calles</translation>
    </message>
    <message>
        <source>{n} corners</source>
        <translation>{n} esquinas</translation>
    </message>
    <message>
        <source>{n} listed doors</source>
        <translation>{n} puertas en lista</translation>
    </message>
    <message>
        <source>Streets and doors</source>
        <translation>Calles y puertas</translation>
    </message>
    <message>
        <source>What is loaded, by municipality</source>
        <translation>Lo que está cargado, por municipio</translation>
    </message>
    <message>
        <source>Municipality of the file</source>
        <translation>Municipio del archivo</translation>
    </message>
    <message>
        <source>Load streets…</source>
        <translation>Cargar calles…</translation>
    </message>
    <message>
        <source>GeoJSON of lines with their name, or PMTiles</source>
        <translation>GeoJSON de líneas con su nombre, o PMTiles</translation>
    </message>
    <message>
        <source>Load doors…</source>
        <translation>Cargar puertas…</translation>
    </message>
    <message>
        <source>OpenAddresses, INEGI (DENUE, outer numbers) as CSV or GeoJSON</source>
        <translation>OpenAddresses o INEGI (DENUE, números exteriores), en CSV o GeoJSON</translation>
    </message>
    <message>
        <source>Progress of the file</source>
        <translation>Avance del archivo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Addresses are placed by these, without asking anybody outside. A file takes the place of what its municipality had.</source>
        <translation>Con esto se ubican los domicilios, sin preguntar a nadie de fuera. Un archivo reemplaza lo que su municipio tenía.</translation>
    </message>
    <message>
        <source>Nothing is loaded: doors wait to be placed by hand.</source>
        <translation>No hay nada cargado: las puertas esperan a que alguien las ubique a mano.</translation>
    </message>
</context>
<context>
    <name>PlanLines</name>
    <message>
        <source>Progress of the day</source>
        <translation>Avance del día</translation>
    </message>
    <message>
        <source>Today&apos;s plan</source>
        <translation>Plan de hoy</translation>
    </message>
    <message>
        <source>{done} of {planned}</source>
        <translation>{done} de {planned}</translation>
    </message>
    <message>
        <source>On the phone {count} of {planned}</source>
        <translation>En el teléfono {count} de {planned}</translation>
    </message>
    <message>
        <source>Visiting now</source>
        <translation>En visita ahora</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>No visit planned for today.</source>
        <translation>No tiene visitas planeadas para hoy.</translation>
    </message>
    <message>
        <source>All visits of today are done.</source>
        <translation>Todas sus visitas de hoy están hechas.</translation>
    </message>
    <message>
        <source>See the visit</source>
        <translation>Ver la visita</translation>
    </message>
</context>
<context>
    <name>PlanMap</name>
    <message>
        <source>Lasso</source>
        <translation>Lazo</translation>
    </message>
    <message>
        <source>Draw around visits to choose them: Shift for a rectangle, Ctrl adds</source>
        <translation>Dibujar alrededor de visitas para elegirlas: Mayús para un rectángulo, Ctrl suma</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>Hide assigned</source>
        <translation>Ocultar asignadas</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Asignar…</translation>
    </message>
    <message>
        <source>Let the lasso go</source>
        <translation>Soltar el lazo</translation>
    </message>
    <message>
        <source>No team has a zone: draw one in Map › Zones</source>
        <translation>Ningún equipo tiene zona: se dibuja en Mapa › Zonas</translation>
    </message>
    <message>
        <source>{count} assigned already</source>
        <translation>{count} ya asignadas</translation>
    </message>
    <message>
        <source>{count} blocked by rule</source>
        <translation>{count} bloqueadas por regla</translation>
    </message>
</context>
<context>
    <name>PlanTab</name>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>El día anterior</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>El día siguiente</translation>
    </message>
    <message>
        <source>On the phone of {names}: it leaves that phone with its next sync.</source>
        <translation>En el teléfono de {names}: sale de ese teléfono cuando vuelva a sincronizar.</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>Absent that day</source>
        <translation>Ausente ese día</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>Sin turno</translation>
    </message>
    <message>
        <source>room for {most}</source>
        <translation>caben {most}</translation>
    </message>
    <message>
        <source>{share} % of who has the most</source>
        <translation>{share} % de quien más tiene</translation>
    </message>
    <message>
        <source>{count} visits, one door</source>
        <translation>{count} visitas, una puerta</translation>
    </message>
    <message>
        <source>Waits {length}</source>
        <translation>Espera {length}</translation>
    </message>
    <message>
        <source>Break {start}–{end}</source>
        <translation>Descanso {start}–{end}</translation>
    </message>
    <message>
        <source>The law: until {time}</source>
        <translation>Ley: hasta las {time}</translation>
    </message>
    <message>
        <source>At {time} · {length} more · {way} more</source>
        <translation>A las {time} · {length} más · {way} más</translation>
    </message>
    <message>
        <source>Pinned.</source>
        <translation>Fijado.</translation>
    </message>
    <message>
        <source>No longer pinned.</source>
        <translation>Ya no está fijado.</translation>
    </message>
    <message>
        <source>{names} have the old plan until the next sync.</source>
        <translation>En el teléfono de {names} sigue el plan anterior hasta que sincronice.</translation>
    </message>
    <message>
        <source>Blocked by rule</source>
        <translation>Bloqueada por regla</translation>
    </message>
    <message>
        <source>From {time} on</source>
        <translation>Desde {time}</translation>
    </message>
    <message>
        <source>Nothing in particular</source>
        <translation>Sin motivo especial</translation>
    </message>
    <message>
        <source>Without zone</source>
        <translation>Sin zona</translation>
    </message>
    <message>
        <source>Without address</source>
        <translation>Sin domicilio</translation>
    </message>
    <message>
        <source>Days not known</source>
        <translation>Días no conocidos</translation>
    </message>
    <message>
        <source>Why today</source>
        <translation>Por qué hoy</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>Domicilio</translation>
    </message>
    <message>
        <source>Days past due</source>
        <translation>Días de atraso</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioridad</translation>
    </message>
    <message>
        <source>Plan taken: {visits} changed agent or were given.</source>
        <translation>Plan tomado: {visits} cambiaron de gestor o se asignaron.</translation>
    </message>
    <message>
        <source>The same person is visited at {time}: it can only be right after that, by the same agent at the same door. {source}.</source>
        <translation>A la misma persona se le visita a las {time}: solo puede ser justo después, con el mismo gestor y en el mismo domicilio. {source}.</translation>
    </message>
    <message>
        <source>Prefers to be visited {spans}.</source>
        <translation>Horario que prefiere: {spans}.</translation>
    </message>
    <message>
        <source>{area}: {speed} km/h, streets add {share} % ({ways} trips)</source>
        <translation>{area}: {speed} km/h, las calles suman {share} % ({ways} trayectos)</translation>
    </message>
    <message>
        <source>Elsewhere as usual: {speed} km/h, streets add {share} %</source>
        <translation>En lo demás, lo usual: {speed} km/h, las calles suman {share} %</translation>
    </message>
    <message>
        <source>{purpose}: {length} each, as usual</source>
        <translation>{purpose}: {length} cada una, lo usual</translation>
    </message>
    <message>
        <source>{purpose}: {length} each, as they took</source>
        <translation>{purpose}: {length} cada una, según lo que han durado</translation>
    </message>
    <message>
        <source>Propose a plan</source>
        <translation>Proponer un plan</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>What may change</source>
        <translation>Qué puede cambiar</translation>
    </message>
    <message>
        <source>Look for so long</source>
        <translation>Buscar durante</translation>
    </message>
    <message>
        <source>Nobody leaves the team&apos;s zone</source>
        <translation>Nadie sale de la zona de su equipo</translation>
    </message>
    <message>
        <source>Beside what each agent&apos;s own form says.</source>
        <translation>Además de lo que dice la ficha de cada gestor.</translation>
    </message>
</context>
<context>
    <name>PoolList</name>
    <message>
        <source>Visits that nobody has</source>
        <translation>Visitas sin gestor</translation>
    </message>
</context>
<context>
    <name>PoolPane</name>
    <message>
        <source>Group by</source>
        <translation>Agrupar por</translation>
    </message>
    <message>
        <source>Name, street, account…</source>
        <translation>Nombre, calle, crédito…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Asignar…</translation>
    </message>
    <message>
        <source>{shown} of {total} wait</source>
        <translation>{shown} de {total} por asignar</translation>
    </message>
    <message>
        <source>{total} wait</source>
        <translation>{total} por asignar</translation>
    </message>
    <message>
        <source>Hide what the law refuses that day ({count})</source>
        <translation>Ocultar bloqueadas ese día ({count})</translation>
    </message>
    <message>
        <source>Nothing passes these filters.</source>
        <translation>Nada pasa estos filtros.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Every visit of the day has an agent.</source>
        <translation>Todas las visitas del día tienen gestor.</translation>
    </message>
    <message>
        <source>{count} chosen</source>
        <translation>{count} elegidas</translation>
    </message>
</context>
<context>
    <name>Portfolio</name>
    <message>
        <source>Authorisation</source>
        <translation>Autorización</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>Aún no ha llegado</translation>
    </message>
    <message>
        <source>Promise of {amount} for {day} · {state}</source>
        <translation>Promesa de {amount} para el {day} · {state}</translation>
    </message>
    <message>
        <source>Payment of {amount}, heard at the door</source>
        <translation>Pago de {amount}, dicho en la puerta</translation>
    </message>
    <message>
        <source>Payment of {amount}, by the bank&apos;s file</source>
        <translation>Pago de {amount}, según el archivo de la entidad</translation>
    </message>
    <message>
        <source>Reversal of {amount}, by the bank&apos;s file</source>
        <translation>Reversión de {amount}, según el archivo de la entidad</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Teléfonos</translation>
    </message>
    <message>
        <source>As of {day}</source>
        <translation>Con corte al {day}</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Rango de mora</translation>
    </message>
    <message>
        <source>Last outcome</source>
        <translation>Último resultado</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Última visita</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>Próxima visita</translation>
    </message>
    <message>
        <source>Authorised until</source>
        <translation>Autorizada hasta</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consentimiento</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ubicación</translation>
    </message>
    <message>
        <source>Arrears</source>
        <translation>Mora</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Permiso</translation>
    </message>
    <message>
        <source>In other currencies</source>
        <translation>En otras monedas</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Cuentas</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Saldo vencido</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo total</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Último contacto</translation>
    </message>
    <message>
        <source>No account of their own</source>
        <translation>Sin cuentas propias</translation>
    </message>
    <message>
        <source>One account</source>
        <translation>Una cuenta</translation>
    </message>
    <message>
        <source>Several accounts</source>
        <translation>Varias cuentas</translation>
    </message>
    <message>
        <source>Answer overdue</source>
        <translation>Respuesta vencida</translation>
    </message>
    <message>
        <source>Waits for an answer</source>
        <translation>Espera respuesta</translation>
    </message>
    <message>
        <source>Petitions</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Overdue, days not known</source>
        <translation>Vencida, sin días de mora</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Al día</translation>
    </message>
    <message>
        <source>Over {days} days</source>
        <translation>Más de {days} días</translation>
    </message>
    <message>
        <source>{first}–{last} days</source>
        <translation>{first}–{last} días</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Sin dato</translation>
    </message>
    <message>
        <source>{name}, since {day}</source>
        <translation>{name}, desde {day}</translation>
    </message>
    <message>
        <source>Nothing overdue</source>
        <translation>Nada vencido</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation>Autorizada</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencida</translation>
    </message>
    <message>
        <source>No authorisation</source>
        <translation>Sin autorización</translation>
    </message>
    <message>
        <source>May be contacted</source>
        <translation>Se puede contactar</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>No contactar</translation>
    </message>
    <message>
        <source>Restricted data</source>
        <translation>Datos restringidos</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>Fallecimiento</translation>
    </message>
    <message>
        <source>Consents to visits</source>
        <translation>Consiente visitas</translation>
    </message>
    <message>
        <source>Consents to another channel</source>
        <translation>Consiente otro medio</translation>
    </message>
    <message>
        <source>No consent</source>
        <translation>Sin consentimiento</translation>
    </message>
    <message>
        <source>No address</source>
        <translation>Sin domicilio</translation>
    </message>
    <message>
        <source>No outcome</source>
        <translation>Sin resultado</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Domicilios</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Promises and payments</source>
        <translation>Promesas y pagos</translation>
    </message>
    <message>
        <source>Open the holder</source>
        <translation>Abrir titular</translation>
    </message>
    <message>
        <source>Plan a visit…</source>
        <translation>Planear visita…</translation>
    </message>
    <message>
        <source>Its visits</source>
        <translation>Sus visitas</translation>
    </message>
    <message>
        <source>Do not contact…</source>
        <translation>No contactar…</translation>
    </message>
    <message>
        <source>Name, document, account, phone, street…   Ctrl+F</source>
        <translation>Nombre, documento, cuenta, teléfono, calle…   Ctrl+F</translation>
    </message>
    <message>
        <source>There are no accounts yet.</source>
        <translation>Todavía no hay cuentas.</translation>
    </message>
    <message>
        <source>Segment…</source>
        <translation>Segmento…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>Planear visitas…</translation>
    </message>
    <message>
        <source>Set the segment</source>
        <translation>Poner el segmento</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Poner</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>Holders</source>
        <translation>Titulares</translation>
    </message>
    <message>
        <source>There are no people yet.</source>
        <translation>Todavía no hay titulares.</translation>
    </message>
    <message>
        <source>Doors to be placed</source>
        <translation>Domicilios por ubicar</translation>
    </message>
    <message>
        <source>Doors that are not on the map yet</source>
        <translation>Domicilios que aún no están en el mapa</translation>
    </message>
</context>
<context>
    <name>PrintListDialog</name>
    <message>
        <source>Print: {listing}</source>
        <translation>Imprimir: {listing}</translation>
    </message>
    <message>
        <source>Printer…</source>
        <translation>Impresora…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Exactly the rows and columns that are shown are printed, in their order.</source>
        <translation>Se imprimen exactamente las filas y columnas que se ven, en su orden.</translation>
    </message>
    <message>
        <source>So many rows are no reading for paper. Filter them, or export them.</source>
        <translation>Son demasiadas filas para leerlas en papel. Filtra la lista o expórtala.</translation>
    </message>
    <message>
        <source>It was stopped. Nothing was printed.</source>
        <translation>Se detuvo. No se imprimió nada.</translation>
    </message>
    <message>
        <source>It was stopped. Some pages may have been printed.</source>
        <translation>Se detuvo. Puede que algunas hojas ya se hayan impreso.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>Problema anterior</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Siguiente problema</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Hide the list</source>
        <translation>Ocultar la lista</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Mostrar la lista</translation>
    </message>
    <message>
        <source>Nothing to put right.</source>
        <translation>Nada que corregir.</translation>
    </message>
</context>
<context>
    <name>PropertiesPanel</name>
    <message numerus="yes">
        <source>%n questions are chosen.</source>
        <translation>
            <numerusform>%n pregunta elegida.</numerusform>
            <numerusform>%n preguntas elegidas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalStrip</name>
    <message>
        <source>Looking for a plan</source>
        <translation>Buscando un plan</translation>
    </message>
    <message>
        <source>Take the plan</source>
        <translation>Tomar el plan</translation>
    </message>
    <message>
        <source>This will do</source>
        <translation>Con este basta</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Lo que cambiaría</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Comes</source>
        <translation>Llegan</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Salen</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Cambian de orden</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Trayecto</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Looking for a first plan…</source>
        <translation>Buscando un primer plan…</translation>
    </message>
    <message>
        <source>Nothing would change: the day stands as well as it can.</source>
        <translation>Nada cambiaría: el día ya está como mejor puede.</translation>
    </message>
    <message>
        <source>Plan {number}</source>
        <translation>Plan {number}</translation>
    </message>
    <message>
        <source>{count} without room</source>
        <translation>{count} sin lugar</translation>
    </message>
    <message>
        <source>Moving everything would save {way}.</source>
        <translation>Moverlo todo ahorraría {way}.</translation>
    </message>
    <message>
        <source>The day has changed meanwhile: {visits} left out.</source>
        <translation>El día cambió entretanto: {visits} quedan fuera.</translation>
    </message>
    <message>
        <source>Without room ({count})</source>
        <translation>Sin lugar ({count})</translation>
    </message>
    <message>
        <source>Comes: {name}</source>
        <translation>Llega: {name}</translation>
    </message>
    <message>
        <source>Leaves: {name}</source>
        <translation>Sale: {name}</translation>
    </message>
    <message>
        <source>Another place in the day: {name}</source>
        <translation>Otro lugar en el día: {name}</translation>
    </message>
</context>
<context>
    <name>ProposeButton</name>
    <message>
        <source>Propose</source>
        <translation>Proponer</translation>
    </message>
    <message>
        <source>Adjust…</source>
        <translation>Ajustar…</translation>
    </message>
    <message>
        <source>Fit in what is new</source>
        <translation>Encajar lo nuevo</translation>
    </message>
    <message>
        <source>The least way</source>
        <translation>Más cercano</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Equilibrar</translation>
    </message>
    <message>
        <source>By zone</source>
        <translation>Por zona</translation>
    </message>
    <message>
        <source>Only the order</source>
        <translation>Solo ordenar</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Buscar en:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Tipo de archivos:</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>QuestionnaireCounts</name>
    <message numerus="yes">
        <source>%n phone(s) will get it.</source>
        <translation>
            <numerusform>Lo recibirá %n teléfono.</numerusform>
            <numerusform>Lo recibirán %n teléfonos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) and groups.</source>
        <translation>
            <numerusform>%n pregunta o grupo.</numerusform>
            <numerusform>%n preguntas y grupos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s) keep it from being published.</source>
        <translation>
            <numerusform>%n error impide publicarlo.</numerusform>
            <numerusform>%n errores impiden publicarlo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s); it can be published.</source>
        <translation>
            <numerusform>%n aviso; se puede publicar.</numerusform>
            <numerusform>%n avisos; se puede publicar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Questionnaires</name>
    <message>
        <source>Nothing differs.</source>
        <translation>No hay diferencias.</translation>
    </message>
    <message>
        <source>new: {n}</source>
        <translation>se agregan: {n}</translation>
    </message>
    <message>
        <source>removed: {n}</source>
        <translation>se quitan: {n}</translation>
    </message>
    <message>
        <source>moved: {n}</source>
        <translation>se mueven: {n}</translation>
    </message>
    <message>
        <source>changed: {n}</source>
        <translation>cambian: {n}</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Se agrega</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Se quita</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Se mueve</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambia</translation>
    </message>
    <message>
        <source>in {where}</source>
        <translation>en {where}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>another content</source>
        <translation>otro contenido</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>File «{name}»</source>
        <translation>Archivo «{name}»</translation>
    </message>
    <message>
        <source>Option «{label}»</source>
        <translation>Opción «{label}»</translation>
    </message>
    <message>
        <source>Questionnaire created</source>
        <translation>Cuestionario creado</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title} (copia)</translation>
    </message>
    <message>
        <source>«{title}» retired</source>
        <translation>«{title}» retirado</translation>
    </message>
    <message>
        <source>«{title}» is in use again</source>
        <translation>«{title}» vuelve a estar en uso</translation>
    </message>
    <message>
        <source>unpublished changes</source>
        <translation>cambios sin publicar</translation>
    </message>
    <message>
        <source>All portfolios</source>
        <translation>Todas las carteras</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>Cuestionario</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Latest version</source>
        <translation>Última versión</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Carteras</translation>
    </message>
    <message>
        <source>Edited by</source>
        <translation>Editado por</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>Last edited</source>
        <translation>Última edición</translation>
    </message>
    <message>
        <source>Form id</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>En blanco</translation>
    </message>
    <message>
        <source>New questionnaire</source>
        <translation>Nuevo cuestionario</translation>
    </message>
    <message>
        <source>Collection visit</source>
        <translation>Visita de cobro</translation>
    </message>
    <message>
        <source>Address validation</source>
        <translation>Validación de domicilio</translation>
    </message>
    <message>
        <source>Negotiation with income and expenses</source>
        <translation>Negociación con ingresos y gastos</translation>
    </message>
    <message>
        <source>Delivery of a notice</source>
        <translation>Entrega de aviso</translation>
    </message>
    <message>
        <source>Longest side of the photo (pixels)</source>
        <translation>Lado mayor de la foto (píxeles)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Accept a simulated position</source>
        <translation>Aceptar una ubicación simulada</translation>
    </message>
    <message>
        <source>Taken by itself at an accuracy of (m)</source>
        <translation>Se toma sola con precisión de (m)</translation>
    </message>
    <message>
        <source>Warns of an accuracy worse than (m)</source>
        <translation>Avisa si la precisión pasa de (m)</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Baja</translation>
    </message>
    <message>
        <source>Voice only</source>
        <translation>Solo voz</translation>
    </message>
    <message>
        <source>With another app</source>
        <translation>Con otra aplicación</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>Without spending battery</source>
        <translation>Sin gastar batería</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrada</translation>
    </message>
    <message>
        <source>High accuracy</source>
        <translation>Precisión alta</translation>
    </message>
    <message>
        <source>Position while it is filled in</source>
        <translation>Ubicación mientras se llena</translation>
    </message>
    <message>
        <source>At least every (s)</source>
        <translation>Al menos cada (s)</translation>
    </message>
    <message>
        <source>Oldest position (s)</source>
        <translation>Ubicación más antigua (s)</translation>
    </message>
    <message>
        <source>Record changed answers</source>
        <translation>Registrar los cambios de respuesta</translation>
    </message>
    <message>
        <source>Ask who fills it in</source>
        <translation>Preguntar quién lo llena</translation>
    </message>
    <message>
        <source>Column of the value</source>
        <translation>Columna del valor</translation>
    </message>
    <message>
        <source>Column of the words</source>
        <translation>Columna del texto</translation>
    </message>
    <message>
        <source>Options in random order</source>
        <translation>Opciones en orden aleatorio</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dibujo</translation>
    </message>
    <message>
        <source>Photo to draw on</source>
        <translation>Foto para dibujar encima</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>row {n}</source>
        <translation>fila {n}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Obligatoria</translation>
    </message>
    <message>
        <source>Message when it is not answered</source>
        <translation>Mensaje si no se responde</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Solo lectura</translation>
    </message>
    <message>
        <source>Default answer</source>
        <translation>Respuesta por omisión</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Show if</source>
        <translation>Mostrar si</translation>
    </message>
    <message>
        <source>Accept if</source>
        <translation>Validar que</translation>
    </message>
    <message>
        <source>Message when it is not accepted</source>
        <translation>Mensaje si no es válida</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>Cálculo</translation>
    </message>
    <message>
        <source>Filter of the options</source>
        <translation>Filtro de las opciones</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>Cuántas veces</translation>
    </message>
    <message>
        <source>Worked out when this changes</source>
        <translation>Se calcula cuando cambia</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Large picture</source>
        <translation>Imagen grande</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>Video clip</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>La usual</translation>
    </message>
    <message>
        <source>Several lines</source>
        <translation>Varias líneas</translation>
    </message>
    <message>
        <source>Number pad</source>
        <translation>Teclado numérico</translation>
    </message>
    <message>
        <source>Link that opens</source>
        <translation>Enlace que se abre</translation>
    </message>
    <message>
        <source>With separators of thousands</source>
        <translation>Con separador de miles</translation>
    </message>
    <message>
        <source>Counter with plus and minus</source>
        <translation>Contador con más y menos</translation>
    </message>
    <message>
        <source>Compass</source>
        <translation>Brújula</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>Vertical</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rueda</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Estrellas</translation>
    </message>
    <message>
        <source>Without marks</source>
        <translation>Sin marcas</translation>
    </message>
    <message>
        <source>Wheels instead of a calendar</source>
        <translation>Ruedas en lugar de calendario</translation>
    </message>
    <message>
        <source>Month and year</source>
        <translation>Mes y año</translation>
    </message>
    <message>
        <source>Year only</source>
        <translation>Solo año</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Camera only, no gallery</source>
        <translation>Solo cámara, sin galería</translation>
    </message>
    <message>
        <source>Front camera</source>
        <translation>Cámara frontal</translation>
    </message>
    <message>
        <source>Shown on the map</source>
        <translation>Se muestra en el mapa</translation>
    </message>
    <message>
        <source>Placed by hand on the map</source>
        <translation>Se pone a mano en el mapa</translation>
    </message>
    <message>
        <source>Drop-down list</source>
        <translation>Lista desplegable</translation>
    </message>
    <message>
        <source>List with search</source>
        <translation>Lista con búsqueda</translation>
    </message>
    <message>
        <source>Goes on at once</source>
        <translation>Avanza sola</translation>
    </message>
    <message>
        <source>In columns</source>
        <translation>En columnas</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Una junto a otra</translation>
    </message>
    <message>
        <source>Heads of a table</source>
        <translation>Encabezados de tabla</translation>
    </message>
    <message>
        <source>Row of a table</source>
        <translation>Fila de tabla</translation>
    </message>
    <message>
        <source>Likert scale</source>
        <translation>Escala Likert</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>En el mapa</translation>
    </message>
    <message>
        <source>All on one screen</source>
        <translation>Todo en una pantalla</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Como tabla</translation>
    </message>
    <message>
        <source>to send</source>
        <translation>por enviar</translation>
    </message>
    <message>
        <source>Open an earlier version as the draft</source>
        <translation>Abrir una versión anterior como borrador</translation>
    </message>
    <message>
        <source>Version {v}</source>
        <translation>Versión {v}</translation>
    </message>
    <message>
        <source>Version {version} is published: phones get it once it has reached the server.</source>
        <translation>Versión {version} publicada: los teléfonos la reciben cuando llegue al servidor.</translation>
    </message>
    <message>
        <source>And {n} more.</source>
        <translation>Y {n} más.</translation>
    </message>
    <message>
        <source>Insert after what is chosen (Enter)</source>
        <translation>Insertar después de lo elegido (Enter)</translation>
    </message>
    <message>
        <source>Open or fold all groups</source>
        <translation>Abrir o plegar todos los grupos</translation>
    </message>
    <message>
        <source>Language of the questions</source>
        <translation>Idioma de las preguntas</translation>
    </message>
    <message>
        <source>Your changes of {at} were kept and are open here.</source>
        <translation>Los cambios de {at} se conservaron y están abiertos aquí.</translation>
    </message>
    <message>
        <source>A colleague&apos;s newer draft is shown.</source>
        <translation>Se muestra el borrador más reciente de otra persona.</translation>
    </message>
    <message>
        <source>The check was stopped. What it found is listed.</source>
        <translation>Se detuvo la revisión. Lo que encontró está en la lista.</translation>
    </message>
    <message>
        <source>No problems: it can be published.</source>
        <translation>Sin problemas: se puede publicar.</translation>
    </message>
    <message>
        <source>No problems. Without Java the phone&apos;s own validator was not asked.</source>
        <translation>Sin problemas. Sin Java no se consultó el validador del teléfono.</translation>
    </message>
    <message>
        <source>{errors}, {warnings}: listed under «Questions».</source>
        <translation>{errors}, {warnings}: están en la lista de «Preguntas».</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Revisando…</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>See both sides</source>
        <translation>Ver los dos lados</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Show or hide the preview</source>
        <translation>Mostrar u ocultar la vista previa</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <source>Without title</source>
        <translation>Sin título</translation>
    </message>
    <message>
        <source>draft v{n}</source>
        <translation>borrador v{n}</translation>
    </message>
    <message>
        <source>a colleague saved it too</source>
        <translation>otra persona también guardó</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>guardando…</translation>
    </message>
    <message>
        <source>kept on this computer {at}</source>
        <translation>guardado en este equipo {at}</translation>
    </message>
    <message>
        <source>saved {at}</source>
        <translation>guardado {at}</translation>
    </message>
    <message>
        <source>Stop ({step} of {steps})</source>
        <translation>Detener ({step} de {steps})</translation>
    </message>
    <message>
        <source>Rules and compiler are asked.</source>
        <translation>Se pregunta a las reglas y al compilador.</translation>
    </message>
    <message>
        <source>The phone&apos;s own validator is asked; it may take a minute.</source>
        <translation>Se pregunta al validador del propio teléfono; puede tardar un minuto.</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <source>Translations</source>
        <translation>Traducciones</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <source>Import an XLSForm</source>
        <translation>Importar un XLSForm</translation>
    </message>
    <message>
        <source>Export as XLSForm</source>
        <translation>Exportar como XLSForm</translation>
    </message>
    <message>
        <source>With its files (*.zip)</source>
        <translation>Con sus archivos (*.zip)</translation>
    </message>
    <message>
        <source>Its files go only with a .zip.</source>
        <translation>Sus archivos van solo en un .zip.</translation>
    </message>
    <message>
        <source>Imported without some files</source>
        <translation>Importado sin algunos archivos</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>Leyendo {name}…</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Detener la lectura</translation>
    </message>
    <message>
        <source>The file was not imported</source>
        <translation>El archivo no se importó</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>Cuestionarios</translation>
    </message>
    <message>
        <source>Filter by title or id</source>
        <translation>Filtrar por título o identificador</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Unpublished changes</source>
        <translation>Cambios sin publicar</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Borrador</translation>
    </message>
    <message>
        <source>There is no questionnaire yet. Begin with a template: it is ready to use.</source>
        <translation>Todavía no hay cuestionarios. Empieza con una plantilla: está lista para usar.</translation>
    </message>
    <message>
        <source>There is no questionnaire yet.</source>
        <translation>Todavía no hay cuestionarios.</translation>
    </message>
    <message>
        <source>From a template</source>
        <translation>Desde una plantilla</translation>
    </message>
    <message>
        <source>Import an XLSForm (.xlsx, .xls)…</source>
        <translation>Importar un XLSForm (.xlsx, .xls)…</translation>
    </message>
    <message>
        <source>A colleague changed it too: see what waits.</source>
        <translation>Otra persona también lo cambió: mira lo que espera.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Make a copy</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Library of questions</source>
        <translation>Biblioteca de preguntas</translation>
    </message>
    <message>
        <source>Language of the preview</source>
        <translation>Idioma de la vista previa</translation>
    </message>
    <message>
        <source>Sample visit</source>
        <translation>Visita de ejemplo</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>En ventana aparte</translation>
    </message>
    <message>
        <source>Hide the preview</source>
        <translation>Ocultar la vista previa</translation>
    </message>
    <message>
        <source>Sample visit in Colombia</source>
        <translation>Visita de ejemplo en Colombia</translation>
    </message>
    <message>
        <source>Sample visit in Mexico</source>
        <translation>Visita de ejemplo en México</translation>
    </message>
    <message>
        <source>Without a visit</source>
        <translation>Sin visita</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>En el teléfono</translation>
    </message>
    <message>
        <source>Cannot be shown until its errors are solved.</source>
        <translation>No se puede mostrar hasta resolver sus errores.</translation>
    </message>
    <message>
        <source>The preview cannot show this: {message}</source>
        <translation>La vista previa no puede mostrar esto: {message}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>Change the type</source>
        <translation>Cambiar el tipo</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Grupo repetible</translation>
    </message>
    <message>
        <source>A comment of the workbook: phones never see it.</source>
        <translation>Un comentario del libro: los teléfonos no lo ven.</translation>
    </message>
    <message>
        <source>Press Enter in the tree to add a question.</source>
        <translation>Pulsa Enter en el árbol para agregar una pregunta.</translation>
    </message>
    <message>
        <source>Choose a question to see its properties.</source>
        <translation>Elige una pregunta para ver sus propiedades.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Without a connection it waits here and is sent by itself when there is one.</source>
        <translation>Sin conexión espera aquí y se envía sola cuando la haya.</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>Quién lo recibe</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>Nota (opcional)</translation>
    </message>
    <message>
        <source>The first version</source>
        <translation>La primera versión</translation>
    </message>
    <message>
        <source>What changes since {version}</source>
        <translation>Qué cambia desde la versión {version}</translation>
    </message>
    <message>
        <source>Checked with the rules of {countries}.</source>
        <translation>Revisado con las reglas de {countries}.</translation>
    </message>
    <message>
        <source>The phone&apos;s validator was not asked: no Java.</source>
        <translation>No se consultó el validador del teléfono: no hay Java.</translation>
    </message>
    <message>
        <source>The form</source>
        <translation>El formulario</translation>
    </message>
    <message>
        <source>Phones know the form by it: it does not change later.</source>
        <translation>Los teléfonos conocen el formulario por él: después no cambia.</translation>
    </message>
    <message>
        <source>Publishing proposes the next one.</source>
        <translation>Al publicar se propone la siguiente.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Name of each answer on the phone</source>
        <translation>Nombre de cada respuesta en el teléfono</translation>
    </message>
    <message>
        <source>An expression, such as concat(${titular}, …).</source>
        <translation>Una expresión, como concat(${titular}, …).</translation>
    </message>
    <message>
        <source>Other settings of the workbook</source>
        <translation>Otros ajustes del libro</translation>
    </message>
    <message>
        <source>One question a screen</source>
        <translation>Una pregunta por pantalla</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Cuadrícula</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Disposición</translation>
    </message>
    <message>
        <source>Default language</source>
        <translation>Idioma por omisión</translation>
    </message>
    <message>
        <source>Words without a language</source>
        <translation>Textos sin idioma</translation>
    </message>
    <message>
        <source>What the phone records by itself</source>
        <translation>Lo que el teléfono registra solo</translation>
    </message>
    <message>
        <source>The log of the form holds when each question was answered, and where when positions are recorded.</source>
        <translation>El registro del formulario guarda cuándo se respondió cada pregunta, y dónde si se registra la ubicación.</translation>
    </message>
    <message>
        <source>The column of the answers; references follow a new name.</source>
        <translation>La columna de las respuestas; las referencias siguen al nombre nuevo.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>sin uso</translation>
    </message>
    <message>
        <source>Files for phones</source>
        <translation>Archivos para teléfonos</translation>
    </message>
    <message>
        <source>More logic</source>
        <translation>Más lógica</translation>
    </message>
    <message>
        <source>Media beside the text</source>
        <translation>Medios junto al texto</translation>
    </message>
    <message>
        <source>Other columns</source>
        <translation>Otras columnas</translation>
    </message>
    <message>
        <source>Some are not used by this type; nothing is lost.</source>
        <translation>Algunas no se usan en este tipo; nada se pierde.</translation>
    </message>
    <message>
        <source>Edit the options</source>
        <translation>Editar las opciones</translation>
    </message>
    <message>
        <source>List of options</source>
        <translation>Lista de opciones</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>Insert a question…</source>
        <translation>Insertar una pregunta…</translation>
    </message>
    <message>
        <source>Put into a group</source>
        <translation>Poner en un grupo</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cortar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Type of question</source>
        <translation>Tipo de pregunta</translation>
    </message>
    <message>
        <source>Type of question…</source>
        <translation>Tipo de pregunta…</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Tipos</translation>
    </message>
    <message>
        <source>Open as the draft</source>
        <translation>Abrir como borrador</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Publicadas</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Nothing was published yet.</source>
        <translation>Todavía no se ha publicado nada.</translation>
    </message>
    <message>
        <source>The draft</source>
        <translation>El borrador</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Comparando…</translation>
    </message>
    <message>
        <source>It is the draft now; undo brings yours back.</source>
        <translation>Ahora es el borrador; deshacer devuelve el tuyo.</translation>
    </message>
    <message>
        <source>Add its code in parentheses, as in «{example}»: phones go by it.</source>
        <translation>Falta su código entre paréntesis, como en «{example}»: los teléfonos se guían por él.</translation>
    </message>
    <message>
        <source>The code of this language is «{code}».</source>
        <translation>El código de este idioma es «{code}».</translation>
    </message>
    <message>
        <source>No language has the code «{code}».</source>
        <translation>Ningún idioma tiene el código «{code}».</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>Agregar {name}</translation>
    </message>
    <message>
        <source>Add files: {n}</source>
        <translation>Agregar archivos: {n}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Quitar {name}</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Elegir el archivo…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Reemplazar…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Lo piden</translation>
    </message>
    <message>
        <source>It cannot be shown here.</source>
        <translation>No se puede mostrar aquí.</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Agregar archivos…</translation>
    </message>
    <message>
        <source>Files of the questionnaire</source>
        <translation>Archivos del cuestionario</translation>
    </message>
    <message>
        <source>Files can also be dropped here, or pasted (Ctrl+V): up to {one} MB each, {all} MB in all.</source>
        <translation>También se pueden soltar aquí, o pegar (Ctrl+V): hasta {one} MB cada uno y {all} MB en total.</translation>
    </message>
    <message>
        <source>No files yet. Pictures, sounds, videos and tables (CSV, GeoJSON, XML) that questions name go to the phones from here.</source>
        <translation>Aún no hay archivos. Las imágenes, sonidos, videos y tablas (CSV, GeoJSON, XML) que las preguntas nombran llegan a los teléfonos desde aquí.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Agregar archivos</translation>
    </message>
    <message>
        <source>A file for {name}</source>
        <translation>Un archivo para {name}</translation>
    </message>
    <message>
        <source>There is no file to paste.</source>
        <translation>No hay un archivo para pegar.</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>imagen</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>y {n} más</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Note (optional)</source>
        <translation>Nota (opcional)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>RefusalsDialog</name>
    <message>
        <source>Not done</source>
        <translation>No se hizo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>This is not legal advice.</source>
        <translation>Esto no es asesoría legal.</translation>
    </message>
    <message>
        <source>{account} and {count} more</source>
        <translation>{account} y {count} más</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>The server asks what the region needs…</source>
        <translation>El servidor pregunta qué necesita la región…</translation>
    </message>
    <message>
        <source>The map is {size} and comes from {host} (tiles: {tiles}, requests: {requests}). Every control center will download these {size} once.</source>
        <translation>El mapa pesa {size} y viene de {host} (teselas: {tiles}, peticiones: {requests}). Cada centro de control bajará esos {size} una vez.</translation>
    </message>
    <message>
        <source>{done} of {size} have come from {host}.</source>
        <translation>Han llegado {done} de {size} desde {host}.</translation>
    </message>
    <message>
        <source>It was stopped. The map that was there stays.</source>
        <translation>Se detuvo. Sigue el mapa que había.</translation>
    </message>
    <message>
        <source>The map of {size} is on the server: control centers download it by themselves.</source>
        <translation>El mapa de {size} está en el servidor: los centros de control lo bajan solos.</translation>
    </message>
    <message>
        <source>Its source changed meanwhile, so that it was begun anew.</source>
        <translation>Su origen cambió mientras tanto y se comenzó de nuevo.</translation>
    </message>
    <message>
        <source>The streets of the municipality are read from it now.</source>
        <translation>Ahora se leen de él las calles del municipio.</translation>
    </message>
    <message>
        <source>Map with the streets of your region</source>
        <translation>Mapa con calles de tu región</translation>
    </message>
    <message>
        <source>For example Medellín, or Antioquia</source>
        <translation>Por ejemplo Medellín o Antioquia</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Lugares encontrados</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>All the detail</source>
        <translation>Todo el detalle</translation>
    </message>
    <message>
        <source>Less detail</source>
        <translation>Menos detalle</translation>
    </message>
    <message>
        <source>Main streets only</source>
        <translation>Solo calles principales</translation>
    </message>
    <message>
        <source>Draw on the map</source>
        <translation>Dibujar en el mapa</translation>
    </message>
    <message>
        <source>Tell its size</source>
        <translation>Calcular el tamaño</translation>
    </message>
    <message>
        <source>Bring the map</source>
        <translation>Traer el mapa</translation>
    </message>
    <message>
        <source>How much of the map has come</source>
        <translation>Cuánto del mapa ha llegado</translation>
    </message>
    <message>
        <source>The server takes your region out of a map of the world (OpenStreetMap). Nothing of yours leaves: only which part of the map is asked for.</source>
        <translation>El servidor toma tu región de un mapa del mundo (OpenStreetMap). Nada tuyo sale: solo se pide qué parte del mapa se necesita.</translation>
    </message>
    <message>
        <source>Search a town, a department or a state</source>
        <translation>Buscar una ciudad, un departamento o un estado</translation>
    </message>
    <message>
        <source>Filled in by the search, or by drawing on the map.</source>
        <translation>Se llena con la búsqueda o al dibujar en el mapa.</translation>
    </message>
    <message>
        <source>Box in degrees: west, south, east, north</source>
        <translation>Recuadro en grados: oeste, sur, este, norte</translation>
    </message>
    <message>
        <source>Municipality whose addresses are placed by these streets</source>
        <translation>Municipio cuyas direcciones se ubican con estas calles</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>{name} (whole)</source>
        <translation>{name} (todo)</translation>
    </message>
    <message>
        <source>Four degrees, west before east and south before north.</source>
        <translation>Cuatro grados: el oeste antes que el este y el sur antes que el norte.</translation>
    </message>
</context>
<context>
    <name>RemovableChip</name>
    <message>
        <source>Only {what}; press to see all</source>
        <translation>Solo {what}; al pulsar se ven todas</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>Stop before</source>
        <translation>Parada anterior</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Next stop</source>
        <translation>Parada siguiente</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>Hora que se muestra</translation>
    </message>
    <message>
        <source>moving {time}</source>
        <translation>en movimiento {time}</translation>
    </message>
    <message>
        <source>stopped {time}</source>
        <translation>en parada {time}</translation>
    </message>
    <message>
        <source>unexplained {time}</source>
        <translation>sin explicar {time}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Speed {speed}</source>
        <translation>Velocidad {speed}</translation>
    </message>
</context>
<context>
    <name>ReportSharing</name>
    <message>
        <source>To read, print and send: PDF</source>
        <translation>Para leer, imprimir y enviar: PDF</translation>
    </message>
    <message>
        <source>What the page shows is written, with its filters and up to when its data go.</source>
        <translation>Se escribe lo que muestra la página, con sus filtros y hasta cuándo llegan sus datos.</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Excel…</source>
        <translation>Excel…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>The pages are being made…</source>
        <translation>Preparando las páginas…</translation>
    </message>
    <message>
        <source>Another report is on its way out.</source>
        <translation>Otro reporte está saliendo todavía.</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Measure</source>
        <translation>Medida</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>First attempts only</source>
        <translation>Solo primeros intentos</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Comparado con</translation>
    </message>
    <message>
        <source>Team to compare with</source>
        <translation>Equipo con el que se compara</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Contra</translation>
    </message>
    <message>
        <source>Counted by the server</source>
        <translation>Calculado en el servidor</translation>
    </message>
    <message>
        <source>Counted on this computer</source>
        <translation>Calculado en este equipo</translation>
    </message>
    <message>
        <source>Offline only what this computer holds counts</source>
        <translation>Sin conexión solo cuenta lo que este equipo tiene</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Calculando…</translation>
    </message>
</context>
<context>
    <name>RequiredField</name>
    <message>
        <source>Only if…</source>
        <translation>Solo si…</translation>
    </message>
    <message>
        <source>Required only if</source>
        <translation>Obligatoria solo si</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Without a visit</source>
        <translation>Sin visita</translation>
    </message>
    <message>
        <source>for {day}</source>
        <translation>para el {day}</translation>
    </message>
    <message>
        <source>Promise to pay</source>
        <translation>Promesa de pago</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>{what} from {time} on</source>
        <translation>{what} desde {time}</translation>
    </message>
    <message>
        <source>The phone sent a later answer in its place.</source>
        <translation>El teléfono envió después otra respuesta en su lugar.</translation>
    </message>
    <message>
        <source>Parts of it have not come from the phone yet.</source>
        <translation>Faltan partes por llegar del teléfono.</translation>
    </message>
    <message>
        <source>Its version of the questionnaire is not here: answers have no labels.</source>
        <translation>Su versión del cuestionario no está aquí: las respuestas van sin etiquetas.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguien</translation>
    </message>
    <message>
        <source>Questionnaire begun</source>
        <translation>Cuestionario iniciado</translation>
    </message>
    <message>
        <source>Questionnaire finished</source>
        <translation>Cuestionario terminado</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>Respuesta recibida</translation>
    </message>
    <message>
        <source>Proposed place</source>
        <translation>Lugar propuesto</translation>
    </message>
    <message>
        <source>Commented</source>
        <translation>Comentario</translation>
    </message>
</context>
<context>
    <name>ResultFiles</name>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>Printed by {name}, {time}</source>
        <translation>Impreso por {name}, {time}</translation>
    </message>
</context>
<context>
    <name>ResultHead</name>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Fetch again what is missing</source>
        <translation>Traer de nuevo lo que falta</translation>
    </message>
    <message>
        <source>Print to PDF</source>
        <translation>Imprimir en PDF</translation>
    </message>
    <message>
        <source>Dossier…</source>
        <translation>Expediente…</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>Por enviar</translation>
    </message>
</context>
<context>
    <name>ResultMap</name>
    <message>
        <source>Trail ± 15 min</source>
        <translation>Recorrido ± 15 min</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Llegada</translation>
    </message>
    <message>
        <source>Asking for the trail is kept in the audit.</source>
        <translation>Consultar el recorrido queda en la auditoría.</translation>
    </message>
    <message>
        <source>Fetching the trail…</source>
        <translation>Trayendo el recorrido…</translation>
    </message>
    <message>
        <source>The trail is on the server only: there is no connection now.</source>
        <translation>El recorrido está solo en el servidor: ahora no hay conexión.</translation>
    </message>
    <message>
        <source>The phone reported no position around the visit.</source>
        <translation>El teléfono no reportó posiciones alrededor de la visita.</translation>
    </message>
    <message>
        <source>It is kept that you looked at this trail.</source>
        <translation>Queda registrado que consultaste este recorrido.</translation>
    </message>
</context>
<context>
    <name>ResultPrint</name>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Promises and payments</source>
        <translation>Promesas y pagos</translation>
    </message>
    <message>
        <source>Proposed by the field</source>
        <translation>Propuesto desde el campo</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos that are not here: {count}</source>
        <translation>Fotos que no están aquí: {count}</translation>
    </message>
</context>
<context>
    <name>ResultSide</name>
    <message>
        <source>Findings of the phone&apos;s log</source>
        <translation>Hallazgos del registro del teléfono</translation>
    </message>
    <message>
        <source>Promises and payments</source>
        <translation>Promesas y pagos</translation>
    </message>
    <message>
        <source>Proposed by the field</source>
        <translation>Propuesto desde el campo</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Other answers of this visit</source>
        <translation>Otras respuestas de esta visita</translation>
    </message>
    <message>
        <source>Without connection: what left by mail or webhook is not known.</source>
        <translation>Sin conexión: no se sabe qué salió por correo o webhook.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>Por enviar</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>This visit is not here any more.</source>
        <translation>Esta visita ya no está aquí.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Photos and files</source>
        <translation>Fotos y archivos</translation>
    </message>
    <message>
        <source>With issues</source>
        <translation>Con observaciones</translation>
    </message>
    <message>
        <source>Photo not clear</source>
        <translation>Foto poco clara</translation>
    </message>
    <message>
        <source>Answer missing</source>
        <translation>Falta una respuesta</translation>
    </message>
    <message>
        <source>Amounts do not agree</source>
        <translation>Los montos no coinciden</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Not at the address</source>
        <translation>No fue en el domicilio</translation>
    </message>
    <message>
        <source>Wrong person</source>
        <translation>Persona equivocada</translation>
    </message>
    <message>
        <source>Photos are not of the visit</source>
        <translation>Las fotos no son de la visita</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentar</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Guardar una copia…</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Visita</translation>
    </message>
    <message>
        <source>Print to PDF</source>
        <translation>Imprimir en PDF</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Your role reads reviews, it does not make them.</source>
        <translation>Tu rol consulta las revisiones, no las hace.</translation>
    </message>
    <message>
        <source>There is nothing to review yet.</source>
        <translation>Todavía no hay nada por revisar.</translation>
    </message>
    <message>
        <source>Previous to review</source>
        <translation>Anterior por revisar</translation>
    </message>
    <message>
        <source>Next to review</source>
        <translation>Siguiente por revisar</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>With issues</source>
        <translation>Con observaciones</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Edit with reason</source>
        <translation>Editar con motivo</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentar</translation>
    </message>
</context>
<context>
    <name>ReviewTab</name>
    <message>
        <source>To review</source>
        <translation>Por revisar</translation>
    </message>
    <message>
        <source>Filter by name, street, agent…   Ctrl+F</source>
        <translation>Filtrar por nombre, calle, gestor…   Ctrl+F</translation>
    </message>
    <message>
        <source>Start reviewing</source>
        <translation>Empezar a revisar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Everything has been reviewed. What comes in from phones appears here.</source>
        <translation>Todo está revisado. Lo que llegue de los teléfonos aparece aquí.</translation>
    </message>
</context>
<context>
    <name>Reviews</name>
    <message>
        <source>{place} of {count} to review</source>
        <translation>{place} de {count} por revisar</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nada por revisar</translation>
    </message>
    <message>
        <source>Proposal accepted</source>
        <translation>Propuesta aceptada</translation>
    </message>
    <message>
        <source>Proposal declined</source>
        <translation>Propuesta descartada</translation>
    </message>
    <message>
        <source>Differs from the form</source>
        <translation>Difiere del formulario</translation>
    </message>
    <message>
        <source>Approved: {name}</source>
        <translation>Aprobada: {name}</translation>
    </message>
    <message>
        <source>With issues: {name}</source>
        <translation>Con observaciones: {name}</translation>
    </message>
    <message>
        <source>Rejected: {name}</source>
        <translation>Rechazada: {name}</translation>
    </message>
    <message>
        <source>Comment kept: {name}</source>
        <translation>Comentario guardado: {name}</translation>
    </message>
    <message>
        <source>Corrected: {name}</source>
        <translation>Corregida: {name}</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Difiere</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibida</translation>
    </message>
    <message>
        <source>Logic</source>
        <translation>Lógica</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>Cuestionario</translation>
    </message>
</context>
<context>
    <name>ScopeMenu</name>
    <message>
        <source>All teams</source>
        <translation>Todos los equipos</translation>
    </message>
    <message>
        <source>All portfolios</source>
        <translation>Todas las carteras</translation>
    </message>
</context>
<context>
    <name>ScopeModel</name>
    <message>
        <source>All teams</source>
        <translation>Todos los equipos</translation>
    </message>
    <message>
        <source>All portfolios</source>
        <translation>Todas las carteras</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>Change password</source>
        <translation>Cambiar contraseña</translation>
    </message>
    <message>
        <source>Your sessions on other machines will end; this one goes on.</source>
        <translation>Las sesiones en otros equipos terminan; esta sigue.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Contraseña actual</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Contraseña nueva</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>Contraseña nueva otra vez</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>Poner una frase de acceso</translation>
    </message>
    <message>
        <source>It keeps your data and what is not sent yet on this machine, encrypted, when you close. It will be asked for at each start. Nobody can recover it: choose several words that you will remember.</source>
        <translation>Con ella, al cerrar, los datos y lo que falte por enviar se quedan cifrados en este equipo. Se pide en cada inicio. Nadie puede recuperarla: conviene elegir varias palabras que se recuerden.</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>Poner</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Frase de acceso otra vez</translation>
    </message>
    <message>
        <source>The session of {email} has ended. Nothing is lost: what you did stays here and is sent once you sign in again.</source>
        <translation>La sesión de {email} terminó. No se pierde nada: lo hecho queda aquí y se envía al iniciar sesión de nuevo.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Iniciar sesión de nuevo</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
</context>
<context>
    <name>ServerBox</name>
    <message>
        <source>As the server had it at {time}.</source>
        <translation>Como estaba en el servidor a las {time}.</translation>
    </message>
    <message>
        <source>Without connection: as it was at {time}. Acts have to wait.</source>
        <translation>Sin conexión: como estaba a las {time}. Para actuar hay que esperar.</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Address of your server</source>
        <translation>Dirección de tu servidor</translation>
    </message>
    <message>
        <source>Your agents&apos; visits, your portfolio and your map come from there. Whoever runs Kobra at your company gave you the address or an invitation; either can be pasted here, or read from its QR code.</source>
        <translation>De ahí vienen las visitas de tus gestores, tu cartera y tu mapa. Quien administra Kobra en tu empresa te dio la dirección o una invitación; aquí puedes pegarla o leerla de su código QR.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Read a QR code</source>
        <translation>Leer un código QR</translation>
    </message>
    <message>
        <source>With my company&apos;s server</source>
        <translation>Con el servidor de mi empresa</translation>
    </message>
    <message>
        <source>Of the picture that was copied</source>
        <translation>De la imagen copiada</translation>
    </message>
    <message>
        <source>Of a picture in a file…</source>
        <translation>De una imagen en un archivo…</translation>
    </message>
    <message>
        <source>Picture with a QR code</source>
        <translation>Imagen con un código QR</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Continue anyway</source>
        <translation>Continuar de todos modos</translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation>Buscándolo…</translation>
    </message>
    <message>
        <source>The clock of this machine is {span} behind the server&apos;s.</source>
        <translation>El reloj de este equipo va {span} atrasado respecto al del servidor.</translation>
    </message>
    <message>
        <source>The clock of this machine is {span} ahead of the server&apos;s.</source>
        <translation>El reloj de este equipo va {span} adelantado respecto al del servidor.</translation>
    </message>
    <message>
        <source>Set date, time and time zone; hours on the screen depend on it.</source>
        <translation>Ajusta fecha, hora y zona horaria: de ellas dependen las horas en pantalla.</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>The link opens no more</source>
        <translation>El enlace ya no abre</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Reporte</translation>
    </message>
    <message>
        <source>Held to</source>
        <translation>Con qué filtros</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Aperturas</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>Última vez</translation>
    </message>
    <message>
        <source>Opens until</source>
        <translation>Abre hasta</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>In the mail to</source>
        <translation>En el correo a</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Hecho por</translation>
    </message>
    <message>
        <source>Saved: it is sent when it is due next</source>
        <translation>Guardado: se envía la próxima vez que toque</translation>
    </message>
    <message>
        <source>Saved: it is not sent until it is on</source>
        <translation>Guardado: no se envía hasta que esté activo</translation>
    </message>
    <message>
        <source>It is on its way</source>
        <translation>Va en camino</translation>
    </message>
    <message>
        <source>It is sent no more</source>
        <translation>Ya no se envía</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Aún no se le envía nada</translation>
    </message>
    <message>
        <source>Handed to the mail server</source>
        <translation>Entregado al servidor de correo</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Próximo</translation>
    </message>
    <message>
        <source>Last sent</source>
        <translation>Último envío</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>Lo programó</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Apagado</translation>
    </message>
    <message>
        <source>Share by link</source>
        <translation>Compartir por enlace</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>Crear el enlace</translation>
    </message>
    <message>
        <source>Whoever has the address sees the report as it is now, without an account, until the link ends. Figures of fewer than 5 people are not shown, agents stand by their codes, and charts that tell people apart are left out.</source>
        <translation>Quien tenga la dirección ve el reporte como está ahora, sin cuenta, hasta que el enlace termine. No se muestran cifras de menos de 5 personas, los gestores aparecen por su código y las gráficas que distinguen a personas se dejan fuera.</translation>
    </message>
    <message>
        <source>The link is ready</source>
        <translation>El enlace está listo</translation>
    </message>
    <message>
        <source>Address of the link</source>
        <translation>Dirección del enlace</translation>
    </message>
    <message>
        <source>It opens until {until}. The address is not kept: copy it now. The link can be revoked at any time in “Links and mails”.</source>
        <translation>Abre hasta el {until}. La dirección no se guarda: cópiala ahora. El enlace se puede revocar cuando quieras en «Enlaces y correos».</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Copiar el enlace</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Abrir el reporte</translation>
    </message>
    <message>
        <source>Renew…</source>
        <translation>Renovar…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Revocar…</translation>
    </message>
    <message>
        <source>{count} · last {when}</source>
        <translation>{count} · la última {when}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Links of reports</source>
        <translation>Enlaces de reportes</translation>
    </message>
    <message>
        <source>Report, filters, who…   Ctrl+F</source>
        <translation>Reporte, filtros, quién…   Ctrl+F</translation>
    </message>
    <message>
        <source>Revoke all…</source>
        <translation>Revocar todos…</translation>
    </message>
    <message>
        <source>No report is shared by link.</source>
        <translation>Ningún reporte se comparte por enlace.</translation>
    </message>
    <message>
        <source>The same report as it is now, by a new address. The one before opens no more.</source>
        <translation>El mismo reporte como está ahora, con otra dirección. La anterior ya no abre.</translation>
    </message>
    <message>
        <source>Renew the link?</source>
        <translation>¿Renovar el enlace?</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Renovar</translation>
    </message>
    <message>
        <source>Whoever has the address sees nothing any more.</source>
        <translation>Quien tenga la dirección ya no ve nada.</translation>
    </message>
    <message>
        <source>Revoke the link?</source>
        <translation>¿Revocar el enlace?</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Revocar</translation>
    </message>
    <message>
        <source>None of your links opens any more, those in mails neither.</source>
        <translation>Ninguno de tus enlaces abre ya, tampoco los de los correos.</translation>
    </message>
    <message>
        <source>Revoke all your links?</source>
        <translation>¿Revocar todos tus enlaces?</translation>
    </message>
    <message>
        <source>Revoke all</source>
        <translation>Revocar todos</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo así</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Compartir</translation>
    </message>
    <message>
        <source>Send by mail</source>
        <translation>Enviar por correo</translation>
    </message>
    <message>
        <source>The last day</source>
        <translation>El último día</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>To (e-mail addresses, with commas between)</source>
        <translation>Para (correos, separados por comas)</translation>
    </message>
    <message>
        <source>It is sent</source>
        <translation>Se envía</translation>
    </message>
    <message>
        <source>Who has an account in Kobra gets what their own scope lets them see; any other address, figures of many people together, as a link shows them. An address that the mail server refuses is said in “Links and mails”; what is returned later goes to the mailbox that Kobra sends from.</source>
        <translation>Quien tiene cuenta en Kobra recibe lo que su propio alcance deja ver; cualquier otra dirección, cifras de muchas personas juntas, como las muestra un enlace. Una dirección que el servidor de correo rechaza se dice en «Enlaces y correos»; lo que vuelva devuelto más tarde llega al buzón desde el que Kobra envía.</translation>
    </message>
    <message>
        <source>Next: {times} · {zone}</source>
        <translation>Próximos: {times} · {zone}</translation>
    </message>
    <message>
        <source>It is tried again on {when}.</source>
        <translation>Se intenta de nuevo el {when}.</translation>
    </message>
    <message>
        <source>It waits in the server, which has no mail set up yet.</source>
        <translation>Espera en el servidor, que aún no tiene correo configurado.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Encender</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Send now…</source>
        <translation>Enviar ahora…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>It is off</source>
        <translation>Está apagado</translation>
    </message>
    <message>
        <source>Reports by mail</source>
        <translation>Reportes por correo</translation>
    </message>
    <message>
        <source>Report, address, who…   Ctrl+F</source>
        <translation>Reporte, correo, quién…   Ctrl+F</translation>
    </message>
    <message>
        <source>No report is sent by mail yet.</source>
        <translation>Aún no se envía ningún reporte por correo.</translation>
    </message>
    <message>
        <source>All its readers get it as it is now. The next time stays.</source>
        <translation>Todos sus destinatarios lo reciben como está ahora. El próximo envío sigue igual.</translation>
    </message>
    <message>
        <source>Send it now?</source>
        <translation>¿Enviarlo ahora?</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>It is sent to nobody any more. To stop for a while, switch it off.</source>
        <translation>Ya no se envía a nadie. Para detenerlo un tiempo, apágalo.</translation>
    </message>
    <message>
        <source>Remove it?</source>
        <translation>¿Quitarlo?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>By link…</source>
        <translation>Por enlace…</translation>
    </message>
    <message>
        <source>By mail…</source>
        <translation>Por correo…</translation>
    </message>
    <message>
        <source>Links and mails</source>
        <translation>Enlaces y correos</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Enlaces</translation>
    </message>
    <message>
        <source>By mail</source>
        <translation>Por correo</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Everywhere</source>
        <translation>En todas partes</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Buscar o ejecutar</translation>
    </message>
    <message>
        <source>Help of this page</source>
        <translation>Ayuda de esta página</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizar ahora</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Go to the page</source>
        <translation>Ir a la página</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Alcance</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Bloquear pantalla</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>Filtrar esta lista</translation>
    </message>
    <message>
        <source>New (of the page)</source>
        <translation>Nuevo (de la página)</translation>
    </message>
    <message>
        <source>Assign what is chosen</source>
        <translation>Asignar lo elegido</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>Exportar lo que se ve</translation>
    </message>
    <message>
        <source>Print what is shown</source>
        <translation>Imprimir lo que se ve</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Copiar filas</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Mover</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Elegir</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>Cerrar el panel</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Pared</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Recorrido</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Trail of the day</source>
        <translation>Recorrido del día</translation>
    </message>
    <message>
        <source>See all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Reproducir o pausar</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>One minute back</source>
        <translation>Un minuto atrás</translation>
    </message>
    <message>
        <source>One minute on</source>
        <translation>Un minuto adelante</translation>
    </message>
    <message>
        <source>To the stop before</source>
        <translation>A la parada anterior</translation>
    </message>
    <message>
        <source>To the next stop</source>
        <translation>A la parada siguiente</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>With issues</source>
        <translation>Con observaciones</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Edit with reason</source>
        <translation>Editar con motivo</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentar</translation>
    </message>
    <message>
        <source>Next to review</source>
        <translation>Siguiente por revisar</translation>
    </message>
    <message>
        <source>Previous to review</source>
        <translation>Anterior por revisar</translation>
    </message>
    <message>
        <source>Print to PDF</source>
        <translation>Imprimir en PDF</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Planear</translation>
    </message>
    <message>
        <source>Walk the stops, up to the day</source>
        <translation>Recorrer las paradas, arriba hasta el día</translation>
    </message>
    <message>
        <source>The day beside</source>
        <translation>La jornada de al lado</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>Antes, después</translation>
    </message>
    <message>
        <source>To the agent beside</source>
        <translation>Al gestor de al lado</translation>
    </message>
    <message>
        <source>Give to that agent</source>
        <translation>Asignar a ese gestor</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Quitar al gestor</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Fijar</translation>
    </message>
    <message>
        <source>Open; on its head, the whole day</source>
        <translation>Abrir; en la cabecera, elegir el día</translation>
    </message>
    <message>
        <source>Bring in what was copied</source>
        <translation>Importar lo que se copió</translation>
    </message>
    <message>
        <source>To the next step</source>
        <translation>Al paso siguiente</translation>
    </message>
    <message>
        <source>To the step before</source>
        <translation>Al paso anterior</translation>
    </message>
    <message>
        <source>Editor of questionnaires</source>
        <translation>Editor de cuestionarios</translation>
    </message>
    <message>
        <source>Write the question in place</source>
        <translation>Escribir la pregunta en su lugar</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>Guardar ahora</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Siguiente problema</translation>
    </message>
    <message>
        <source>Problem before</source>
        <translation>Problema anterior</translation>
    </message>
    <message>
        <source>What can stand here</source>
        <translation>Qué puede ir aquí</translation>
    </message>
    <message>
        <source>Paste what was copied</source>
        <translation>Pegar lo copiado</translation>
    </message>
    <message>
        <source>Take a place that is offered</source>
        <translation>Tomar una ubicación de las propuestas</translation>
    </message>
    <message>
        <source>Move the pin</source>
        <translation>Mover el pin</translation>
    </message>
    <message>
        <source>Move the pin far</source>
        <translation>Mover el pin a saltos</translation>
    </message>
    <message>
        <source>Next door</source>
        <translation>Domicilio siguiente</translation>
    </message>
    <message>
        <source>Door before</source>
        <translation>Domicilio anterior</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Gráficas</translation>
    </message>
    <message>
        <source>From figure to figure</source>
        <translation>De cifra en cifra</translation>
    </message>
    <message>
        <source>First and last figure</source>
        <translation>Primera y última cifra</translation>
    </message>
    <message>
        <source>The rows behind it</source>
        <translation>Las filas que hay detrás</translation>
    </message>
    <message>
        <source>Look closer, or back</source>
        <translation>Ver de cerca o de lejos</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>Lists in an order of one&apos;s own</source>
        <translation>Listas con orden propio</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>Formularios</translation>
    </message>
    <message>
        <source>Save from any field</source>
        <translation>Guardar desde cualquier campo</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Salir sin guardar</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Space bar</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Retroceso</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>arrows</source>
        <translation>flechas</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Shortcuts</source>
        <translation>Atajos</translation>
    </message>
    <message>
        <source>Act or key…</source>
        <translation>Acción o tecla…</translation>
    </message>
    <message>
        <source>Search among the shortcuts</source>
        <translation>Buscar entre los atajos</translation>
    </message>
    <message>
        <source>No shortcut is called that.</source>
        <translation>Ningún atajo se llama así.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Single letters act only when no text field has the focus.</source>
        <translation>Las letras solas actúan solo si no se está escribiendo en un campo.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>I have a code</source>
        <translation>Tengo un código</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Forgot it? Your administrator can read a new code out to you.</source>
        <translation>¿La olvidaste? Tu administrador puede leerte un código nuevo.</translation>
    </message>
    <message>
        <source>Trial or another server</source>
        <translation>Prueba u otro servidor</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Contraseña nueva</translation>
    </message>
    <message>
        <source>I have a password</source>
        <translation>Tengo una contraseña</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Entrando…</translation>
    </message>
    <message>
        <source>Write it here.</source>
        <translation>Escríbelo aquí.</translation>
    </message>
    <message>
        <source>This is not the address of a server.</source>
        <translation>Esta no es la dirección de un servidor.</translation>
    </message>
    <message>
        <source>The server must be reached by https.</source>
        <translation>Al servidor se llega por https.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Esto no es un correo.</translation>
    </message>
</context>
<context>
    <name>Silence</name>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Qué falta</translation>
    </message>
    <message>
        <source>Never reported</source>
        <translation>Nunca ha reportado</translation>
    </message>
    <message>
        <source>Not today, in shift</source>
        <translation>Hoy no, ya en turno</translation>
    </message>
    <message>
        <source>Phone not enrolled</source>
        <translation>Teléfono sin inscribir</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Shift today</source>
        <translation>Turno de hoy</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Not reported yet</source>
        <translation>Sin reportar todavía</translation>
    </message>
    <message>
        <source>Name, code, phone…   Ctrl+F</source>
        <translation>Nombre, código…   Ctrl+F</translation>
    </message>
    <message>
        <source>Everybody who should report has reported.</source>
        <translation>Reportaron todos los que deben reportar.</translation>
    </message>
    <message>
        <source>Whose phone never spoke since it was enrolled, who has said nothing today though the shift began, and who has no phone yet.</source>
        <translation>Gestores cuyo teléfono no ha reportado desde que se inscribió, los que hoy no han reportado aunque su turno empezó, y los que aún no tienen teléfono.</translation>
    </message>
</context>
<context>
    <name>Sos</name>
    <message>
        <source>place not known</source>
        <translation>lugar sin conocer</translation>
    </message>
    <message>
        <source>near {street}</source>
        <translation>cerca de {street}</translation>
    </message>
    <message>
        <source>Nearest: {names}</source>
        <translation>Más cerca: {names}</translation>
    </message>
</context>
<context>
    <name>SosBar</name>
    <message>
        <source>SOS · {name}</source>
        <translation>SOS · {name}</translation>
    </message>
    <message>
        <source>No number is known</source>
        <translation>No se conoce su número</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Attend</source>
        <translation>Atender</translation>
    </message>
</context>
<context>
    <name>SosSection</name>
    <message>
        <source>Where</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Nearest colleagues</source>
        <translation>Colegas más cercanos</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Qué se ha hecho</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation>Llamar a {name}</translation>
    </message>
</context>
<context>
    <name>StaffSheet</name>
    <message>
        <source>Mon-Fri 08:00-17:00</source>
        <translation>L-V 08:00-17:00</translation>
    </message>
    <message>
        <source>Pasted rows</source>
        <translation>Filas pegadas</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Sigue igual</translation>
    </message>
    <message>
        <source>Changes: {fields}</source>
        <translation>Cambia: {fields}</translation>
    </message>
    <message>
        <source>1 agent of the sheet is in</source>
        <translation>Quedó 1 gestor de la hoja</translation>
    </message>
    <message>
        <source>{count} agents of the sheet are in</source>
        <translation>Quedaron {count} gestores de la hoja</translation>
    </message>
    <message>
        <source>Bring agents from a sheet</source>
        <translation>Traer gestores de una hoja</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Elegir archivo…</translation>
    </message>
    <message>
        <source>Paste rows</source>
        <translation>Pegar filas</translation>
    </message>
    <message>
        <source>Template…</source>
        <translation>Plantilla…</translation>
    </message>
    <message>
        <source>What the rows will do</source>
        <translation>Qué hará cada fila</translation>
    </message>
    <message>
        <source>Shift of new agents whose row says none</source>
        <translation>Turno de los nuevos cuya fila no lo dice</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>One row an agent: code, name, team, telephone, e-mail and shift. A code that is here already is brought up to date; nobody is taken away.</source>
        <translation>Una fila por gestor: código, nombre, equipo, teléfono, correo y turno. Un código que ya está se actualiza; a nadie se le quita.</translation>
    </message>
    <message>
        <source>There are neither files nor rows with their headers to paste.</source>
        <translation>No hay archivos ni filas con sus encabezados para pegar.</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Hojas</translation>
    </message>
    <message>
        <source>Template saved: {name}</source>
        <translation>Plantilla guardada: {name}</translation>
    </message>
    <message>
        <source>— none —</source>
        <translation>— ninguna —</translation>
    </message>
    <message>
        <source>Bring {count} agents</source>
        <translation>Traer {count} gestores</translation>
    </message>
    <message>
        <source>Bring agents</source>
        <translation>Traer gestores</translation>
    </message>
    <message>
        <source>New: {n}</source>
        <translation>Nuevos: {n}</translation>
    </message>
    <message>
        <source>Changed: {n}</source>
        <translation>Cambian: {n}</translation>
    </message>
    <message>
        <source>As they are: {n}</source>
        <translation>Siguen igual: {n}</translation>
    </message>
    <message>
        <source>Not taken: {n}</source>
        <translation>No entran: {n}</translation>
    </message>
    <message>
        <source>Teams that will be made: {names}</source>
        <translation>Equipos que se crearán: {names}</translation>
    </message>
    <message>
        <source>No team is made.</source>
        <translation>No se crea ningún equipo.</translation>
    </message>
    <message>
        <source>Say above which column is: {names}</source>
        <translation>Di arriba cuál columna es: {names}</translation>
    </message>
    <message>
        <source>Drop a CSV or Excel file here, or paste its rows.</source>
        <translation>Suelta aquí un archivo CSV o Excel, o pega sus filas.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Qué pasa</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Live</source>
        <translation>En vivo</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Entrar de nuevo</translation>
    </message>
    <message>
        <source>Not syncing: you work with what is saved here</source>
        <translation>Sin sincronizar: se trabaja con lo guardado aquí</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>No connection: you work with what was saved at {time}</source>
        <translation>Sin conexión: trabajas con lo guardado a las {time}</translation>
    </message>
    <message>
        <source>This machine&apos;s clock may be {time} fast: its hours are doubtful</source>
        <translation>El reloj de este equipo puede estar adelantado {time}: sus horas son dudosas</translation>
    </message>
    <message>
        <source>This machine&apos;s clock may be {time} slow: its hours are doubtful</source>
        <translation>El reloj de este equipo puede estar atrasado {time}: sus horas son dudosas</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {time} fast: hours are corrected</source>
        <translation>El reloj de este equipo está adelantado {time}: las horas se corrigen</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {time} slow: hours are corrected</source>
        <translation>El reloj de este equipo está atrasado {time}: las horas se corrigen</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>Sincronizando…</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sincronizar ahora</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>Sincronizado {time}</translation>
    </message>
</context>
<context>
    <name>SummaryDialog</name>
    <message>
        <source>Summary of the day</source>
        <translation>Resumen del día</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Counting the day…</source>
        <translation>Contando el día…</translation>
    </message>
    <message>
        <source>To (e-mail addresses, with commas between)</source>
        <translation>Para (correos, separados por comas)</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Guardar PDF…</translation>
    </message>
    <message>
        <source>It names no holders.</source>
        <translation>No nombra a ningún titular.</translation>
    </message>
    <message>
        <source>The summary waits in the server, which has no mail set up yet.</source>
        <translation>El resumen queda en espera: el servidor aún no tiene correo configurado.</translation>
    </message>
    <message>
        <source>Summary {day}</source>
        <translation>Resumen {day}</translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>TellingSwitches</name>
    <message>
        <source>Show names and amounts in notifications</source>
        <translation>Mostrar nombres y montos en las notificaciones</translation>
    </message>
    <message>
        <source>Only of the chosen scope</source>
        <translation>Solo del alcance elegido</translation>
    </message>
    <message>
        <source>None while the wall is open, save a call for help</source>
        <translation>Ninguna con la pantalla grande abierta, salvo una petición de ayuda</translation>
    </message>
    <message>
        <source>Tell me at once</source>
        <translation>Avisar al momento</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cómo</translation>
    </message>
    <message>
        <source>This is kept on this computer, for you alone.</source>
        <translation>Se guarda en este equipo, solo para su usuario.</translation>
    </message>
    <message>
        <source>It cannot be silenced.</source>
        <translation>No se puede silenciar.</translation>
    </message>
</context>
<context>
    <name>Tellings</name>
    <message>
        <source>While you were away</source>
        <translation>Mientras no había conexión</translation>
    </message>
    <message>
        <source>Somebody calls for help</source>
        <translation>Alguien pide ayuda</translation>
    </message>
    <message>
        <source>Check-in away from the door</source>
        <translation>Llegada fuera del domicilio</translation>
    </message>
    <message>
        <source>Another alert</source>
        <translation>Otra alerta</translation>
    </message>
    <message>
        <source>Broken promise</source>
        <translation>Promesa incumplida</translation>
    </message>
    <message>
        <source>Payment reported</source>
        <translation>Pago reportado</translation>
    </message>
    <message>
        <source>Promise to pay</source>
        <translation>Promesa de pago</translation>
    </message>
    <message>
        <source>A visit has ended</source>
        <translation>Terminó una visita</translation>
    </message>
</context>
<context>
    <name>TellingsDialog</name>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Time of the day</source>
        <translation>Hora del día</translation>
    </message>
    <message>
        <source>no data {time}</source>
        <translation>sin datos {time}</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>En movimiento</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Stop at a visit</source>
        <translation>Parada en una visita</translation>
    </message>
    <message>
        <source>Stretch without data</source>
        <translation>Tramo sin datos</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>until {time} ({left} left)</source>
        <translation>hasta {time} (faltan {left})</translation>
    </message>
    <message>
        <source>no lawful hours</source>
        <translation>sin horario permitido</translation>
    </message>
    <message>
        <source>closed, opens {time}</source>
        <translation>cerrado, abre {time}</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Balances of {day}</source>
        <translation>Saldos del {day}</translation>
    </message>
    <message>
        <source>Balances · {days}</source>
        <translation>Saldos · {days}</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Arranque</translation>
    </message>
    <message>
        <source>Workday</source>
        <translation>Jornada</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Cierre</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Summary…</source>
        <translation>Resumen…</translation>
    </message>
    <message>
        <source>Today&apos;s numbers as PDF or by mail</source>
        <translation>Las cifras de hoy en PDF o por correo</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Lawful hours: {windows}</source>
        <translation>Ventana legal: {windows}</translation>
    </message>
    <message>
        <source>You have been given no team and no portfolio yet, so there is nothing to show. Ask whoever administers Kobra to give them to {email}.</source>
        <translation>Todavía no tiene equipo ni cartera, por eso no hay nada que mostrar. Pida a quien administra Kobra que los asigne a {email}.</translation>
    </message>
</context>
<context>
    <name>ToldCard</name>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Search or run…   Ctrl+K</source>
        <translation>Buscar o ejecutar…   Ctrl+K</translation>
    </message>
    <message>
        <source>User: {name}</source>
        <translation>Usuario: {name}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Scope: {words}</source>
        <translation>Alcance: {words}</translation>
    </message>
    <message>
        <source>Scope (Ctrl+Shift+S)</source>
        <translation>Alcance (Ctrl+Shift+S)</translation>
    </message>
    <message>
        <source>{sos} SOS</source>
        <translation>{sos} SOS</translation>
    </message>
    <message>
        <source>Calls for help: {sos}</source>
        <translation>Piden ayuda: {sos}</translation>
    </message>
    <message>
        <source>Open alerts: {count}</source>
        <translation>Alertas abiertas: {count}</translation>
    </message>
</context>
<context>
    <name>TrailAgents</name>
    <message>
        <source>Agents whose trail to show</source>
        <translation>Gestores cuyo recorrido se muestra</translation>
    </message>
    <message>
        <source>Click: this trail alone. Click on the box, or Space: add it.</source>
        <translation>Clic: solo este recorrido. Clic en la casilla, o Espacio: agregarlo.</translation>
    </message>
</context>
<context>
    <name>TrailLines</name>
    <message>
        <source>no positions that day</source>
        <translation>sin posiciones ese día</translation>
    </message>
    <message>
        <source>moving {time}</source>
        <translation>en movimiento {time}</translation>
    </message>
</context>
<context>
    <name>TrailPanel</name>
    <message>
        <source>Stops and stretches without data</source>
        <translation>Paradas y tramos sin datos</translation>
    </message>
    <message>
        <source>{name} has no positions on {day}: outside the shift none are kept.</source>
        <translation>{name} no tiene posiciones el {day}: fuera del turno no se guarda ninguna.</translation>
    </message>
    <message>
        <source>Choose an agent to see the trail.</source>
        <translation>Elige un gestor para ver su recorrido.</translation>
    </message>
    <message>
        <source>Trails are kept on the server only, and it cannot be reached now. The live map goes on with what is here.</source>
        <translation>Los recorridos solo están en el servidor y ahora no hay conexión. El mapa en vivo sigue con lo guardado aquí.</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distancia</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>En movimiento</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>En parada</translation>
    </message>
    <message>
        <source>Unexplained</source>
        <translation>Sin explicar</translation>
    </message>
    <message numerus="yes">
        <source>%n position(s) not reliable: left out.</source>
        <translation>
            <numerusform>Se dejó fuera %n posición no confiable.</numerusform>
            <numerusform>Se dejaron fuera %n posiciones no confiables.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is on record that you looked at this trail.</source>
        <translation>Queda registrado que consultaste este recorrido.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Stop at a visit</source>
        <translation>Parada en una visita</translation>
    </message>
    <message>
        <source>Stretch without data</source>
        <translation>Tramo sin datos</translation>
    </message>
</context>
<context>
    <name>TrailSide</name>
    <message>
        <source>Day before</source>
        <translation>Día anterior</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Día siguiente</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Day of the trail</source>
        <translation>Día del recorrido</translation>
    </message>
    <message>
        <source>Search an agent…   Ctrl+F</source>
        <translation>Buscar un gestor…   Ctrl+F</translation>
    </message>
    <message>
        <source>Search an agent</source>
        <translation>Buscar un gestor</translation>
    </message>
    <message>
        <source>There are no agents in this scope.</source>
        <translation>No hay gestores en este alcance.</translation>
    </message>
    <message>
        <source>Up to {count} trails at once</source>
        <translation>Hasta {count} recorridos a la vez</translation>
    </message>
</context>
<context>
    <name>TranslationGrid</name>
    <message>
        <source>Question or choice</source>
        <translation>Pregunta u opción</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Without a language</source>
        <translation>Sin idioma</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Message when not valid</source>
        <translation>Mensaje si no es válida</translation>
    </message>
    <message>
        <source>Message when missing</source>
        <translation>Mensaje si falta</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Large image</source>
        <translation>Imagen grande</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Write translations</source>
        <translation>Escribir traducciones</translation>
    </message>
    <message>
        <source>Add the language {name}</source>
        <translation>Agregar el idioma {name}</translation>
    </message>
    <message>
        <source>Rename a language</source>
        <translation>Cambiar el nombre de un idioma</translation>
    </message>
    <message>
        <source>Remove the language {name}</source>
        <translation>Quitar el idioma {name}</translation>
    </message>
    <message>
        <source>Open in {name}</source>
        <translation>Abrir en {name}</translation>
    </message>
</context>
<context>
    <name>TranslationsPanel</name>
    <message>
        <source>Translations</source>
        <translation>Traducciones</translation>
    </message>
    <message>
        <source>Search in all languages</source>
        <translation>Buscar en todos los idiomas</translation>
    </message>
    <message>
        <source>Missing only</source>
        <translation>Solo lo que falta</translation>
    </message>
    <message>
        <source>Add a language…</source>
        <translation>Agregar un idioma…</translation>
    </message>
    <message>
        <source>Double click or type to write; Ctrl+V pastes a block from a spreadsheet.</source>
        <translation>Doble clic o teclear para escribir; Ctrl+V pega un bloque de una hoja de cálculo.</translation>
    </message>
    <message>
        <source>Without a language</source>
        <translation>Sin idioma</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>completo</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar el nombre…</translation>
    </message>
    <message>
        <source>Give it a name…</source>
        <translation>Ponerle nombre…</translation>
    </message>
    <message>
        <source>Open in this language</source>
        <translation>Abrir en este idioma</translation>
    </message>
    <message>
        <source>Remove with its texts</source>
        <translation>Quitar con sus textos</translation>
    </message>
    <message>
        <source>Add a language</source>
        <translation>Agregar un idioma</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Agregar</translation>
    </message>
    <message>
        <source>Rename the language</source>
        <translation>Cambiar el nombre del idioma</translation>
    </message>
    <message>
        <source>Which language are the texts written in?</source>
        <translation>¿En qué idioma están escritos los textos?</translation>
    </message>
    <message>
        <source>Keep the name</source>
        <translation>Guardar el nombre</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Its name and its code in parentheses.</source>
        <translation>Su nombre y su código entre paréntesis.</translation>
    </message>
    <message>
        <source>The questionnaire has this language already.</source>
        <translation>El cuestionario ya tiene este idioma.</translation>
    </message>
    <message>
        <source>A language cannot be called that.</source>
        <translation>Un idioma no se puede llamar así.</translation>
    </message>
</context>
<context>
    <name>TrialBar</name>
    <message>
        <source>Trial data: people, debts and places here are invented. Nothing of it stays when you close this window.</source>
        <translation>Datos de prueba: las personas, las deudas y los lugares son inventados. No queda nada al cerrar esta ventana.</translation>
    </message>
    <message>
        <source>Remove the trial</source>
        <translation>Quitar la prueba</translation>
    </message>
    <message>
        <source>Trial data</source>
        <translation>Datos de prueba</translation>
    </message>
    <message>
        <source>A trial has no password: here it is neither locked nor changed.</source>
        <translation>Una prueba no tiene contraseña: aquí no se bloquea ni se cambia.</translation>
    </message>
</context>
<context>
    <name>TrialCard</name>
    <message>
        <source>A city with agents, holders and visits of a working day, on this machine alone: no network, no account, no data of anybody. When you close it nothing of it stays.</source>
        <translation>Una ciudad con gestores, titulares y visitas de un día de trabajo, solo en este equipo: sin red, sin cuenta y sin datos de nadie. Al cerrarla no queda nada de ella.</translation>
    </message>
    <message>
        <source>Try it with an invented city</source>
        <translation>Probar con una ciudad inventada</translation>
    </message>
    <message>
        <source>Progress of the trial</source>
        <translation>Avance de la prueba</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>Conocer el programa primero</translation>
    </message>
    <message>
        <source>It usually takes a minute or two.</source>
        <translation>Suele tardar uno o dos minutos.</translation>
    </message>
    <message>
        <source>Remove the trial</source>
        <translation>Quitar la prueba</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Building streets and doors…</source>
        <translation>Construyendo calles y puertas…</translation>
    </message>
    <message>
        <source>Writing down the portfolio…</source>
        <translation>Anotando la cartera…</translation>
    </message>
    <message>
        <source>Living the last days…</source>
        <translation>Viviendo los últimos días…</translation>
    </message>
    <message>
        <source>Starting its server…</source>
        <translation>Arrancando su servidor…</translation>
    </message>
    <message>
        <source>The agents pick up their phones…</source>
        <translation>Los gestores toman su teléfono…</translation>
    </message>
    <message>
        <source>Opening its window…</source>
        <translation>Abriendo su ventana…</translation>
    </message>
    <message>
        <source>It is open in a window of its own.</source>
        <translation>Está abierta en su propia ventana.</translation>
    </message>
    <message>
        <source>Taking it away…</source>
        <translation>Quitándola…</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Passphrase</source>
        <translation>Frase de acceso</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Seguir sin ella</translation>
    </message>
    <message>
        <source>Your data on this machine is kept under the passphrase that you chose.</source>
        <translation>Los datos de este equipo están bajo la frase de acceso que se eligió.</translation>
    </message>
    <message>
        <source>Without it you sign in anew. What was not sent stays locked here until somebody gives the passphrase.</source>
        <translation>Sin ella se inicia sesión de nuevo. Lo que no se envió queda cerrado aquí hasta que alguien dé la frase.</translation>
    </message>
    <message>
        <source>Open your data</source>
        <translation>Abrir los datos</translation>
    </message>
</context>
<context>
    <name>UpdateNotice</name>
    <message>
        <source>There is a newer version of Kobra Desktop: {version}.</source>
        <translation>Hay una versión más nueva de Kobra Desktop: {version}.</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Abrir su página</translation>
    </message>
</context>
<context>
    <name>UpdatesDialog</name>
    <message>
        <source>No browser opened. The page is {page}; the text can be copied.</source>
        <translation>No se abrió ningún navegador. La página es {page}; el texto se puede copiar.</translation>
    </message>
    <message>
        <source>The page was not opened</source>
        <translation>La página no se abrió</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Actualizaciones</translation>
    </message>
    <message>
        <source>This is version {version}.</source>
        <translation>Esta es la versión {version}.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Volver a preguntar</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Abrir su página</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Preguntando…</translation>
    </message>
    <message>
        <source>Version {version} is to be had. Its page says how to install it.</source>
        <translation>Ya se puede obtener la versión {version}. Su página explica cómo instalarla.</translation>
    </message>
    <message>
        <source>This copy asks nobody for newer versions: whoever installed it brings them.</source>
        <translation>Esta copia no pregunta a nadie por versiones más nuevas: las trae quien la instaló.</translation>
    </message>
    <message>
        <source>There is no newer one.</source>
        <translation>No hay ninguna más nueva.</translation>
    </message>
    <message>
        <source>Nothing certain was heard: try again later. Your work does not depend on it.</source>
        <translation>No se supo nada seguro: prueba más tarde. Tu trabajo no depende de ello.</translation>
    </message>
</context>
<context>
    <name>ValuePicker</name>
    <message>
        <source>a value</source>
        <translation>un valor</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>the answer to</source>
        <translation>la respuesta a</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Comparar con…</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Open the view of this link</source>
        <translation>Abrir la vista de este enlace</translation>
    </message>
    <message>
        <source>Open what this mail is about</source>
        <translation>Abrir aquello de lo que trata este correo</translation>
    </message>
    <message>
        <source>Open the report of this link</source>
        <translation>Abrir el reporte de este enlace</translation>
    </message>
    <message>
        <source>Keep this view</source>
        <translation>Guardar esta vista</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>There is a view of this name</source>
        <translation>Ya hay una vista con ese nombre</translation>
    </message>
    <message>
        <source>«{name}» of {page} would be replaced.</source>
        <translation>Se reemplazaría «{name}» de {page}.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejar como está</translation>
    </message>
    <message>
        <source>View kept: {name}</source>
        <translation>Vista guardada: {name}</translation>
    </message>
    <message>
        <source>View replaced: {name}</source>
        <translation>Vista reemplazada: {name}</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>Cambiar el nombre de la vista</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>View deleted: {name}</source>
        <translation>Vista eliminada: {name}</translation>
    </message>
    <message>
        <source>Link copied. Whoever has the list opens it with Ctrl+K.</source>
        <translation>Enlace copiado. Quien tenga la lista lo abre con Ctrl+K.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>This is no link to a list: nothing opened.</source>
        <translation>Esto no es un enlace a una lista: no se abrió nada.</translation>
    </message>
    <message>
        <source>the rows of a number or a person</source>
        <translation>las filas de una cifra o una persona</translation>
    </message>
    <message>
        <source>The list of this link is not there, or not for you.</source>
        <translation>La lista de este enlace ya no está, o no es para ti.</translation>
    </message>
    <message>
        <source>Opened without what is no longer there: {what}</source>
        <translation>Se abrió sin lo que ya no está: {what}</translation>
    </message>
    <message>
        <source>order</source>
        <translation>orden</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>columnas</translation>
    </message>
    <message>
        <source>a filter</source>
        <translation>un filtro</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vistas</translation>
    </message>
    <message>
        <source>Keep this view…</source>
        <translation>Guardar esta vista…</translation>
    </message>
    <message>
        <source>Copy the link to this view</source>
        <translation>Copiar el enlace a esta vista</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Replace by what is shown</source>
        <translation>Reemplazar por lo que se ve</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar el nombre…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar enlace</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
</context>
<context>
    <name>VisitCard</name>
    <message>
        <source>May be made until {time}</source>
        <translation>Se puede hacer hasta {time}</translation>
    </message>
    <message>
        <source>May be made {start} to {end}</source>
        <translation>Se puede hacer {start} a {end}</translation>
    </message>
    <message>
        <source>At hours they asked for ({document}): until {time}</source>
        <translation>En el horario que pidió ({document}): hasta {time}</translation>
    </message>
    <message>
        <source>At hours they asked for ({document}): {start} to {end}</source>
        <translation>En el horario que pidió ({document}): {start} a {end}</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planeada</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>En el teléfono</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>No day yet</source>
        <translation>Sin día</translation>
    </message>
    <message>
        <source>To be fetched by the phone</source>
        <translation>Por descargar</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes, since {time}</source>
        <translation>Sí, desde {time}</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creada</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Asignada</translation>
    </message>
    <message>
        <source>Arrival recorded</source>
        <translation>Registró llegada</translation>
    </message>
</context>
<context>
    <name>VisitDialog</name>
    <message>
        <source>New visit</source>
        <translation>Nueva visita</translation>
    </message>
    <message>
        <source>Edit visit</source>
        <translation>Editar visita</translation>
    </message>
    <message>
        <source>Name, document, credit or street…</source>
        <translation>Nombre, documento, crédito o calle…</translation>
    </message>
    <message>
        <source>At an agreed hour</source>
        <translation>A una hora acordada</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Nadie todavía</translation>
    </message>
    <message>
        <source>On a day</source>
        <translation>En un día</translation>
    </message>
    <message>
        <source>As the portfolio has it</source>
        <translation>El de la cartera</translation>
    </message>
    <message>
        <source>This person is already to be visited at this address about the same credit: {visit}.</source>
        <translation>A esta persona ya se le va a visitar en este domicilio por el mismo crédito: {visit}.</translation>
    </message>
    <message>
        <source>Make a second visit?</source>
        <translation>¿Crear una segunda visita?</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>Crear otra</translation>
    </message>
</context>
<context>
    <name>VisitForm</name>
    <message>
        <source>Visit created</source>
        <translation>Visita creada</translation>
    </message>
    <message>
        <source>Visit changed</source>
        <translation>Visita cambiada</translation>
    </message>
</context>
<context>
    <name>VisitPanel</name>
    <message>
        <source>Visit</source>
        <translation>Visita</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Reassign…</source>
        <translation>Reasignar…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Asignar…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Editar…</translation>
    </message>
    <message>
        <source>Cancel visit…</source>
        <translation>Cancelar visita…</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>See on map</source>
        <translation>Ver en el mapa</translation>
    </message>
</context>
<context>
    <name>Visits</name>
    <message>
        <source>Blocked by rule</source>
        <translation>Bloqueada por regla</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Domicilio</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Gestor</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Planeada</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>En el teléfono</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ubicación</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminó</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Cartera</translation>
    </message>
    <message>
        <source>Blocked. {why}</source>
        <translation>Bloqueada. {why}</translation>
    </message>
    <message>
        <source>Blocked until {time}. {why}</source>
        <translation>Bloqueada hasta {time}. {why}</translation>
    </message>
    <message>
        <source>Blocked until</source>
        <translation>Bloqueada hasta</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Envío</translation>
    </message>
    <message>
        <source>To be fetched</source>
        <translation>Por descargar</translation>
    </message>
    <message>
        <source>amount to clear up</source>
        <translation>monto por aclarar</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Mañana</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflicto</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>Por enviar</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regla</translation>
    </message>
    <message>
        <source>May be made</source>
        <translation>Se puede hacer</translation>
    </message>
    <message>
        <source>See on map</source>
        <translation>Ver en el mapa</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Por revisar</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>Nueva visita</translation>
    </message>
    <message>
        <source>Filter by name, street, account…   Ctrl+F</source>
        <translation>Filtrar por nombre, calle, cuenta…   Ctrl+F</translation>
    </message>
    <message>
        <source>There are no visits yet.</source>
        <translation>Todavía no hay visitas.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Planear</translation>
    </message>
    <message>
        <source>Paid already</source>
        <translation>Ya pagó</translation>
    </message>
    <message>
        <source>Asked not to be visited</source>
        <translation>Pidió no recibir visitas</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicada</translation>
    </message>
    <message>
        <source>Cancel visits</source>
        <translation>Cancelar visitas</translation>
    </message>
    <message>
        <source>Take from agent</source>
        <translation>Quitar al gestor</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Quitarlas</translation>
    </message>
    <message>
        <source>A phone holds it already, and shows it until it next connects.</source>
        <translation>Ya está en un teléfono, que la seguirá mostrando hasta que se conecte.</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Close the wall</source>
        <translation>Cerrar la pared</translation>
    </message>
</context>
<context>
    <name>Webhooks</name>
    <message>
        <source>Signed example</source>
        <translation>Ejemplo firmado</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Sin confirmar</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>Tardó</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Intento</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <source>Webhook changed</source>
        <translation>Webhook cambiado</translation>
    </message>
    <message>
        <source>Webhook removed</source>
        <translation>Webhook eliminado</translation>
    </message>
    <message>
        <source>To be sent again: {count}</source>
        <translation>Se reenviarán: {count}</translation>
    </message>
    <message>
        <source>out of sight</source>
        <translation>fuera del alcance</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Responde</translation>
    </message>
    <message>
        <source>Fails, is tried again</source>
        <translation>Falla, se reintenta</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Apagado</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Sin envíos aún</translation>
    </message>
    <message>
        <source>Confirmed ({status})</source>
        <translation>Confirmado ({status})</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>Entidad</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Carteras</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Última respuesta</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>Último intento</translation>
    </message>
    <message>
        <source>Last confirmed</source>
        <translation>Última confirmación</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>may be private</source>
        <translation>puede ser privada</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Change webhook</source>
        <translation>Cambiar webhook</translation>
    </message>
    <message>
        <source>New webhook</source>
        <translation>Nuevo webhook</translation>
    </message>
    <message>
        <source>Where the institution’s system receives posts.</source>
        <translation>Donde el sistema de la entidad recibe los eventos.</translation>
    </message>
    <message>
        <source>It is told what happens</source>
        <translation>Recibe lo que ocurre</translation>
    </message>
    <message>
        <source>Ids, states and figures are sent; names and amounts only where a portfolio’s policy lets webhooks carry them.</source>
        <translation>Se envían identificadores, estados y cifras; nombres e importes solo si la política de la cartera permite que los webhooks los lleven.</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Secreto del webhook</translation>
    </message>
    <message>
        <source>Copy it now: it is not shown again. Whoever receives the posts checks with it that they come from here.</source>
        <translation>Hay que copiarlo ahora: no se vuelve a mostrar. Quien recibe los eventos comprueba con él que vienen de aquí.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>For 24 hours the secret before signs too, so that nothing is refused.</source>
        <translation>Durante 24 horas también firma el secreto anterior, para que nada se rechace.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Send again to {host}</source>
        <translation>Reenviar a {host}</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Reenviar</translation>
    </message>
    <message>
        <source>Only what was not confirmed</source>
        <translation>Solo lo que no se confirmó</translation>
    </message>
    <message>
        <source>Each goes out under the identifier that it had, so that who has it already can tell. What happened while the webhook was off is sent too.</source>
        <translation>Cada uno sale con el identificador que tenía, para que quien ya lo tiene lo sepa. También se envía lo que ocurrió mientras el webhook estaba apagado.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Encender</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>Reenviar…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Cambiar…</translation>
    </message>
    <message>
        <source>Replace secret…</source>
        <translation>Cambiar secreto…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <source>A signed example is on its way…</source>
        <translation>Va en camino un ejemplo firmado…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>Send this one again</source>
        <translation>Reenviar este</translation>
    </message>
    <message>
        <source>Copy request</source>
        <translation>Copiar solicitud</translation>
    </message>
    <message>
        <source>(kept no longer)</source>
        <translation>(ya no se guarda)</translation>
    </message>
    <message>
        <source>Headers sent</source>
        <translation>Encabezados enviados</translation>
    </message>
    <message>
        <source>Body sent</source>
        <translation>Cuerpo enviado</translation>
    </message>
    <message>
        <source>Confirmed: it answered {status} in {ms} ms.</source>
        <translation>Confirmado: respondió {status} en {ms} ms.</translation>
    </message>
    <message>
        <source>Institution, portfolio, address…   Ctrl+F</source>
        <translation>Entidad, cartera, dirección…   Ctrl+F</translation>
    </message>
    <message>
        <source>No institution is told by webhook. With one its system hears of each visit the moment it ends.</source>
        <translation>Ninguna entidad recibe eventos por webhook. Con uno, su sistema se entera de cada visita en cuanto termina.</translation>
    </message>
    <message>
        <source>How to receive…</source>
        <translation>Cómo recibir…</translation>
    </message>
    <message>
        <source>Replace the secret?</source>
        <translation>¿Cambiar el secreto?</translation>
    </message>
    <message>
        <source>The institution has to put the new one into its system within 24 hours. Until then both sign.</source>
        <translation>La entidad debe poner el nuevo en su sistema dentro de 24 horas. Hasta entonces firman los dos.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>{host} is told nothing more, and its secret is gone. What waits for it is cancelled. To stop for a while, switch it off.</source>
        <translation>{host} no recibe nada más y su secreto se pierde. Lo que espera se cancela. Para detenerlo un tiempo, basta con apagarlo.</translation>
    </message>
    <message>
        <source>Remove the webhook?</source>
        <translation>¿Eliminar el webhook?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Webhook log</source>
        <translation>Registro del webhook</translation>
    </message>
    <message>
        <source>Event, answer, identifier…   Ctrl+F</source>
        <translation>Evento, respuesta, identificador…   Ctrl+F</translation>
    </message>
    <message>
        <source>Nothing was sent in the last 30 days. A test shows whether it answers.</source>
        <translation>No se ha enviado nada en los últimos 30 días. Una prueba muestra si responde.</translation>
    </message>
    <message>
        <source>Kept for 30 days.</source>
        <translation>Se guarda 30 días.</translation>
    </message>
    <message>
        <source>How to receive webhooks</source>
        <translation>Cómo recibir webhooks</translation>
    </message>
    <message>
        <source>They follow Standard Webhooks 1.0.0. Each is signed with the secret, comes at least once, and a repeat carries the same webhook-id; any 2xx confirms it. Order is not promised: sequence counts the events of a visit.</source>
        <translation>Siguen Standard Webhooks 1.0.0. Cada uno va firmado con el secreto, llega al menos una vez, y si se repite trae el mismo webhook-id; cualquier 2xx lo confirma. El orden no se promete: sequence cuenta los eventos de una visita.</translation>
    </message>
    <message>
        <source>A receiver in Python, with nothing to install. Put the secret in, run it where the address of the webhook leads, and press Test.</source>
        <translation>Un receptor en Python, sin instalar nada. Se le pone el secreto, se ejecuta donde lleva la dirección del webhook y se pulsa Probar.</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Your role works on the phone: this program shows nothing to it.</source>
        <translation>Tu rol trabaja en el teléfono: este programa no le muestra nada.</translation>
    </message>
</context>
<context>
    <name>WhoDialog</name>
    <message>
        <source>Find an agent…</source>
        <translation>Buscar un gestor…</translation>
    </message>
    <message>
        <source>Find an agent</source>
        <translation>Buscar un gestor</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>The least way first. One click or Enter assigns.</source>
        <translation>Primero el trayecto más corto. Un clic o Enter asigna.</translation>
    </message>
</context>
<context>
    <name>WorkQueue</name>
    <message>
        <source>Nothing asks for you now.</source>
        <translation>Nada te necesita ahora.</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Mute, or attend with a note</source>
        <translation>Silenciar, o atender con una nota</translation>
    </message>
    <message>
        <source>Attend with a note…</source>
        <translation>Atender con una nota…</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <translation>Reprogramar</translation>
    </message>
    <message>
        <source>See the file</source>
        <translation>Ver el archivo</translation>
    </message>
    <message>
        <source>See the imports</source>
        <translation>Ver las importaciones</translation>
    </message>
    <message>
        <source>See the reports by mail</source>
        <translation>Ver los reportes por correo</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Attend</source>
        <translation>Atender</translation>
    </message>
    <message>
        <source>Attend: {cause}</source>
        <translation>Atender: {cause}</translation>
    </message>
    <message>
        <source>I spoke with them: all is well</source>
        <translation>Hablé con la persona: está bien</translation>
    </message>
    <message>
        <source>Help is on its way</source>
        <translation>La ayuda va en camino</translation>
    </message>
    <message>
        <source>Pressed by mistake</source>
        <translation>Se pulsó por error</translation>
    </message>
    <message>
        <source>Attend the SOS of {name}</source>
        <translation>Atender el SOS de {name}</translation>
    </message>
    <message>
        <source>Mute for 1 h</source>
        <translation>Silenciar 1 h</translation>
    </message>
    <message>
        <source>Mute for today</source>
        <translation>Silenciar hoy</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>See deliveries</source>
        <translation>Ver Envíos</translation>
    </message>
    <message>
        <source>All sending is paused</source>
        <translation>Envíos en pausa</translation>
    </message>
    <message>
        <source>Neither mails nor webhooks leave; {n} wait.</source>
        <translation>No salen correos ni webhooks; en espera: {n}.</translation>
    </message>
    <message>
        <source>No mail leaves</source>
        <translation>No sale ningún correo</translation>
    </message>
</context>
<context>
    <name>WorkdayTab</name>
    <message>
        <source>Results as they come in</source>
        <translation>Resultados al llegar</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>Requiere tu atención</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Gestores</translation>
    </message>
    <message>
        <source>No visit has ended yet today. Each one appears here as it comes in.</source>
        <translation>Hoy no ha terminado ninguna visita. Cada una aparece aquí al llegar.</translation>
    </message>
    <message>
        <source>There are no agents in this scope.</source>
        <translation>No hay gestores en este alcance.</translation>
    </message>
    <message>
        <source>Blocked by a rule or a holiday</source>
        <translation>Bloqueada por una regla o un festivo</translation>
    </message>
</context>
<context>
    <name>ZonesSide</name>
    <message>
        <source>Teams and their zones</source>
        <translation>Equipos y sus zonas</translation>
    </message>
    <message>
        <source>Draw the zone</source>
        <translation>Dibujar la zona</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>An agent who leaves the zone of the team raises an alert.</source>
        <translation>Un gestor que sale de la zona de su equipo genera una alerta.</translation>
    </message>
    <message>
        <source>An administrator draws zones.</source>
        <translation>Las zonas las dibuja un administrador.</translation>
    </message>
    <message>
        <source>Give up drawing</source>
        <translation>Dejar de dibujar</translation>
    </message>
    <message>
        <source>There are no teams in this scope.</source>
        <translation>No hay equipos en este alcance.</translation>
    </message>
    <message>
        <source>with zone</source>
        <translation>con zona</translation>
    </message>
    <message>
        <source>no zone</source>
        <translation>sin zona</translation>
    </message>
</context>
<context>
    <name>_Ages</name>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>GPS position</source>
        <translation>Posición GPS</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batería</translation>
    </message>
    <message>
        <source>Help button</source>
        <translation>Botón de ayuda</translation>
    </message>
</context>
</TS>
