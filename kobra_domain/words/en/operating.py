"""What whoever runs the server is told: backups, versions."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "backup_none": "{path} is not a finished backup: it has no backup.json.",
    "backup_damaged": "The backup {path} is cut or was changed: {file}. Use another one.",
    "backup_newer": "The backup is of a newer version of this program ({version}): install that "
    "one or a later one.",
    "backup_other_engine": "The backup is of {engine} and goes to {other}: give a database of "
    "{engine} with --database-url.",
    "backup_not_moved": "PostgreSQL did not take a row of {table}: {reason}. Nothing was left "
    "half done; tell whoever maintains the program.",
    "backup_filled": "There is data in {database} already: restore to an empty database, or move "
    "this one away first.",
    "backup_strange_files": "There are files in {folder} that are not the backup's ({file}): move "
    "them away, or give another folder with --data-folder.",
    "backup_inside": "The backup cannot lie in the data folder ({folder}): give another place, "
    "best on another disk.",
    "backup_there": "{path} is there already.",
    "backup_no_program": "There is no {program} of PostgreSQL {version} or later: install "
    "postgresql-client-{version}, or give its folder with --pg-bin.",
    "backup_program": "{program} did not come to its end: {reason}",
    "backup_progress": "{done} of {whole}",
    "backup_state.none": "none is known",
    "backup_state.good": "recent",
    "backup_state.old": "old",
    "backup_state.gone": "no longer there",
    "kind.backup": "Backup",
    "disk_full": "There is no room on the disk.",
    "database_newer": "The database is of a newer version of this program ({revision}): install "
    "that version, or restore the backup from before the upgrade.",
    "port_taken": "Another program answers at {host}:{port} already, perhaps this server itself: "
    "stop it, or give another port with --port.",
    "agent.address_near": "No phone can reach {address}: give the address that phones use with "
    "--public-url, or once and for all with kobra-field-api settings set public_url https://…",
    "setup.welcome": "This server has no administrator yet. A few questions and it is ready "
    "(Ctrl+C to leave).",
    "setup.email": "The administrator's e-mail",
    "setup.name": "Their name",
    "setup.password": "Password (10 characters or more; it is not shown)",
    "setup.password_again": "Once more",
    "setup.passwords_differ": "They are not the same.",
    "setup.public_url": "The address by which phones will reach this server, such as "
    "https://kobra.company.com (Enter: later)",
    "setup.public_url.later": "Without it phones are enrolled in this network only. Set it later "
    "with kobra-field-api settings set public_url https://…",
    "setup.no_tls": "By http, passwords and holders' data travel in the clear: outside this "
    "network it has to be https. docs/operations.md has the configuration of Caddy and of nginx.",
    "setup.tls": "Whoever answers https at {host} has to pass requests to port {port} of this "
    "machine and be in KOBRA_TRUSTED_PROXIES: docs/operations.md has the configuration of Caddy "
    "and of nginx.",
    "setup.portfolio": "Name of the first portfolio (Enter: later)",
    "setup.institution": "The institution that owns it",
    "setup.land": "Country (CO or MX)",
    "setup.other_land": "CO or MX is expected.",
    "setup.creditor": "Kind of creditor:",
    "setup.product": "Product (by it the law decides who may be visited at home):",
    "setup.number": "Number",
    "setup.not_a_number_of_these": "A number from 1 to {count} is expected.",
    "setup.done_before": "The database is up to date and has its administrator.",
    "setup.next": "Ready. To begin: {command}\nWhat is left to set: kobra-field-api doctor",
    "setup.left": "No answer was kept. The database is prepared; to go on, run "
    "kobra-field-api init again.",
}
