"""What screens know of submissions, without widgets: answers in the form's words, photos, the
table of all of them and its export.
"""
