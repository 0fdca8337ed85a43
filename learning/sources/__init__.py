"""Readers of local files: what others wrote and said becomes examples, with its source and its licence.

Nothing is fetched. Whoever owns a file answers for its licence.
"""
