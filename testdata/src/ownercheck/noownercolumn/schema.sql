CREATE TABLE users (
    id     BIGSERIAL PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL
);

CREATE TABLE countries (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE products (
    id    BIGSERIAL PRIMARY KEY,
    maker TEXT NOT NULL
);

CREATE TABLE stock (
    product_id BIGINT PRIMARY KEY REFERENCES products (id),
    quantity   INT NOT NULL
);

CREATE TABLE wishlists (
    id      BIGSERIAL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    name    TEXT NOT NULL
);

CREATE TABLE wishes (
    id          BIGSERIAL PRIMARY KEY,
    wishlist_id BIGINT NOT NULL REFERENCES wishlists (id),
    text        TEXT NOT NULL
);
