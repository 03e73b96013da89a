"""What a county's clerk sees: what came in, the schools, notices, and the county's own trust."""
