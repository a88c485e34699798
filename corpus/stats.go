package corpus

import navigator "github.com/ri-navigator/navigator"

// KindCount counts infrastructures by kind.
type KindCount struct {
	Research   int `json:"research"`
	Technology int `json:"technology"`
}

// Add counts one infrastructure of a kind.
func (k *KindCount) Add(kind string) {
	if kind == "research" {
		k.Research++
	} else {
		k.Technology++
	}
}

// Stats are the counts of a corpus, in the form that the contract fixes.
type Stats struct {
	Infrastructures KindCount `json:"infrastructures"`
	Programmes      int       `json:"programmes"`
	Rules           struct {
		Machine int `json:"machine"`
		Note    int `json:"note"`
	} `json:"rules"`
	Calls    int `json:"calls"`
	Training int `json:"training"`
	Guidance int `json:"guidance"`
	Glossary struct {
		Concepts  int `json:"concepts"`
		Languages int `json:"languages"`
	} `json:"glossary"`
	Sources struct {
		PageReadShare float64 `json:"page_read_share"`
	} `json:"sources"`
	Areas     map[string]*KindCount `json:"areas"`
	Countries map[string]int        `json:"countries"`
	Version   string                `json:"version"`
}

// StatsOf counts a corpus.
func StatsOf(c *Corpus) Stats {
	s := Stats{Areas: map[string]*KindCount{}, Countries: map[string]int{}, Version: c.Version}
	for _, a := range Areas {
		s.Areas[a] = &KindCount{}
	}
	read := 0
	for _, r := range c.Infrastructures {
		s.Infrastructures.Add(r.Kind)
		for _, a := range r.Areas {
			s.Areas[a].Add(r.Kind)
		}
		for _, code := range FacetsOf(r).Countries {
			s.Countries[code]++
		}
		if pageRead(r.Sources) {
			read++
		}
	}
	if n := len(c.Infrastructures); n > 0 {
		s.Sources.PageReadShare = float64(read) / float64(n)
	}
	s.Programmes, s.Calls, s.Training, s.Guidance = len(c.Programmes), len(c.Calls), len(c.Trainings), len(c.Articles)
	for _, p := range c.Programmes {
		for _, r := range p.Rules {
			if r.Expr != "" {
				s.Rules.Machine++
			} else {
				s.Rules.Note++
			}
		}
	}
	languages := map[string]bool{}
	for _, g := range c.Glossary {
		for lang := range g.Terms {
			languages[lang] = true
		}
	}
	s.Glossary.Concepts, s.Glossary.Languages = len(c.Glossary), len(languages)
	return s
}

func pageRead(refs []navigator.Reference) bool {
	for _, r := range refs {
		if r.Page {
			return true
		}
	}
	return false
}
