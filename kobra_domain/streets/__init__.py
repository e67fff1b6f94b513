"""Colombian street names and door numbers: read, compared by their key, and placed by corners."""
