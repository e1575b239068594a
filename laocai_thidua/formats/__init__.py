"""How dates, times and numbers are written and read, one package per language."""
