"""Rules about the disclosure as a whole: completeness and counts."""
