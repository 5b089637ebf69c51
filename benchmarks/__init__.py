"""Veus measured against its peers, on this machine and in one run: `python -m benchmarks` (or `make bench`)."""
