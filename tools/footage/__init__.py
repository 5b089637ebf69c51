"""Stand-in footage: short invented testimonials with a synthetic voice and drawn pictures."""
