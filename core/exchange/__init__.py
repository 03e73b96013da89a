"""What goes onto a stick: the container, the carrying, the reading back."""
