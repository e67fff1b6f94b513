"""What lies in deploy/ says the same as the program."""

import subprocess
from pathlib import Path

import field_api
from field_api.backups.noting import OLD_AFTER

DEPLOY = Path(field_api.__file__).parent.parent / "deploy"
HOURS = OLD_AFTER.total_seconds() / 3600


def test_whoever_watches_is_woken_when_doctor_would_say_so() -> None:
    alerts = (DEPLOY / "kobra-alerts.yml").read_text("utf-8")
    assert f"max(kobra_backup_age_seconds) > {OLD_AFTER.total_seconds():.0f} " in alerts
    page = (DEPLOY.parent / "docs" / "operations.md").read_text("utf-8")
    assert f"once it is older than {HOURS:.0f} hours" in page


def test_a_command_has_the_settings_of_the_service_as_they_stand(tmp_path: Path) -> None:
    """No shell reads them: a password may have any sign."""
    file = tmp_path / "field-api.env"
    file.write_text(
        "# KOBRA_NOT=this\nKOBRA_DATABASE_URL=postgresql://k:a$b%26c&d;`e@127.0.0.1/k\n"
        "\nKOBRA_MAIL_FROM=Kobra Norte <kobra@empresa.example>\nLC_ALL=es_CO.UTF-8"
    )
    said = (DEPLOY / "kobra-field-api").read_text("utf-8")
    for there, here in (
        ("/etc/kobra/field-api.env", str(file)),
        ("runuser -u kobra -- /opt/kobra/bin/kobra-field-api", "env"),
    ):
        assert there in said
        said = said.replace(there, here)
    done = subprocess.run(
        ["sh", "-c", said],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(line.split("=", 1) for line in done.stdout.splitlines())
    assert told["KOBRA_DATABASE_URL"] == "postgresql://k:a$b%26c&d;`e@127.0.0.1/k"
    assert told["KOBRA_MAIL_FROM"] == "Kobra Norte <kobra@empresa.example>"
    assert told["LC_ALL"] == "es_CO.UTF-8"
    assert "KOBRA_NOT" not in told
