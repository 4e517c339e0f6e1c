"""Transcripts: whose turn it is, who examines whom, and who is spoken to."""
