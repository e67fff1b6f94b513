"""What the rows of a day count for, packed: roll-ups that answer most questions about ended visits
and payments without reading a row of them.
"""
