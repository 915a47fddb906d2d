"""Words without a domain: errors, clock, ids, digests, encryption, the actor's origin. No model."""
