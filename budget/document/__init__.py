"""A disclosure as a whole: whose it is, what of it was read, what is masked and corrected."""
