"""The embedded map: folium's page on our own scheme, its bridge, trails, and the widget. Not the
page's models.
"""
