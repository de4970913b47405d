CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE folders (id bigserial PRIMARY KEY, owner_id bigint NOT NULL REFERENCES users (id), title text NOT NULL);
CREATE TABLE files (
    id bigserial PRIMARY KEY,
    folder_id bigint NOT NULL REFERENCES folders (id),
    owner_id bigint NOT NULL REFERENCES users (id),
    name text NOT NULL
);
CREATE TABLE versions (id bigserial PRIMARY KEY, file_id bigint NOT NULL REFERENCES files (id), content bytea NOT NULL);
CREATE TABLE shares (folder_id bigint REFERENCES folders (id), user_id bigint REFERENCES users (id));
