"""Invented examples: the real planner on the simulator's lifters, the real prompts, and words from phrase tables."""
