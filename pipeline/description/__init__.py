"""Audio description: where there is room to tell what is seen, what people wrote for it, and how it is mixed."""
