"""Which jobs there are, and in which rhythm."""

from collections.abc import Sequence

from field_api.database import Database
from field_api.days.keeping import keep_days
from field_api.imports.forgetting import forget_bulk
from field_api.imports.importer import Importer
from field_api.imports.nightly import Nightly
from field_api.ingest.taking import Ingest
from field_api.jobs.absent_payments import AbsentPayments
from field_api.jobs.dwell import note_dwelling
from field_api.jobs.expiry import expire_visits
from field_api.jobs.forgetting import forget
from field_api.jobs.geocoding import Nominatim, ask_service
from field_api.jobs.lateness import note_late
from field_api.jobs.retention import forget_submissions, prepare_days, purge_trails
from field_api.jobs.runner import Job
from field_api.jobs.unsettled import settle_unsettled
from field_api.jobs.watch import Watch
from field_api.money.promises import judge_promises
from field_api.money.snapshots import keep_cuts
from field_api.notify import Notifier
from field_api.places.learning import learn
from field_api.places.waiting import place_waiting
from field_api.privacy.contents import remove_contents
from field_api.settings import Settings
from field_api.submissions.forgetting import forget_set_aside
from field_api.submissions.reading import Reader
from field_api.submissions.store import FolderStore
from field_api.webhooks.log import forget_tries

_MINUTE_S, _HOUR_S = 60.0, 3600.0


def jobs(
    database: Database,
    notifier: Notifier,
    ingest: Ingest,
    reader: Reader,
    stores: Sequence[FolderStore],
    importer: Importer,
    settings: Settings,
) -> tuple[Job, ...]:
    """All jobs of a server; `stores` hold contents and what was made of them. Who is at a visit is
    found before who is idle.
    """
    watch, absent = Watch(database), AbsentPayments(database)
    nightly = Nightly(database, importer, settings)
    parts, days = ingest.partitions, settings.retention_days
    folder = settings.data_folder
    return (
        *_outside(database, settings),
        Job("prepare_days", _HOUR_S, lambda now: prepare_days(parts, now)),
        Job("dwell", 15.0, lambda now: note_dwelling(notifier, now)),
        Job("watch", 15.0, watch.look),
        Job("absent_payments", 5 * _MINUTE_S, absent.look),
        Job("lateness", _MINUTE_S, lambda now: note_late(database, now)),
        Job("forget", 6 * _HOUR_S, lambda now: forget(database, settings, now)),
        Job("set_aside", 6 * _HOUR_S, lambda now: forget_set_aside(database, now, days)),
        Job("forget_submissions", 6 * _HOUR_S, lambda now: forget_submissions(database, now)),
        Job("forget_webhook_tries", 6 * _HOUR_S, lambda now: forget_tries(database, now)),
        Job("remove_contents", 5 * _MINUTE_S, lambda now: remove_contents(database, stores)),
        Job("unsettled", 5 * _MINUTE_S, lambda now: settle_unsettled(reader, now)),
        Job("keep_cuts", 10 * _MINUTE_S, lambda now: keep_cuts(database, now)),
        Job("keep_days", _MINUTE_S, lambda now: keep_days(database, now, retention_days=days)),
        Job("judge_promises", 5 * _MINUTE_S, lambda now: judge_promises(database, now)),
        Job("learn_places", 10 * _MINUTE_S, lambda now: learn(database, now)),
        Job("place_waiting", _MINUTE_S, lambda now: place_waiting(database, now)),
        Job("forget_bulk", _HOUR_S, lambda now: forget_bulk(database, folder, now, days=days)),
        Job("nightly_files", 15.0, nightly.look),
        Job("imports_left", _MINUTE_S, lambda _now: importer.look()),
        Job("expire_visits", 5 * _MINUTE_S, lambda now: expire_visits(database, now)),
        Job(
            "purge_trails",
            6 * _HOUR_S,
            lambda now: purge_trails(database, parts, now, retention_days=days),
        ),
    )


def _outside(database: Database, settings: Settings) -> tuple[Job, ...]:
    """What speaks with others; nothing does unless it was set."""
    if not settings.geocoder_url:
        return ()
    service = Nominatim(settings.geocoder_url, pause_s=max(1, settings.geocoder_pause_s))
    return (Job("ask_service", _MINUTE_S, lambda now: ask_service(database, service, now)),)
