"""Parts that several pages are made of; none knows what a visit is."""
