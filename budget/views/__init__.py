"""Frames → exactly what a page shows: sentences by rule, headline figures, tables, with the cells they come from."""
