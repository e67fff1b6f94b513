"""Who is asking, and may they: sessions, passwords,
codes, and the permission each route declares.
"""
