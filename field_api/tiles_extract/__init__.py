"""A region of somebody's PMTiles archive, taken by Range requests: only what the region needs is
fetched, a cut goes on where it was, and the map that serves changes once the new one is whole.
"""
