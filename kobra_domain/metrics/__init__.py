"""Numbers over the field, each declared once: `declared` holds them, `predicates` is the language
of their conditions, `tallies` asks rows, and `kobra_records.sql.metrics` asks a database.
"""
