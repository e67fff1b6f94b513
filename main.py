"""Starts Kobra Desktop from a checkout. Everything is in kobra_desktop."""

import multiprocessing
import sys

from kobra_desktop.command_line import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
