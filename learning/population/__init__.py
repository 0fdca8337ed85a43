"""The numbers that many lifters have in common, fitted to a folder of logs."""
