"""What alerts are decided by, read for jobs that look now and for the look back at seven days."""
