"""The page Cuestionarios: the list, the editor with its panels, publishing and versions."""
