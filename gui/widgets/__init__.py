"""Widgets of the house (ui.md §4): they take plain values, know no vault, and follow theme, language and text size.

In every module: sizes are pixels at 100 %, colours are names of tokens, icons are Fluent names (`clipboard_task`).

| module | what |
|---|---|
| theme | `dress(app, mode=, percent=)` once; `theme()`: `.dp .colour .font .room(width) .set_look`, signal `changed` |
| icons | `icon(name, size, colour=, filled=)`, `icon_pixmap`, `IconLabel(name, size, colour=, filled=, says=)` |
| space | `Row Column Grid Flow`: layouts that grow with the text (`margins=`, `spacing=`); `clear(layout)` |
| text | `Label(text, role, tone=, wrap=)`, `ElidedLabel`, `Frame(role)`, `Separator`, `Scroll(layout)` |
| beside | `Beside(words, ends, last=)`: side by side, under each other where there is no room; `NameLabel` in text |
| buttons | `Button(text, kind, icon_name=, shortcut=, opens=, action=)`; kinds primary plain quiet small danger link |
| rail | `Rail(items, foot=)`: `chosen(key)`, `.choose .set_badge(key, n, says) .set_room`; Alt+1… built in |
| head | `Head(title, context)`: `.set_back .set_chips .set_saved .set_blocking .add_button`; `went_back` |
| tabs | `Tabs([Tab(key, text, errors, warnings, count)])`: `chosen(key)`, `.show_tabs .choose .step(±1)` |
| chip | `Chip(ChipData(text, icon, tone))`; `paint_chip`, `chip_size` for delegates |
| status | `StatusBar([StatusItem(key, icon, text, action)])`: `pressed(key or key.action)`, `.show_item` |
| rows | `RowList`: model gives `RowData` under `ROW_ROLE`; `opened(index)`, `picked(index)` |
| lettering | `paint_line`, `Wrapped(text, pixels, width).paint` for delegates; aloud: `say(widget, text)` |
| columns | `Columns({key: CardColumn(icon, title, note, body=)}, says=)`: side by side, or behind tabs; `.set_room` |
| todo | columns of the first page |
| facts | `FactColumns`: `.show_facts(agreeing=, differing=, missing=)`, `opened(key)`; factlist: `Fact FactList` |
| calendar | `MonthView`: `.show_month(year, month, days, today)`, `day_picked day_chosen month_wanted`; monthgrid |
| marks, daylist | `Mark(key, text, standing, icon, line, word)`; `DayList.show_day(on, marks, today=)`: `opened(key)` |
| phases | `PhaseLine.show_line(start, end, phases=, milestones=, today=)`: `day_chosen`; milestones: flags |
| comparison | `Comparison(Side(title, line, text), Side(…), [Stretch(left, right)])`: F8; sametext paints a side |
| kindmenu | `KindMenu([KindGroup(title, (KindEntry(…),))], says=).open_under(button)`: `chosen(key)`; kindlist |
| finding | `FindingRow(FindingLine(level, text, action, rule, word, basis, key))`: `acted(key)`; `Banner` |
| fields | `TextField NumberField ChoiceField ChoiceLine ToggleField`: `.value .set_value`, `edited`; `set_state` |
| rarefield | `offer_hanzi(field)`: F2 and the field's menu open `HanziPicker`: `picked(char)`; hanzigrid, recenthanzi |
| moments | `DateField(near=)`, `TimeField()`: forgiving typing; `read_date`, `read_time` |
| formline | `FormLine([FormField(key, label, editor, required, stretch, joined, note)])`, `.set_room .set_findings` |
| tiles, attendance | `AttendanceField(AttendanceLook(people, reasons, near, label))`: `.value .set_findings` |
| password | `PasswordField(says=)`: `.value .forget .set_findings`, `entered`; capslock asks the system |
| question | `Question(title, text, [Reply(key, text, grave, safe)], body=, width=).ask(then, stay=)`; no nested loop |
| dialog | `Dialog(title, size= or width=, parent=)`: `.lay(content, answers) .room`; F1 by `helper_of` |
| steps | `Wizard([Step(key, text, page)], last=)`: `next_pressed(key)`, `.go .step .set_reason .set_next .foot` |
| verdict | `VerdictCard(VerdictData(value, file, reason, line, action, primary, checked))`: `acted` |
| progress | `ProgressRow`: `.start .tell .finish`, `cancelled`; `StageRows`, `SafeCard` (可以安全拔出) |
| timeline | `Timeline([Happening(day, Node, text, line, chip)])` |
| empty, drop | `EmptyState(text, action)`; `DropArea(text, note, buttons=)`: `dropped([Path])` |
| preview | `PagePreview(tasks, fold="收起 F9").show_pdf(bytes or Path)`; raster draws pages, printing prints them |
| ledger | `Ledger`: model gives `CellData` under `CELL_ROLE`, row tone under `TONE_ROLE`; `.set_columns(widths)` |
"""
