"""The contact sheet: how captions look over the pictures of a story that are hardest for them, and how legible."""
