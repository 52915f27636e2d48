"""One project on disk: what is remembered, merged, planned and written; no template."""
