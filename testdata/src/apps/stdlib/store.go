package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

type user struct {
	ID           int64  `json:"id"`
	Email        string `json:"email"`
	Role         string `json:"role"`
	PasswordHash []byte `json:"-"`
}

type parcel struct {
	ID        int64  `json:"id"`
	SenderID  int64  `json:"-"`
	Recipient string `json:"recipient"`
	Weight    int    `json:"weight_grams"`
	Status    string `json:"status"`
	Code      string `json:"tracking_code"`
}

type tariff struct {
	UpToGrams int `json:"up_to_grams"`
	Cents     int `json:"cents"`
}

type store struct{ db *sql.DB }

func (s *store) createUser(ctx context.Context, email string, hash []byte) (id int64, err error) {
	err = s.db.QueryRowContext(ctx,
		`INSERT INTO users (email, password_hash) VALUES ($1, $2) RETURNING id`, email, hash).Scan(&id)
	return id, err
}

func (s *store) userByEmail(ctx context.Context, email string) (*user, error) {
	return scanUser(s.db.QueryRowContext(ctx, `SELECT id, email, role, password_hash FROM users WHERE email = $1`, email))
}

func (s *store) userBySession(ctx context.Context, tokenHash string) (*user, error) {
	return scanUser(s.db.QueryRowContext(ctx, `
		SELECT u.id, u.email, u.role, u.password_hash
		FROM sessions s JOIN users u ON u.id = s.user_id
		WHERE s.token_hash = $1 AND s.expires_at > now()`, tokenHash))
}

func scanUser(row *sql.Row) (*user, error) {
	var u user
	if err := row.Scan(&u.ID, &u.Email, &u.Role, &u.PasswordHash); err != nil {
		return nil, err
	}
	return &u, nil
}

// users lists the users, or only those of the given roles.
func (s *store) users(ctx context.Context, roles []string) ([]user, error) {
	query := `SELECT id, email, role FROM users`
	args := make([]any, 0, len(roles))
	if len(roles) > 0 {
		marks := make([]string, len(roles))
		for i, role := range roles {
			marks[i] = fmt.Sprintf("$%d", i+1)
			args = append(args, role)
		}
		query += ` WHERE role IN (` + strings.Join(marks, ", ") + `)`
	}
	rows, err := s.db.QueryContext(ctx, query+` ORDER BY id`, args...) // ok: only numbered placeholders are joined in
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []user
	for rows.Next() {
		var u user
		if err := rows.Scan(&u.ID, &u.Email, &u.Role); err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, rows.Err()
}

func (s *store) createSession(ctx context.Context, userID int64, tokenHash string, expires time.Time) error {
	_, err := s.db.ExecContext(ctx,
		`INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ($1, $2, $3)`, tokenHash, userID, expires)
	return err
}

func (s *store) deleteSession(ctx context.Context, tokenHash string) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM sessions WHERE token_hash = $1`, tokenHash)
	return err
}

const parcelColumns = `id, sender_id, recipient, weight_grams, status, code`

func scanParcels(rows *sql.Rows, err error) ([]parcel, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []parcel
	for rows.Next() {
		var p parcel
		if err := rows.Scan(&p.ID, &p.SenderID, &p.Recipient, &p.Weight, &p.Status, &p.Code); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// parcelsOf lists the sender's parcels in the given order, which must be one that listParcels chose.
func (s *store) parcelsOf(ctx context.Context, senderID int64, order string) ([]parcel, error) {
	query := `SELECT ` + parcelColumns + ` FROM parcels WHERE sender_id = $1 ORDER BY ` + order
	return scanParcels(s.db.QueryContext(ctx, query, senderID)) // ok: the only caller chooses among constants
}

func (s *store) search(ctx context.Context, senderID int64, text, sort string) ([]parcel, error) {
	query := `SELECT ` + parcelColumns + ` FROM parcels WHERE sender_id = $1 AND recipient ILIKE '%' || $2 || '%'`
	if sort != "" {
		query += " ORDER BY " + sort
	}
	return scanParcels(s.db.QueryContext(ctx, query, senderID, text)) // want sqlconcat
}

func (s *store) allParcels(ctx context.Context) ([]parcel, error) {
	return scanParcels(s.db.QueryContext(ctx, `SELECT `+parcelColumns+` FROM parcels ORDER BY id`)) // ok: constants only
}

func (s *store) parcel(ctx context.Context, id int64) (*parcel, error) {
	var p parcel
	err := s.db.QueryRowContext(ctx, `SELECT `+parcelColumns+` FROM parcels WHERE id = $1`, id).
		Scan(&p.ID, &p.SenderID, &p.Recipient, &p.Weight, &p.Status, &p.Code)
	if err != nil {
		return nil, err
	}
	return &p, nil
}

func (s *store) states(ctx context.Context, senderID int64, ids []int64) (map[int64]string, error) {
	args := make([]any, 0, len(ids)+1)
	args = append(args, senderID)
	var in strings.Builder
	for i, id := range ids {
		if i > 0 {
			in.WriteString(",")
		}
		fmt.Fprintf(&in, "$%d", i+2)
		args = append(args, id)
	}
	rows, err := s.db.QueryContext(ctx, fmt.Sprintf(`SELECT id, status FROM parcels WHERE sender_id = $1 AND id IN (%s)`, in.String()), args...) // ok: numbered placeholders
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	states := make(map[int64]string)
	for rows.Next() {
		var (
			id     int64
			status string
		)
		if err := rows.Scan(&id, &status); err != nil {
			return nil, err
		}
		states[id] = status
	}
	return states, rows.Err()
}

func (s *store) createParcel(ctx context.Context, senderID int64, recipient string, weight int, code string) (*parcel, error) {
	p := parcel{SenderID: senderID, Recipient: recipient, Weight: weight, Status: "announced", Code: code}
	err := s.db.QueryRowContext(ctx, `
		INSERT INTO parcels (sender_id, recipient, weight_grams, status, code)
		VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		p.SenderID, p.Recipient, p.Weight, p.Status, p.Code).Scan(&p.ID)
	return &p, err
}

func (s *store) cancelParcel(ctx context.Context, id, senderID int64) (int64, error) {
	res, err := s.db.ExecContext(ctx,
		`DELETE FROM parcels WHERE id = $1 AND sender_id = $2 AND status = 'announced'`, id, senderID)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (s *store) setStatus(ctx context.Context, id int64, status string) error {
	_, err := s.db.ExecContext(ctx, `UPDATE parcels SET status = $2 WHERE id = $1`, id, status)
	return err
}

func (s *store) statusByCode(ctx context.Context, code string) (status string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT status FROM parcels WHERE code = $1`, code).Scan(&status)
	return status, err
}

func (s *store) addressesOf(ctx context.Context, userID int64) ([]address, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, user_id, street, city FROM addresses WHERE user_id = $1`, userID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []address
	for rows.Next() {
		var a address
		if err := rows.Scan(&a.ID, &a.UserID, &a.Street, &a.City); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

func (s *store) addressOwner(ctx context.Context, id int64) (owner int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT user_id FROM addresses WHERE id = $1`, id).Scan(&owner)
	return owner, err
}

func (s *store) updateAddress(ctx context.Context, id int64, street, city string) error {
	_, err := s.db.ExecContext(ctx, `UPDATE addresses SET street = $2, city = $3 WHERE id = $1`, id, street, city)
	return err
}

func (s *store) deleteAddress(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM addresses WHERE id = $1`, id)
	return err
}

func (s *store) tariffs(ctx context.Context) ([]tariff, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT up_to_grams, cents FROM tariffs ORDER BY up_to_grams`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []tariff
	for rows.Next() {
		var t tariff
		if err := rows.Scan(&t.UpToGrams, &t.Cents); err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, rows.Err()
}
