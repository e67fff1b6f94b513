"""Everything that writes or tells a replicated row:
`record` keeps row and log in one transaction, `feed` reads them.
"""
