"""Rules about the figures that the prose states."""
