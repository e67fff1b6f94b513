"""Mail: the server that takes it, the message as it leaves, and each step of handing it over told
apart.
"""
