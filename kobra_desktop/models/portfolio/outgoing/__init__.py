"""Files of gestiones that leave for clients, in words and as a draft."""
