"""Tables as other programs write them: read without losing a digit, a letter or a row."""
