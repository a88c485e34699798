package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/web"
)

// drainTime is how long running turns may take to end after a stop was asked for.
const drainTime = 10 * time.Second

func serve(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	addr := fs.String("addr", "127.0.0.1:8080", "the address to listen on")
	origins := fs.String("allow-origin", env.getenv("NAVIGATOR_ALLOW_ORIGIN"), "sites that may embed the widget, separated by commas")
	if err := parseFlags(fs, env, args); err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(env.stderr, nil))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", *addr)
	if err != nil {
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "cannot listen on " + *addr + ": stop the program that uses it, or choose another with --addr", Err: err}
	}
	defer listener.Close()
	db, err := cfg.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	a, err := cfg.build(logger)
	if err != nil {
		return err
	}
	wc := web.Config{Version: Version, Logger: logger}
	if *origins != "" {
		wc.AllowedOrigins = strings.Split(*origins, ",")
	}
	handler := web.New(db, a.guide, wc)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, BaseContext: func(net.Listener) context.Context { return ctx }}
	background, stop := context.WithCancel(ctx)
	if other, ok := db.(interface {
		Listen(ctx context.Context, f func(conversation string))
	}); ok {
		go other.Listen(background, handler.Wake)
	}
	embedded := make(chan struct{})
	go func() { defer close(embedded); a.embedInBackground(background, &cfg, db, logger) }()
	defer func() { stop(); <-embedded }()
	logger.Info("serving", "address", "http://"+listener.Addr().String(), "infrastructures", len(a.corpus.Infrastructures))
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		if !errors.Is(err, http.ErrServerClosed) {
			return err
		}
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	handler.Wait(drain)
	return server.Shutdown(drain)
}

// embedInBackground loads the model and computes what vectors are missing, while the server answers from words.
func (a *app) embedInBackground(ctx context.Context, cfg *config, db database, logger *slog.Logger) {
	m, err := cfg.loadModel()
	if err != nil {
		a.index.NoModel()
		logger.Warn("searching by words only", "reason", err)
		return
	}
	start := time.Now()
	last := start
	kept, closeCache := cfg.withCache(ctx, db)
	defer closeCache()
	err = vectorise(ctx, a.index, m, kept, func(done, total int) {
		if done == total || time.Since(last) > 3*time.Second {
			last = time.Now()
			logger.Info("embedding the catalogue", "done", done, "of", total)
		}
	})
	if err == nil {
		if err := a.keepIndex(cfg); err != nil {
			logger.Warn("the index was not kept for the next start", "err", err)
		}
		if err := a.inDatabase(ctx, db); err != nil && !errors.Is(err, context.Canceled) {
			logger.Error("the database does not search by meaning: the process does", "err", err)
		}
	}
	switch {
	case errors.Is(err, context.Canceled):
	case err != nil:
		a.index.NoModel()
		logger.Error("embedding stopped: searching by words only", "err", err)
	default:
		logger.Info("searching by words and by meaning", "after", time.Since(start).Round(time.Millisecond))
		if err := a.acrossLanguages(ctx, cfg, kept, func(int, int) {}); err != nil && !errors.Is(err, context.Canceled) {
			logger.Warn("reading other languages by the vocabulary only", "reason", err)
		}
	}
}
