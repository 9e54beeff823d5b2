"""The names of an article: the reference's, the model's and the rules', put together so that no two overlap."""

from extract.mentions.find import MentionResult, find_mentions, mention_result

__all__ = ["MentionResult", "find_mentions", "mention_result"]
