"""A portfolio's file from its bytes to rows of typed values. Pure: no database, and everything may
run in the killable process of `worker`.
"""
