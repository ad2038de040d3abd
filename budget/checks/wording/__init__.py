"""Rules about the words of the prose: names, marks, notes, subjects."""
