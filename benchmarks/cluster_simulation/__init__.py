"""An archive made by many machines, as a model run: `python -m benchmarks.cluster_simulation`.

Nothing but the standard library runs the model: a heap of moments is all that simpy would bring, a million tasks take
seconds with it, and the tests need no package more.
"""
