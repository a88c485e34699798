package agents_test

import (
	"slices"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
)

// played plays messages and gives the last answer.
func played(t *testing.T, g *agents.Guide, texts ...string) navigator.Answer {
	t.Helper()
	var events []navigator.Event
	var last navigator.Answer
	for _, text := range texts {
		e := navigator.Enquiry{Conversation: "c", Seq: len(events) + 1, Text: text}
		turn := g.Answer(t.Context(), e, agents.Remember(events), nil)
		last = turn.Answer
		events = append(events,
			navigator.Event{Seq: e.Seq, Type: "message", Role: "user", Text: text},
			navigator.Event{Seq: e.Seq + 1, Type: "reply", ReplyTo: e.Seq, Reply: &last, Understanding: &turn.Understanding})
	}
	return last
}

func recommended(a navigator.Answer) []string {
	var out []string
	for _, r := range a.Recommendations {
		out = append(out, r.ID)
	}
	return out
}

// A facility that somebody does not want is not recommended, however it is named.
func TestUnwanted(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for _, tt := range []struct {
		never string
		texts []string
	}{
		{"esrf", []string{"We need a synchrotron but not the ESRF"}},
		{"esrf", []string{"Which synchrotron is there besides ESRF and Elettra?"}},
		{"elettra", []string{"Which synchrotron is there besides ESRF and Elettra?"}},
		{"dnw", []string{"We need a wind tunnel", "not DNW"}},
		{"dnw", []string{"We need a wind tunnel, DNW is full until 2028"}},
		{"esrf", []string{"Wir brauchen ein Synchrotron, nur nicht ESRF"}},
		{"dnw", []string{"Necesitamos un túnel de viento, pero no DNW"}},
		{"dnw", []string{"Wir brauchen einen Windkanal, aber DNW kommt nicht in Frage"}},
		{"dnw", []string{"Il nous faut une soufflerie, DNW nous a refusés"}},
		{"dnw", []string{"We need a wind tunnel. We can't use DNW. Which one else?"}},
		{"dnw", []string{"Szélcsatorna kell, de nem a DNW"}},
		{"cira-scirocco", []string{"wind tunnel, not in Belgium, not in Italy and not in France"}},
		{"onera-s1ma", []string{"wind tunnel, not in Belgium, not in Italy and not in France"}},
		{"vki-wind-tunnels", []string{"einen Windkanal, weder in Belgien noch in Italien"}},
		{"cira-scirocco", []string{"une soufflerie, ni en Belgique ni en Italie"}},
		{"lngs", []string{"Dobbiamo misurare la radioattività bassissima sotto terra. Il Gran Sasso no, abbiamo già chiesto"}},
	} {
		a := played(t, g, tt.texts...)
		if got := recommended(a); slices.Contains(got, tt.never) {
			t.Errorf("%q: %s is recommended: %v", tt.texts, tt.never, got)
		}
	}
	if got := recommended(played(t, g, "We need a synchrotron but not the ESRF", "Actually, could we use the ESRF?")); !slices.Contains(got, "esrf") {
		t.Errorf("what is asked for again stays away: %v", got)
	}
	shown := recommended(played(t, g, "We need a wind tunnel"))
	for i, text := range []string{"not the first one please", "none of these, please"} {
		got := recommended(played(t, g, "We need a wind tunnel", text))
		if slices.Contains(got, shown[0]) || i == 1 && slices.Contains(got, shown[1]) {
			t.Errorf("%q is answered with %v", text, got)
		}
	}
}

// No draft is offered for a facility that is not in operation.
func TestApplicationToClosedFacility(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for _, text := range []string{"Start an application for MaRINET2", "Start an application for the Einstein Telescope"} {
		if a := played(t, g, text); len(a.Actions) > 0 && a.Actions[0].Type == "start_application" {
			t.Errorf("%q is answered with %q", text, a.Text)
		}
	}
	if a := played(t, g, "Ik weet al waar ik heen wil: de ESRF. Ik wil nu mijn aanvraag indienen, hoe begin ik?"); a.Kind != navigator.KindApplication {
		t.Errorf("a wish to apply in Dutch is answered as %s: %q", a.Kind, a.Text)
	}
}

// The need of a draft is the person's own words, in any language.
func TestDraftNeed(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	text := "Wir sind ein KMU und brauchen einen Prüfstand für unseren Elektrolyseur."
	turn := g.Answer(t.Context(), navigator.Enquiry{Seq: 1, Text: text}, agents.History{}, nil)
	d, err := g.Draft("c", "hydrogen-lab-leuna", turn.Understanding, []navigator.Event{{Seq: 1, Type: "message", Role: "user", Text: text}})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(d.Fields, func(f navigator.Field) bool { return f.Key == "need" })
	if d.Fields[i].Value != text || d.Fields[i].Source == nil || d.Fields[i].Source.Label != "Your message, as you wrote it" {
		t.Errorf("the need is %v from %+v", d.Fields[i].Value, d.Fields[i].Source)
	}
	polish := agents.SpeakDraft(g.Prompts, "pl", d)
	if f := polish.Fields[i]; f.Value != text || f.Label == d.Fields[i].Label || f.Source.Label == d.Fields[i].Source.Label || polish.Notice == d.Notice {
		t.Errorf("in Polish the field is %+v", f)
	}
}

// A cry for help gets 112 in every language, in few words and in many.
func TestEmergencies(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for _, text := range []string{
		"We have a gas leak in the lab", "there's been an explosion", "My colleague is not breathing", "I want to end my life", "a student got acid in his eyes, what do we do now",
		"Můj kolega nedýchá", "Jemand ist bewusstlos", "Fuite de gaz au labo", "Mano kolega nekvėpuoja", "The lab is burning",
		"Um colega desmaiou no laboratório depois de inalar cloro, o que faço?", "vite mon collègue a respiré du chlore au labo il tousse et il respire très mal qu'est ce que je fais",
	} {
		if a := played(t, g, text); a.Kind != navigator.KindNone || len(a.Recommendations) > 0 {
			t.Errorf("%q is answered as %s with %v", text, a.Kind, recommended(a))
		}
	}
	for _, text := range []string{"We test fire extinguishers and need a fire test facility", "Wir untersuchen, wie Möbel brennen, und suchen ein Brandlabor", "Our sensor detects when someone is bleeding", "Help! Deadline is tomorrow and we need a synchrotron"} {
		if a := played(t, g, text); a.Kind == navigator.KindNone {
			t.Errorf("%q is answered with %q", text, a.Text)
		}
	}
}
