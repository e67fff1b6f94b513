"""The pages of help: which there are and where each is asked for (`topics`), their texts (`pages`),
and what whoever helps needs to know of this machine (`diagnostics`).
"""
