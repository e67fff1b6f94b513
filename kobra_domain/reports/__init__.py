"""Reports: from what was counted to the chart, its title (which is the answer) and what stands
beside it. Pure, so that the screen, paper, a mail and a page say the same.
"""
