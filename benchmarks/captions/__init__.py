"""Scores caption files of any system, and sets ours beside its peers: `python -m benchmarks.captions`."""
