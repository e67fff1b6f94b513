"""How old the last backup is, and whether it is still where it was made."""

from datetime import timedelta
from pathlib import Path

from field_api.backups.copies import ABOUT
from field_api.backups.noting import last_backup
from field_api.doctor.finding import Finding, doubtful, good
from field_api.settings import Settings

_A_DAY = timedelta(hours=26)  # one a night, and the night it took


def look_at_backup(settings: Settings) -> Finding:
    """One look."""
    last = last_backup(settings.data_folder)
    if last is None:
        return doubtful("backup", "backup.none")
    age = settings.clock() - last.made_at
    hours = max(0, round(age.total_seconds() / 3600))
    if last.folder and not (Path(last.folder) / ABOUT).is_file():
        return doubtful("backup", "backup.gone", path=last.folder, hours=hours)
    if age > _A_DAY:
        return doubtful("backup", "backup.old", hours=hours)
    return good("backup", "backup.good", hours=hours)
