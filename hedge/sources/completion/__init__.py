"""What drafts miss: other halves of quotations, quotations without a cue, attributions inside others."""
