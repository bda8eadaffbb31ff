-- Times are Unix milliseconds, uuids lower case with hyphens.

CREATE TABLE people (
    uuid         TEXT   NOT NULL PRIMARY KEY,
    handle       TEXT   NOT NULL UNIQUE,
    display_name TEXT   NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE TABLE activities (
    uuid                   TEXT   NOT NULL PRIMARY KEY,
    person_uuid            TEXT   NOT NULL REFERENCES people (uuid),
    message                TEXT   NOT NULL,
    -- The message in lower case: LIKE alone folds the case of ASCII letters only.
    search_text            TEXT   NOT NULL,
    created_at             BIGINT NOT NULL,
    expires_at             BIGINT NOT NULL,
    likes_count            BIGINT NOT NULL DEFAULT 0,
    replies_count          BIGINT NOT NULL DEFAULT 0,
    reposts_count          BIGINT NOT NULL DEFAULT 0,
    reply_to_activity_uuid TEXT   NULL REFERENCES activities (uuid)
);

-- Each index is a feed in the order in which its pages are read; the home feed is what replies to nothing.
CREATE INDEX activities_newest ON activities (created_at DESC, uuid DESC);
CREATE INDEX activities_of_person ON activities (person_uuid, created_at DESC, uuid DESC);
CREATE INDEX activities_replies ON activities (reply_to_activity_uuid, created_at DESC, uuid DESC);
