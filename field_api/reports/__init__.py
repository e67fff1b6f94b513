"""Reports over the server's rows, for spans and sources that no replica has."""
