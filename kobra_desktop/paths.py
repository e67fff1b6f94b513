"""Where a profile keeps its files. Makes folders only when asked; reads and writes nothing
itself.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from kobra_desktop.errors import KobraError
from kobra_records.private_files import Narrowed, make_folder, narrow, tree

HOME_VARIABLE = "KOBRA_DESKTOP_HOME"
DEFAULT_PROFILE = "default"
SESSION_PREFIX = "session-"
NO_FOLDER = 3  # the exit code of a program that has none to write to
_NAME = re.compile(r"[\w][\w .-]{0,39}")


class BadProfile(KobraError):
    """The profile's name cannot be a folder's."""

    default_code = "bad_profile"


class NoFolder(KobraError):
    """The profile's folder cannot be made or written."""

    default_code = "no_profile_folder"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one profile. `data` is what must last, `cache` what can be fetched again."""

    profile: str
    data: Path
    cache: Path
    logs: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.json"

    @property
    def lock(self) -> Path:
        """Held by the one program that runs on it."""
        return self.data / "running.lock"

    @property
    def hard_crash(self) -> Path:
        """What Python writes when the program is ended from outside it; gone after an end in
        order.
        """
        return self.logs / "hard-crash.txt"

    @property
    def vault(self) -> Path:
        """Secrets under a passphrase, where the system keeps none."""
        return self.data / "vault.db"

    def replica(self, server: str, user_id: str) -> Path:
        """The replica of one user of one server; two users never share a file."""
        return self.replicas / f"{name_of(server, user_id)}.db"

    @property
    def replicas(self) -> Path:
        """The folder of the replicas."""
        return self.data / "replicas"

    def session_replica(self, name: str) -> Path:
        """A replica that ends with the program, for where no key can be kept; `name` is what
        `name_of` says of server and user.
        """
        return self.replicas / f"{SESSION_PREFIX}{os.getpid()}-{name}.db"

    @property
    def trial(self) -> Path:
        """All of a trial, which goes with it."""
        return self.cache / "trial"

    def basemap(self, server: str) -> Path:
        """The server's vector tiles."""
        return self.cache / "tiles" / f"{name_of(server)}.pmtiles"

    def make(self) -> Narrowed:
        """Make the folders, for this account alone, and close to others what they could read;
        answers what that was. Raises NoFolder, also for what may only be read.
        """
        for folder in (self.data, self.replicas, self.cache / "tiles", self.logs):
            try:
                make_folder(folder)
            except OSError as problem:
                raise NoFolder(folder=str(folder)) from problem
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                raise NoFolder(folder=str(folder))
        if self.lock.exists() and not (self.lock.is_file() and os.access(self.lock, os.W_OK)):
            raise NoFolder(folder=str(self.lock))  # left by another account
        found = [path for top in (self.data, self.cache, self.logs) for path in tree(top)]
        return narrow(found)


def name_of(*parts: str) -> str:
    """A file name that says nothing about what it is for."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def paths_of(profile: str = DEFAULT_PROFILE) -> Paths:
    """The folders of a profile by its name. Raises BadProfile, NoFolder for who has no home."""
    if not _NAME.fullmatch(profile) or profile.endswith((".", " ")):
        raise BadProfile(name=profile)
    home = os.environ.get(HOME_VARIABLE, "")
    if home:
        base = Path(home) / profile
        return Paths(profile, base / "data", base / "cache", base / "logs")
    system = PlatformDirs("Kobra Desktop", appauthor=False)
    try:
        data, cache = system.user_data_path, system.user_cache_path
        logs = system.user_log_path
    except RuntimeError as problem:  # no HOME, and no name by which to look for one
        raise NoFolder(folder="~") from problem
    return Paths(profile, data / "profiles" / profile, cache / "profiles" / profile, logs / profile)
