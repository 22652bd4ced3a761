//! What a check says: codes, findings, the review.
