"""Printed pages and the PDF/A-3 file they travel in."""
