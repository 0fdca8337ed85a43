"""What comes back, made into something better. Nothing below imports it; its commands are not built yet."""
