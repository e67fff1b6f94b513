"""Numbers over the whole field, for spans that no replica holds: what a question is, what is
answered, and the rows behind it.
"""
