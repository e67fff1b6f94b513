"""Whatever leaves the program as a file of rows: names, dialect, what a format holds, one deed."""
