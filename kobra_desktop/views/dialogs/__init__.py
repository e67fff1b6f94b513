"""What interrupts: one file per question to the person."""
