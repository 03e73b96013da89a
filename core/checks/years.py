def wrong_years(text, day):
    return ()
