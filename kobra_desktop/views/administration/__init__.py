"""The Administración page: one file a tab, and the forms that its tabs open."""
