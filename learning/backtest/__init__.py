"""The forecast walked forward over real logs, beside simple baselines."""
