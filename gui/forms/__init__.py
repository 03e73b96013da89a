"""Forms generated from a kind's definition.

| module | what |
|---|---|
| form | `Form(kind, context)`: `set_values`, `values`, `show_findings`, `go_to`, `step_finding`, `set_room` |
| context | `FormContext`: people, today, what was typed before, records to refer to, the door to files |
| build, plain | from a field to its editor: the match over the closed set of field types |
| editor | `Editor`: what every editor has in common |
| lines, days, choices, names, grid, gridrow, attendance, files | the editors |
| section, steady | rows of fields; keeping still what one looks at |
| findings, complaints | where findings stand, and what was typed that can't be kept |
| autosave | `Autosave`: 400 ms after the last key, 3 s after the first unsaved one at the latest |
| moves | the question before a move of the workflow |
| reading | `ReadForm`: a record to be read, in the order of its sheet |
"""
