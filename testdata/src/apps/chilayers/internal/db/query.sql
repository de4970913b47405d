-- name: CreateUser :one
INSERT INTO users (email, password_hash) VALUES ($1, $2) RETURNING id, email, password_hash, role;

-- name: GetUserByEmail :one
SELECT id, email, password_hash, role FROM users WHERE email = $1;

-- name: GetInvoice :one
SELECT id, owner_id, customer_id, number, cents, status, created_at FROM invoices WHERE id = $1;

-- name: CreateInvoice :one
INSERT INTO invoices (owner_id, customer_id, number, cents) VALUES ($1, $2, $3, $4)
RETURNING id, owner_id, customer_id, number, cents, status, created_at;

-- name: SetInvoiceStatus :execrows
UPDATE invoices SET status = $2 WHERE id = $1;

-- name: DeleteDraft :execrows
DELETE FROM invoices WHERE id = $1 AND owner_id = $2 AND status = 'draft';

-- name: GetAttachment :one
SELECT id, invoice_id, name, content FROM attachments WHERE id = $1;

-- name: GetAttachmentOfInvoice :one
SELECT id, invoice_id, name, content FROM attachments WHERE id = $1 AND invoice_id = $2;

-- name: GetCustomer :one
SELECT id, owner_id, name, email FROM customers WHERE id = $1 AND owner_id = $2;

-- name: ListCustomers :many
SELECT id, owner_id, name, email FROM customers WHERE owner_id = $1 ORDER BY name;

-- name: UpdateCustomer :execrows
UPDATE customers SET name = $2, email = $3 WHERE id = $1;

-- name: GetCurrency :one
SELECT code, name FROM currencies WHERE code = $1;
