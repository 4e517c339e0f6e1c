"""Models of whole passages that need no parse: assertiveness, and the certainty of scientific findings."""
