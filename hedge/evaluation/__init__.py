"""Score the shipped models on published data, with exact definitions and bootstrap intervals."""
