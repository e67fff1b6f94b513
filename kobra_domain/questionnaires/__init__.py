"""Questionnaires: the form as a tree, its rules and acts, and the things that travel."""
