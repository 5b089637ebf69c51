"""Broken input for every reader: mutations of what is right, each read under a limit of time and of memory."""
