"""One thread at a time in pdfium, whoever draws, reads or counts pages.

pdfium keeps state of the whole process, and two threads in it at once destroy memory. Whoever opens a document holds
`ALONE` until it is closed, with all that came out of it; the library itself is loaded where it is used.
"""

import threading

ALONE = threading.Lock()
"""Held from opening a document to closing it. Not to be taken twice by one thread."""
