"""What makes a control center that is installed with one file out of this checkout."""
