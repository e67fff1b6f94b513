"""`kobra-field-api doctor`: what is wrong with a server, and what mends it."""
