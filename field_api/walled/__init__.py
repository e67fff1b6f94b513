"""How the server asks an address that a person has written: what its name resolves to is looked at,
the very address that was looked at is connected to, and all of it is bounded in time and bytes.
"""
