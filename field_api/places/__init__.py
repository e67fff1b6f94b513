"""Places addresses by maps of streets, lists of doors and what agents found, without a network."""
