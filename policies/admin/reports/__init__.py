"""What is reported of actions: updates, evidence, corrections from readers, and their review."""
