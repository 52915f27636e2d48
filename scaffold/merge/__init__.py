"""Merge what scaffold would write now into what a person made of what it wrote before; knows no disk."""
