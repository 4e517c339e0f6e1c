"""scikit-learn estimators over raw texts, shipped or fitted on labels of one's own."""
