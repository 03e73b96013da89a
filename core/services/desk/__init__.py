"""What a clerk does at the county's desk; the only place where the desk's transactions open."""
