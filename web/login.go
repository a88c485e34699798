package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/crypto/bcrypt"

	navigator "github.com/ri-navigator/navigator"
)

const (
	cookieName  = "navigator_desk"
	sessionTime = 12 * time.Hour
	// maxLogins bounds the attempts for a name within loginWindow.
	maxLogins   = 10
	loginWindow = 10 * time.Minute
)

// attempts counts log-ins by name and address, so that passwords can't be tried out.
type attempts struct {
	mu sync.Mutex
	at map[string][]time.Time
	// hashing bounds how many passwords are compared at once: each takes a core for a while.
	hashing chan struct{}
}

func newAttempts() *attempts {
	return &attempts{at: map[string][]time.Time{}, hashing: make(chan struct{}, 2)}
}

// tooMany counts an attempt before its password is looked at, so that many at
// once get no further than many in a row; old ones are forgotten.
func (a *attempts) tooMany(key string, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for k, at := range a.at {
		if at = slices.DeleteFunc(at, func(t time.Time) bool { return now.Sub(t) > loginWindow }); len(at) == 0 {
			delete(a.at, k)
		} else {
			a.at[k] = at
		}
	}
	if len(a.at[key]) >= maxLogins {
		return true
	}
	a.at[key] = append(a.at[key], now)
	return false
}

// forgive forgets the attempts of somebody who knew the password.
func (a *attempts) forgive(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.at, key)
}

// fits compares a password with its hash.
func (a *attempts) fits(hash []byte, password string) bool {
	a.hashing <- struct{}{}
	defer func() { <-a.hashing }()
	return bcrypt.CompareHashAndPassword(hash, []byte(password)) == nil
}

// missingHash is compared for unknown names, so that the time taken tells nothing.
var missingHash = sync.OnceValue(func() []byte {
	h, _ := bcrypt.GenerateFromPassword([]byte(rand.Text()), bcrypt.DefaultCost)
	return h
})

func (s *Server) login(c echo.Context) error {
	var in struct {
		Name     string `json:"name"`
		Password string `json:"password"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	if len(in.Name) > 100 || len(in.Password) > 72 {
		return echo.NewHTTPError(http.StatusUnauthorized, "the name or the password is wrong")
	}
	key := in.Name + " " + c.RealIP()
	if s.logins.tooMany(key, s.Now()) {
		return echo.NewHTTPError(http.StatusTooManyRequests, "too many failed attempts: wait ten minutes")
	}
	ctx := c.Request().Context()
	u, err := s.store.User(ctx, in.Name)
	if err != nil && navigator.CodeOf(err) != navigator.CodeNotFound {
		return err
	}
	hash := u.Hash
	if err != nil {
		hash = missingHash()
	}
	if known := s.logins.fits(hash, in.Password); !known || err != nil {
		return echo.NewHTTPError(http.StatusUnauthorized, "the name or the password is wrong")
	}
	s.logins.forgive(key)
	token := rand.Text()
	if err := s.store.AddSession(ctx, sum(token), u.Name, s.Now().Add(sessionTime)); err != nil {
		return err
	}
	c.SetCookie(s.cookie(c, token, int(sessionTime.Seconds())))
	return c.NoContent(http.StatusNoContent)
}

func (s *Server) cookie(c echo.Context, token string, age int) *http.Cookie {
	return &http.Cookie{Name: cookieName, Value: token, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: c.Scheme() == "https"}
}

func sum(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

func (s *Server) staff(c echo.Context) (string, error) {
	k, err := c.Cookie(cookieName)
	if err != nil {
		return "", echo.NewHTTPError(http.StatusUnauthorized, "log in first")
	}
	name, err := s.store.Session(c.Request().Context(), sum(k.Value))
	if navigator.CodeOf(err) == navigator.CodeForbidden {
		return "", echo.NewHTTPError(http.StatusUnauthorized, err.Error())
	}
	return name, err
}

func (s *Server) staffOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := s.staff(c); err != nil {
			return err
		}
		return next(c)
	}
}

func (s *Server) session(c echo.Context) error {
	name, err := s.staff(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"name": name})
}

func (s *Server) logout(c echo.Context) error {
	if k, err := c.Cookie(cookieName); err == nil {
		if err := s.store.EndSession(c.Request().Context(), sum(k.Value)); err != nil {
			return err
		}
	}
	c.SetCookie(s.cookie(c, "", -1))
	return c.NoContent(http.StatusNoContent)
}
