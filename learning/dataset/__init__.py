"""Examples to train on: gathered with consent, cleaned of names, split by lifter, kept with where they come from."""
