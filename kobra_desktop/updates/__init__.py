"""What a desktop hears of newer versions of itself: a signed word, never a download."""
