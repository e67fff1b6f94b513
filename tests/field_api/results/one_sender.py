"""A process that sends until it is killed: `python -m … DATABASE_URL SMTP_URL`."""

import sys
import threading

from field_api.database import Database
from field_api.holding import Holding
from field_api.mail.letters.office import Office
from field_api.results.sender import LEASE, Sender
from field_api.settings import Settings
from tests.field_api.servers import WEDNESDAY, Clock

if __name__ == "__main__":
    clock = Clock(WEDNESDAY)
    settings = Settings(smtp_url=sys.argv[2], mail_from="kobra@kobra.example", clock=clock)
    database = Database(sys.argv[1])
    holding = Holding(database, LEASE, clock)
    holding.start()
    Sender(
        database, holding, lambda: settings, lambda now: Office(settings=now, key=b"key")
    ).start()
    threading.Event().wait()
