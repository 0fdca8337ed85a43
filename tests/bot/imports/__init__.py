"""Files of training, from their text to a lifter's log."""
