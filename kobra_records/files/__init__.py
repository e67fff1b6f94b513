"""Files that come from outside and go there: workbooks of questionnaires, and the worker process
in which whatever may be hostile is opened.
"""
