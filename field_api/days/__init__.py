"""The day of each agent, kept for good: counted when it is over, again while anything of it comes
later and its trail is there.
"""
