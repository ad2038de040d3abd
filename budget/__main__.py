"""`python -m budget`."""

from budget.cli import app

app(prog_name="python -m budget")
