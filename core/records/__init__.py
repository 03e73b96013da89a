"""What a record is: fields, rules, kinds, workflow, values, and the text each value shows."""
