"""What the page Mapa knows, without widgets: agents, visits, the trails of a day and their replay.

Not how any of it is drawn: the view turns these plain rows into the map's own specs.
"""
