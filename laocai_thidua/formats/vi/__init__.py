"""Vietnamese: see `formats.py` beside this file."""
