-- Signed requests that were taken, so that the very same one is refused the next time. A row is needed only as long as the request's
-- own time is within the window.
CREATE TABLE ingestion.webhook_request (
    source     text        NOT NULL,
    digest     bytea       NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (source, digest)
);

CREATE INDEX webhook_request_expires_at ON ingestion.webhook_request (expires_at);
