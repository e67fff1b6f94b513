"""What `dev.py demo` runs: a field API with an invented city, phones that speak to it, and the
control center.

Each is entered by its public door; nothing here is something that a customer's installation would
not do.
"""
