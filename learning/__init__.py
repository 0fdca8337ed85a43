"""What comes back, made into something better. Nothing below imports it."""
