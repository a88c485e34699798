package main

import (
	"context"
)

func eval(ctx context.Context, env *environment, args []string) error {
	if len(args) == 0 {
		return usagef("say retrieval or guidance")
	}
	switch args[0] {
	case "retrieval":
		return evalRetrieval(ctx, env, args[1:])
	case "guidance":
		return evalGuidance(ctx, env, args[1:])
	}
	return usagef("there is no evaluation %q", args[0])
}

func evalRetrieval(ctx context.Context, env *environment, args []string) error { return nil }
func evalGuidance(ctx context.Context, env *environment, args []string) error  { return nil }
