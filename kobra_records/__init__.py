"""What both sides do with the entities:
tables derived from them, and their forms on the wire and in files.
"""
