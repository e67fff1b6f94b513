"""The steps of the schema, one file per noun, for both engines.
What is released is never edited.
"""
