"""Tables printed without rules, found by where their columns stand."""
