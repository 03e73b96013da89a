"""The stick: what travels, under which name, how it is carried, and how sticks are found and ejected."""
