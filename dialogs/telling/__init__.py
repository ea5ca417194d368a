"""The telling of a report: asked, summed up, put right, sent."""
