-- Cases, derived from decisions as they are taken, and what was first told of a decision.
-- A row for every decision that belongs to a case or revokes another one; rows are only ever added.
CREATE TABLE sanctions.case_entry (
    partition       smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform        text     NOT NULL COLLATE "C",
    shop_id         text     NOT NULL COLLATE "C",
    decision_id     text     NOT NULL COLLATE "C",
    case_id         text     NOT NULL COLLATE "C",
    metric_id       text     NOT NULL COLLATE "C",
    kind            smallint NOT NULL,
    effective_from  date     NOT NULL,
    revokes         text     NOT NULL COLLATE "C",
    PRIMARY KEY (partition, platform, shop_id, decision_id),
    FOREIGN KEY (partition, platform, shop_id, decision_id) REFERENCES sanctions.decision
);

CREATE INDEX case_entry_listing ON sanctions.case_entry (platform, shop_id, case_id) WHERE case_id <> '';
CREATE INDEX case_entry_revokes ON sanctions.case_entry (partition, platform, shop_id, revokes) WHERE revokes <> '';

-- Kinds: 2 study, 5 traffic, 9 restricted run for a time; 6 ended; 15 revokes. Progress: 1 open, 2 ended, 3 revoked.
CREATE VIEW sanctions.shop_case AS
SELECT partition, platform, shop_id, case_id, min(metric_id) AS metric_id, min(effective_from) AS opened_on, count(*)::integer AS decisions,
       max(effective_from) FILTER (WHERE stands AND kind = 6) AS ended_on,
       (CASE WHEN NOT bool_or(stands) THEN 3
             WHEN bool_or(stands AND kind = 6) OR NOT bool_or(stands AND kind IN (2, 5, 9)) THEN 2
             ELSE 1 END)::smallint AS progress
FROM (SELECT e.*, NOT EXISTS (
              SELECT FROM sanctions.case_entry r
              WHERE r.partition = e.partition AND r.platform = e.platform AND r.shop_id = e.shop_id AND r.revokes = e.decision_id) AS stands
      FROM sanctions.case_entry e
      WHERE e.case_id <> '' AND e.kind <> 15) AS entry
GROUP BY partition, platform, shop_id, case_id;

-- Decisions from before: the case is the fourth field of the stored message, after the id, the shop and the subject, which are always set.
DO $$
DECLARE
    row sanctions.decision;
    place integer;
    size integer;
    shift integer;
    found text;
BEGIN
    FOR row IN SELECT * FROM sanctions.decision WHERE kind <> 15 LOOP
        place := 0;
        found := '';
        WHILE place < length(row.payload) AND get_byte(row.payload, place) IN (10, 18, 26, 34) LOOP
            size := 0;
            shift := 1;
            DECLARE
                field integer := get_byte(row.payload, place);
            BEGIN
                LOOP
                    place := place + 1;
                    size := size + (get_byte(row.payload, place) & 127) * shift;
                    shift := shift * 128;
                    EXIT WHEN get_byte(row.payload, place) < 128;
                END LOOP;
                IF field = 34 THEN
                    found := convert_from(substr(row.payload, place + 2, size), 'UTF8');
                END IF;
                place := place + 1 + size;
            END;
        END LOOP;
        IF found <> '' THEN
            INSERT INTO sanctions.case_entry
            VALUES (row.partition, row.platform, row.shop_id, row.decision_id, found, row.metric_id, row.kind, row.effective_from, '');
        END IF;
    END LOOP;
END $$;

-- What was first told of a decision, in two parts: 1 the statement, 2 the evidence, which is told once metrics has opened it. Later
-- ones are compared with it. The days to appeal are those that were told.
CREATE TABLE sanctions.statement (
    partition    smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform     text        NOT NULL COLLATE "C",
    shop_id      text        NOT NULL COLLATE "C",
    decision_id  text        NOT NULL COLLATE "C",
    part         smallint    NOT NULL CHECK (part IN (1, 2)),
    hash         bytea       NOT NULL CHECK (length(hash) = 32),
    wording      integer     NOT NULL,
    days_to_file integer,
    generated_at timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, decision_id, part),
    FOREIGN KEY (partition, platform, shop_id, decision_id) REFERENCES sanctions.decision
);
