"""What the main window shows: home, lists, editors, people, settings; all derive from `page.Page`."""
