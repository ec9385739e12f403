"""Chatter: messages, internal notes, tracked changes and followers of documents."""
