"""Planning a day: what a plan is worth (`evaluator`), whether one holds (`checking`), and a small
search for one (`solver`).
"""
