"""Pictures of a log: what they show is worked out purely, and drawn when they are sent."""
