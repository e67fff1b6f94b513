"""One revision a file; `r` and a number give the order, `down_revision` is the law."""
