"""The names of an article: the reference's and the model's, put together so that no two overlap."""

from extract.mentions.find import MentionResult, find_mentions, mention_result

__all__ = ["MentionResult", "find_mentions", "mention_result"]
