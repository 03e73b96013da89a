"""What crosses every floor: from the first run to the judged packet."""
