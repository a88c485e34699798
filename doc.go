// Package navigator holds the nouns of the navigator: a guide to Europe's
// research and technology infrastructures and to the rules of access to them.
//
// Everything that decides (which infrastructure fits, whether a rule is met,
// what a form field holds) is computed from cited records. A language model,
// where one is configured, only understands and phrases.
//
// # The way of one enquiry
//
//  1. web (or cmd/navigator) receives an [Enquiry]. It is stored as an [Event]
//     before anything else happens, and only then acknowledged.
//  2. agents.Understand makes an [Understanding] of it: language, intent, the
//     need, and typed [Fact] values that each keep their [Source]. A message in
//     another language is read by its English gloss (agents/gloss). Only what a
//     sentence says of the person, now, is certain (agents/own.go).
//  3. retrieval.Index.Search finds [Hit] passages by words and by meaning,
//     within the typed filters, and groups them into [Candidate] infrastructures;
//     retrieval.Across lays a need told in any language beside the records.
//  4. access.Engine judges each candidate's rules: a [Verdict] is met, not met,
//     or unknown because named facts are missing.
//  5. agents plan: ask the [Question] that settles most, recommend with the
//     [Route] that suits, join facilities to a [Plan], compare, open an
//     application, hand over, or say that nothing fits.
//  6. agents compose an [Answer] whose every claim carries a [Citation];
//     a claim without one is dropped, whoever phrased it.
//  7. agents.Guide.Draft fills a [Draft] application from facts and records; what
//     is unknown stays empty and becomes a question; the person confirms.
//  8. agents.Triage makes a [Ticket] for the help desk, with the same evidence.
//
// Steps are functions over these values; agents/turn.go calls them in this order.
//
// # Where things live
//
// corpus knows the records and their validation; access the rules engine;
// retrieval search; store (sqlite, and what follows it) what must not be
// forgotten; agents the turn; prompts every sentence; web the doors; and
// cmd/navigator the wiring. deps_test.go says who may import whom, and why.
//
// Nothing here imports anything but the standard library.
package navigator
