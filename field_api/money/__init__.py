"""Money that came in: month-end snapshots, closed months, promises, payments, settled visits."""
