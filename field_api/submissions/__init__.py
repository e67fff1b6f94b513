"""Filled-in forms: taken from phones and kept, then read, judged and told to control centers."""
