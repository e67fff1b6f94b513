"""What `dev.py` is made of. Standard library only, save `basemap`; never part of the product."""
