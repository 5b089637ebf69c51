"""The drawn pictures: one module of scenes for each story, and what they are drawn with."""
