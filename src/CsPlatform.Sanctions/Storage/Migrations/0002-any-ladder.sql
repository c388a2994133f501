-- Ladders may restrict without an end of their own, remove a shop by a person's approval, and take more kinds of decision.
ALTER TABLE sanctions.standing
    DROP CONSTRAINT standing_state_check,
    DROP CONSTRAINT standing_check,
    ADD CONSTRAINT standing_state_check CHECK (state BETWEEN 1 AND 4),
    -- No end without a running step; a study always has its deadline.
    ADD CONSTRAINT standing_check CHECK (CASE state WHEN 2 THEN until IS NOT NULL WHEN 3 THEN true ELSE until IS NULL END);

ALTER TABLE sanctions.decision
    DROP CONSTRAINT decision_kind_check,
    ADD CONSTRAINT decision_kind_check CHECK (kind BETWEEN 1 AND 14);
