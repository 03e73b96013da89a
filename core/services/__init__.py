"""One function for each thing a person does; transactions open only here."""
