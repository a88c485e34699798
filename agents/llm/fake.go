package llm

import "context"

// Fake is a scripted model, useless as a model: it says the given texts in
// turn, or fails with the given errors, and keeps the prompts that it saw.
type Fake struct {
	Script  []Line
	Prompts []string
}

// Line is one scripted answer. With Echo the answer is what the prompt asks to rephrase, made by the function.
type Line struct {
	Text string
	Err  error
	Echo func(prompt string) string
}

// Name is "fake".
func (f *Fake) Name() string { return "fake" }

// Phrase gives the next line of the script; past its end, the last one again.
func (f *Fake) Phrase(_ context.Context, prompt string, emit func(string)) (string, error) {
	line := f.Script[min(len(f.Prompts), len(f.Script)-1)]
	f.Prompts = append(f.Prompts, prompt)
	if line.Err != nil {
		return "", line.Err
	}
	if line.Echo != nil {
		line.Text = line.Echo(prompt)
	}
	emit(line.Text)
	return line.Text, nil
}
