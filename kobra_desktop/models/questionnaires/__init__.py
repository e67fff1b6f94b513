"""What the page Cuestionarios knows, without widgets: the list, the open draft, its checks, its
versions. Not the rules of a form: those are kobra_domain/questionnaires.
"""
