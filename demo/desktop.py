"""The control center of the demonstration: signed in as the supervisor, shown or painted."""

import argparse

from demo.city import City, say
from demo.pictures import Order, Photographer
from kobra_desktop import logs
from kobra_desktop.app import Options, Root, prepare
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import paths_of


def show(city: City, given: argparse.Namespace, begun_s: float) -> int:
    """Open the control center on the city until it is closed, or until the pictures are made."""
    options = Options(
        server=city.server,
        language=given.lang,
        theme=given.theme or ("light" if given.snapshot else ""),
        credentials=Credentials(city.server, city.email, city.password),
    )
    application = prepare(options)
    paths = paths_of(options.profile)
    paths.make()
    logs.start_logs(paths.logs, options.log_level)
    root = Root(options, paths)
    photographer = None
    if given.snapshot is not None:
        width, _, height = given.size.partition("x")
        size = (int(width), int(height))
        order = Order(given.snapshot, given.seconds, size, given.scenes, given.tints)
        photographer = Photographer(root, city, order, begun_s)
    say(f"Opening the control center as {city.email}")
    root.start()
    code = application.exec()
    root.close()
    return photographer.code if photographer is not None else code
