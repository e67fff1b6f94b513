"""Backups of a server: its database and the files of its data folder, and how they are put back."""
