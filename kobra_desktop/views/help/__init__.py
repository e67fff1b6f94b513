"""The window of help and the menu that opens it."""
