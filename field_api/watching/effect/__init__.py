"""What rules of alerts would have told in the last days: their own code, over what was kept."""
