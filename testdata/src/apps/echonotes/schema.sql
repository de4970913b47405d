CREATE TABLE users (
    id            BIGSERIAL PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL DEFAULT 'user',
    password_hash TEXT NOT NULL
);

CREATE TABLE folders (
    id       BIGSERIAL PRIMARY KEY,
    owner_id BIGINT NOT NULL REFERENCES users (id),
    name     TEXT NOT NULL
);

CREATE TABLE notes (
    id        BIGSERIAL PRIMARY KEY,
    owner_id  BIGINT NOT NULL REFERENCES users (id),
    folder_id BIGINT REFERENCES folders (id),
    title     TEXT NOT NULL,
    body      TEXT NOT NULL
);

CREATE TABLE versions (
    id       BIGSERIAL PRIMARY KEY,
    note_id  BIGINT NOT NULL REFERENCES notes (id),
    body     TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE tags (
    note_id BIGINT NOT NULL REFERENCES notes (id),
    name    TEXT NOT NULL
);
