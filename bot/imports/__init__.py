"""Training logs of other apps, and our own: from a file's text to sets on record. Pure."""
