"""The rules of the field, once: things, their limits, verdicts, law, scope and the sync wire.

Plain Python. No clock, Qt, SQL or HTTP: time, ids, holidays and settings come in as arguments.
"""
