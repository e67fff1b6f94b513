"""Data of people that goes for good: on request, or because its time has passed."""
