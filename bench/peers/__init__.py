"""Record pages with photos by whole programs, ours beside what others would print them with: `python -m bench.peers`.

One run, rounds by turns, the fastest of each counts; every program is a process of its own that starts, reads the job,
lays out, embeds the same font files and photos, and writes a PDF. Wall time and peak memory are the process's.
`TAIZHANG_PEERS` names the Python of an environment with fpdf2, weasyprint and typst in it, which nothing else needs;
LibreOffice is `soffice` on the path. What is not there is named as not measured. `whole` is a packet with all it has
besides, for which the others have no like.
"""
