"""A made-up lifter, to compare policies on. It is a test bed, not evidence about people."""
