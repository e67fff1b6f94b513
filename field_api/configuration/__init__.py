"""What a server keeps of how it is set: stored settings, and secrets sealed by a key that lies in a
folder, outside the database.
"""
