"""Veus: accessible video stories, from footage to news page."""

__version__ = "0.1.0"
