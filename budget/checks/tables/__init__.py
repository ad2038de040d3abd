"""Rules about the tables: sums within one, agreement between them, their names and order."""
