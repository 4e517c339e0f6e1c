"""hedge inside other libraries."""
