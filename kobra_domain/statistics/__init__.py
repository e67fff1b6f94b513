"""What may be said from counts, and how surely: intervals, shrunk rates, looks at many cells at
once, agents after their case mix, money that is to be expected. Pure, each with its source.
"""
