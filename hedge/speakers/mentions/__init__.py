"""Named mentions: runs of proper nouns, the names that they are, and the entities that these make up."""
