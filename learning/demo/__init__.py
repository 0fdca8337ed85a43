"""The whole loop on one machine, with a model that fits it: every number that it prints was measured there and then."""
