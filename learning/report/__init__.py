"""``focusflow report``: the six metrics, the experiments and the versions, as tables, JSON and one page."""
