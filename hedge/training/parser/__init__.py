"""Refit the Stanza pack: treebanks, vectors, trainers, and the larger tagger that teaches the small one."""
