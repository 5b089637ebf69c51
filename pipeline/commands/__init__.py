"""What the command line offers: one file a group of verbs, each a thin layer over one function of another room.

Nothing heavy is imported here: every verb imports what it needs, so that `veus --help` answers at once.
"""
