package main

import (
	"context"
)

func evaluate(ctx context.Context, env *environment, args []string) error {
	if len(args) == 0 {
		return usagef("say retrieval or guidance")
	}
	switch args[0] {
	case "retrieval":
		return evalRetrieval(ctx, env, args[1:])
	case "guidance":
		return evalGuidance(ctx, env, args[1:])
	}
	return usagef("there is no evaluation %q: say retrieval or guidance", args[0])
}
