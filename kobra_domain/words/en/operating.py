"""What whoever runs the server is told: backups, versions."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "backup_none": "{path} is not a finished backup: it has no backup.json.",
    "backup_damaged": "The backup {path} is cut or was changed: {file}. Use another one.",
    "backup_newer": "The backup is of a newer version of this program ({version}): install that "
    "one or a later one.",
    "backup_other_engine": "The backup is of {engine} and goes to {other}: give a database of "
    "{engine} with --database-url.",
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
    "database_newer": "The database is of a newer version of this program ({revision}): install "
    "that version, or restore the backup from before the upgrade.",
}
