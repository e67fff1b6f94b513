"""What Hoy shows: the clock that chooses its tabs (`clock`), the numbers and results of the day
(`day`), and what each tab asks for, a file each.
"""
