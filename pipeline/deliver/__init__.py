"""What is public, and where: finished files sent to a folder or a store, and taken away again.

Planning is pure; only `targets` and `send` touch a destination. A destination never shows a manifest that names
something missing: media first, pages next, the manifest last; what nothing names any more goes after that.
"""
