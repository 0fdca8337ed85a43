"""The whole bot on both platforms, killed as by a power cut at random points; what was said is in the log, once."""
