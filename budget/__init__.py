"""明账: what a Chinese public body publishes as its budget, read into records and frames."""
