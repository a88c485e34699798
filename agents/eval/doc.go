// Package eval measures the guide on cases that are plain text, so that a
// facility's staff can write one: what a person says, and what must come back.
//
// A case starts with a line of two equals signs and its title. Each line that
// starts with ">" is a message of the person; the lines below it are what must
// hold of the reply:
//
//	== A Portuguese SME needs a photonic chip packaged
//	> We are a Portuguese SME with a silicon photonics chip at TRL 5 and need packaging
//	kind: recommend or ask
//	top 3: pixapp or pixeurope
//	fact: country = PT
//	rule: pixeurope-conditions/stage = met
//	may: pixapp = unknown
//	asks: org_type
//
// The expectations are: kind, first (the first recommendation), top 3 (one of
// these among the first three), never (none of these recommended at all),
// fact, no fact, rule (programme/rule = verdict), may (infrastructure =
// eligibility), asks (the question's fact, or nothing), says and says not
// (words of the text), cites (a record, or part of an address), action. The
// word "or" separates alternatives. A line "language: de" sets the language
// that the case counts under, "page: de" the one of the page it was written on. A line that starts with # is a remark.
//
// The folder strangers holds enquiries by people who had seen neither the
// program nor its vocabulary, two thirds of them on purpose in unusual words.
// They are harder than what comes every day, and are measured beside the cases:
// navigator eval guidance --cases agents/eval/strangers.
package eval
