"""The rules of the field, once: things, their limits, verdicts, law, scope and the sync wire.

Plain Python. No clock, Qt, SQL or HTTP: time, ids, holidays and settings come in as arguments.
"""

import zoneinfo

# The zones of our own dependency before the system's: with those of a machine nobody has updated,
# lawful hours would be other hours. Every process that asks a rule comes by here, workers too.
zoneinfo.reset_tzpath(())
