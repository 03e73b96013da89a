"""Widgets of the house (ui.md §4): they take plain values, know no vault, and follow theme, language and text size.

In every module: sizes are pixels at 100 %, colours are names of tokens, icons are Fluent names (`clipboard_task`).

| module | what |
|---|---|
| theme | `dress(app, mode=, percent=)` once; `theme()`: `.dp .colour .font .room(width) .set_look`, signal `changed` |
| icons | `icon(name, size, colour=, filled=)`, `icon_pixmap`, `IconLabel(name, size, colour=, filled=, says=)` |
| space | `Row Column Grid Flow`: layouts that grow with the text (`margins=`, `spacing=`) |
| text | `Label(text, role, tone=, wrap=)`, `ElidedLabel`, `Frame(role)`, `Separator`, `Scroll(layout)` |
| buttons | `Button(text, kind, icon_name=, shortcut=, action=)`; kinds primary plain quiet small danger link tab |
"""
