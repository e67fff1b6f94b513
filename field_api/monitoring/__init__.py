"""What a monitoring system is told of a server: numbers, and nothing of anybody."""
