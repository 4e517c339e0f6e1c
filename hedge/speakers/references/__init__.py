"""What a source refers with: its words, the name or the description in them, and what that describes."""
