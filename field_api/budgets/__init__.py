"""How much phones may fill: the disk as a whole, and each key in a day."""
