"""Files of gestiones that leave for a client: each gestión once, corrected ones again with a
mark.
"""
