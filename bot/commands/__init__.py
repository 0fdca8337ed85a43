"""What each command of ``focusflow`` does, one file for those that need more than a few lines."""
