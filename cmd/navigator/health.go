package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

// health asks a running server whether it is ready, for a container's health check.
func health(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("health", flag.ContinueOnError)
	addr := fs.String("addr", "127.0.0.1:8080", "the address that the server listens on")
	if err := parseFlags(fs, env, args); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+*addr+"/readyz", nil)
	if err != nil {
		return usagef("%q is no address", *addr)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "no server answers on " + *addr, Err: err}
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return navigator.Errorf(navigator.CodeUnavailable, "the server on %s is not ready: %s", *addr, res.Status)
	}
	fmt.Fprintln(env.stdout, "ready")
	return nil
}
