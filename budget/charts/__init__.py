"""Views → plotly figures as plain dicts; no data work here."""
