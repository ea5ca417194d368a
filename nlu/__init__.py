"""Words in: language, intents, entities, safety."""

import os

# Before numpy is read: threads that wait for each other make one short message fifteen times
# slower (13 ms against 190 ms on two busy cores). Training asks for more: see the Makefile.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251 (numpy's, not ours)
