"""Charts on the screen: a scene of `kobra_domain.charts` painted as it stands, which can be pointed
at, walked through by the keyboard, read as a table, copied and saved.
"""
