"""Letters: what is said in each mail, as blocks that are text and HTML alike. `letter_of` makes one
anew at each try, from what is known then.
"""
