"""The preview of a form as a phone will show it: its page, its walls, the widget. Which form and
when is the editor's.
"""
