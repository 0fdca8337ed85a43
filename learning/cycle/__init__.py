"""A cycle: from votes to a dataset, a version, an evaluation, a canary and a decision; resumable after any kill."""
