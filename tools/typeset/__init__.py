"""Typeset a converted disclosure text in the form such documents have in print: `python -m tools.typeset`."""
