"""Results in real time: who is told of what the change log noted (`tellers`, asked by `fanning`),
and how it leaves.
"""
