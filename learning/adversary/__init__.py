"""Bad answers on purpose: what a model could say wrong, thrown at the whole bot, and good answers that must pass."""
