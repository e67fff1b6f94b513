"""How old the last backup is, and whether it is still where it was made."""

from field_api.backups.noting import how_is_backup
from field_api.doctor.finding import Finding, doubtful, good
from field_api.settings import Settings
from kobra_domain.answers import BackupState
from kobra_domain.errors import Param


def look_at_backup(settings: Settings) -> Finding:
    """One look."""
    now = settings.clock()
    last = how_is_backup(settings.data_folder, now)
    told: dict[str, Param] = {}
    if last.made_at is not None:
        told["age_s"] = round((now - last.made_at).total_seconds())
    if last.state is BackupState.GONE:
        told["path"] = last.folder
    look = good if last.state is BackupState.GOOD else doubtful
    return look("backup", f"backup.{last.state}", **told)
