def faults(kind):
    return ()
