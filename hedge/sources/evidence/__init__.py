"""Evidence on candidates: what parse models and encoder say of them, as tables, and the models that weigh these."""
