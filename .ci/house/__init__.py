"""What `dev.py` needs to keep the house in order: libraries of the system, the lock, the checks. Never shipped."""
