// Package access is the rules engine: it compiles the clauses of access
// programmes, written in CEL over declared facts, and judges them for one
// person and one infrastructure.
//
// A verdict has three values. Met and not met hold whatever the missing facts
// turn out to be; unknown names the facts that would settle it. Unknown is
// never rounded to met: an expression that fails to evaluate is unknown too.
package access

import (
	"fmt"
	"time"

	"cel.dev/cel-go/cel"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Engine holds the compiled rules of one corpus. It is safe for concurrent use.
type Engine struct {
	corpus   *corpus.Corpus
	programs map[string]cel.Program // programme/rule -> compiled expression
	base     map[string]string      // derived fact -> base fact
	Now      func() time.Time
}

// New compiles every rule. The findings name each rule that does not compile,
// uses an undeclared fact, or can never be met or never fail.
func New(c *corpus.Corpus) (*Engine, []corpus.Finding) {
	e := &Engine{corpus: c, programs: map[string]cel.Program{}, base: map[string]string{}, Now: time.Now}
	env, err := environment(c.Facts)
	if err != nil {
		return e, []corpus.Finding{{Severity: corpus.SeverityError, File: "vocabularies/facts.yaml", Text: err.Error(), Remedy: "mend the declaration"}}
	}
	for _, f := range c.Facts {
		e.base[f.Name] = f.Name
		if f.From != "" {
			e.base[f.Name] = f.From
		}
	}
	var findings []corpus.Finding
	for _, p := range c.Programmes {
		for _, r := range p.Rules {
			if r.Expr == "" {
				continue
			}
			prg, err := compile(env, r.Expr)
			if err != nil {
				findings = append(findings, corpus.Finding{
					Severity: corpus.SeverityError, File: "access/" + p.ID + ".yaml",
					Text:   fmt.Sprintf("the rule %q does not compile: %v", r.ID, err),
					Remedy: "mend the expression; the facts it may use are in vocabularies/facts.yaml",
				})
				continue
			}
			e.programs[p.ID+"/"+r.ID] = prg
		}
	}
	return e, findings
}

// environment declares the facts to CEL, with nothing else that a rule could reach.
func environment(facts []corpus.FactDef) (*cel.Env, error) {
	var opts []cel.EnvOption
	for _, f := range facts {
		t, err := celType(f.Type)
		if err != nil {
			return nil, fmt.Errorf("the fact %q: %w", f.Name, err)
		}
		opts = append(opts, cel.Variable(f.Name, t))
	}
	return cel.NewEnv(opts...)
}

func celType(name string) (*cel.Type, error) {
	switch name {
	case "string":
		return cel.StringType, nil
	case "bool":
		return cel.BoolType, nil
	case "int":
		return cel.IntType, nil
	case "list":
		return cel.ListType(cel.StringType), nil
	}
	return nil, fmt.Errorf("the type %q is not one of string, bool, int, list", name)
}

func compile(env *cel.Env, expr string) (cel.Program, error) {
	ast, iss := env.Compile(expr)
	if iss.Err() != nil {
		return nil, iss.Err()
	}
	if ast.OutputType() != cel.BoolType {
		return nil, fmt.Errorf("it gives %s, not a yes or no", ast.OutputType())
	}
	return env.Program(ast, cel.EvalOptions(cel.OptPartialEval), cel.CostLimit(10000))
}

// Subject is whom and what a rule is judged for.
type Subject struct {
	Facts          []navigator.Fact
	Infrastructure *navigator.Infrastructure
}

// Judge gives the verdict of every rule of every programme that carries access
// to the infrastructure, programmes in use first.
func (e *Engine) Judge(s Subject) []navigator.Verdict {
	var out []navigator.Verdict
	for _, status := range []string{"active", "planned"} {
		for _, p := range e.corpus.ProgrammesOf(s.Infrastructure.ID) {
			if p.Status == status {
				out = append(out, e.JudgeProgramme(p, s)...)
			}
		}
	}
	return out
}

// JudgeProgramme gives the verdicts of one programme's rules.
func (e *Engine) JudgeProgramme(p *navigator.Programme, s Subject) []navigator.Verdict {
	vars := e.variables(p, s)
	out := make([]navigator.Verdict, 0, len(p.Rules))
	for _, r := range p.Rules {
		v := navigator.Verdict{
			Rule: r.ID, Programme: p.ID, Name: p.Name, Effect: r.Effect, Clause: r.Clause, Quote: r.Quote,
			SourceURL: r.Source.URL, CheckedOn: r.Source.On, Verdict: navigator.Unknown, Missing: []string{}, Note: r.Note,
			Stale: corpus.Stale(r.ReviewBy, e.Now()), Planned: p.Status == "planned",
		}
		if prg, ok := e.programs[p.ID+"/"+r.ID]; ok {
			v.Verdict, v.Missing = e.eval(prg, vars)
		}
		out = append(out, v)
	}
	return out
}

// Eligibility joins verdicts: the ways in are alternatives, the deciding rules
// within one way are not. A way is met only when all its deciding rules are
// met, notes that no machine can check included among the unknown ones. A
// programme that is only planned is no way in yet.
func Eligibility(vs []navigator.Verdict) navigator.Ternary {
	ways, open := map[string]navigator.Ternary{}, map[string]bool{}
	for _, v := range vs {
		if v.Planned {
			continue
		}
		if v.Effect != "eligibility" {
			if _, ok := ways[v.Programme]; !ok {
				open[v.Programme] = true
			}
			continue
		}
		delete(open, v.Programme)
		ways[v.Programme] = and(ways[v.Programme], v.Verdict)
	}
	out := navigator.NotMet
	if len(ways) == 0 || len(open) > 0 { // a way of which no deciding rule is recorded may be open
		out = navigator.Unknown
	}
	for _, w := range ways {
		switch w {
		case navigator.Met:
			return navigator.Met
		case navigator.Unknown:
			out = navigator.Unknown
		}
	}
	return out
}

func and(a, b navigator.Ternary) navigator.Ternary {
	switch {
	case a == navigator.NotMet || b == navigator.NotMet:
		return navigator.NotMet
	case a == navigator.Unknown || b == navigator.Unknown:
		return navigator.Unknown
	}
	return navigator.Met
}
