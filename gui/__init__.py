"""The windows; everything a person sees and nothing that is kept."""
