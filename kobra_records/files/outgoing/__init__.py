"""Files of gestiones that leave: CSV, fixed width, XLSX. The server writes them so, and an editor
shows them so.
"""
