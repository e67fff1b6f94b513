"""What a user may do, one file per noun. Each act is an edit with its outbox row, or says it needs
the server.
"""
