"""Starts Kobra Desktop, from a checkout and from what is installed. Everything is in kobra_desktop.

What is installed has no Python beside it: `main -m MODULE` runs the modules that it carries for
processes of their own, as Python's `-m` does.
"""

import multiprocessing
import runpy
import sys

CARRIED = ("demo", "demo.child", "demo.desktop", "field_api", "installer.probe")


def main() -> int:
    """Run the control center, one of its verbs, or a module that is carried."""
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2] in CARRIED:
        name = sys.argv[2]
        del sys.argv[1:3]
        runpy.run_module(name, run_name="__main__", alter_sys=True)
        return 0
    from kobra_desktop.command_line import main as control_center

    return control_center()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
