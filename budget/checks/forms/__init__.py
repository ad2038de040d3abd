"""Rules about the performance forms."""
