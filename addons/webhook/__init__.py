"""Webhooks: what happens here is posted to other programs."""
