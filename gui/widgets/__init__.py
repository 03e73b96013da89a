"""Widgets of the house (ui.md §4): they take plain values, know no vault, and follow theme, language and text size.

In every module: sizes are pixels at 100 %, colours are names of tokens, icons are Fluent names (`clipboard_task`).

| module | what |
|---|---|
| theme | `dress(app, mode=, percent=)` once; `theme()`: `.dp .colour .font .room(width) .set_look`, signal `changed` |
| icons | `icon(name, size, colour=, filled=)`, `icon_pixmap`, `IconLabel(name, size, colour=, filled=, says=)` |
| space | `Row Column Grid Flow`: layouts that grow with the text (`margins=`, `spacing=`); `clear(layout)` |
| text | `Label(text, role, tone=, wrap=)`, `ElidedLabel`, `Frame(role)`, `Separator`, `Scroll(layout)` |
| buttons | `Button(text, kind, icon_name=, shortcut=, action=)`; kinds primary plain quiet small danger link tab |
| rail | `Rail(items, foot=)`: `chosen(key)`, `.choose .set_badge(key, n, says) .set_room`; Alt+1… built in |
| head | `Head(title, context)`: `.set_back .set_chips .set_saved .set_blocking .add_button`; `went_back` |
| tabs | `Tabs([Tab(key, text, errors, warnings, count)])`: `chosen(key)`, `.show_tabs .choose .step(±1)` |
| chip | `Chip(ChipData(text, icon, tone))`; `paint_chip`, `chip_size` for delegates |
| status | `StatusBar([StatusItem(key, icon, text, action)])`: `pressed(key or key.action)`, `.show_item` |
| rows | `RowList`: model gives `RowData` under `ROW_ROLE`; `opened(index)`, `picked(index)` |
| ledger | `Ledger`: model gives `CellData` under `CELL_ROLE`, row tone under `TONE_ROLE`; `.set_columns(widths)` |
"""
