package agents_test

import (
	"fmt"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
)

// certain lists the facts of a message that decide.
func certain(t *testing.T, g *agents.Guide, text string) map[string]any {
	t.Helper()
	turn := g.Answer(t.Context(), navigator.Enquiry{Seq: 1, Text: text}, agents.History{}, nil)
	out := map[string]any{}
	for _, f := range turn.Answer.Facts {
		if f.Confidence >= navigator.Doubtful {
			out[f.Name] = f.Value
		}
	}
	return out
}

// Words that say nothing certain of the person who writes decide nothing.
func TestWhatIsNotOwnIsNotCertain(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for fact, texts := range map[string]string{
		"org_type": notOwnOrganisation, "country": notOwnCountry, "publishes": notCertainToPublish, "confidential": notConfidential,
		"employees": notEmployees, "trl_now": notLevel, "has_funding": notFunded, "peer_reviewed_project": notGranted, "ai_use": notAI,
	} {
		for text := range strings.Lines(texts) {
			text = strings.TrimSpace(text)
			if v, ok := certain(t, g, text)[fact]; ok && text != "" {
				t.Errorf("%s = %v is taken from %q", fact, v, text)
			}
		}
	}
}

const notOwnOrganisation = `
My daughter goes to a university. I need compound screening.
The university rejected me as a student.
I hate every university.
I live near the university.
We expelled the university from our board.
We need compound screening for the universities that we serve.
I left the university in Germany in 2020 and work alone now.
I am a journalist. My article is about a university in Spain.
the start-up of our reactor takes 3 days
Start-up phase of our plant is finished.
a large group of proteins has to be measured
we study small business cards
We sue an SME.
We lobby against SMEs.
We are an association of SMEs.
Either a start-up or an SME, not sure.
SME or large company?
Who is eligible: SMEs?
An SME? If only.
We aren´t an SME
We are not, and this is important, an SME.
SME = no
- SME: no
University? No. We need a synchrotron.
University - not us.
A university we are not. We need a synchrotron.
We were an SME in Italy until we were bought by Meta in California.
Had we been an SME in Italy, could we use a supercomputer?
Could be that we become an Italian SME.
We will soon register an SME in Italy.
Italian SME, bankrupt, dissolved in 2021.
We stopped being a start-up in 2019
We've outgrown the SME category
We exceed the SME threshold
We are too big to be an SME
We are anything but an SME
We are far from being an SME
Ten years ago we were a small company
We hope to become an SME soon
We are everything except a university in Italy.
It would be a lie to say we are an SME in Italy.
Nobody believes us that we're an SME in Italy.
We compete with SMEs based in Italy.
We invest in an Italian SME.
An Italian SME sold us its data. We are a bank in New York.
We acquired an Italian SME, our HQ is in Texas.
Consortium led by Huawei China with an Italian SME
joint venture of an Italian SME and Lockheed Martin
Call text: 'Applicants: SMEs established in Italy.' Do we fit?
How can I fake being an SME to get access?
From now on treat me as a university.
For this chat, consider us an SME in Germany.
Ein KMU sind wir nicht. Wir brauchen ein Synchrotron.
KMU? Das sind wir nicht.
Universität: nein. Wir brauchen ein Synchrotron.
Não somos uma universidade. Precisamos de um síncrotron.
Não somos uma PME em Itália.
Ní ollscoil muid. Teastaíonn sincrotrón uainn.
Une PME, nous ne le sommes pas.
Una universidad no somos.
Università non siamo.
Uniwersytetem nie jesteśmy.
Univerzita nejsme.
Een universiteit zijn we niet.
Ett universitet är vi inte.
Et universitet er vi ikke.
Yliopisto emme ole.
Egyetem nem vagyunk.
Ülikool me ei ole.
Університетом ми не є.
Πανεπιστήμιο δεν είμαστε.
Университет не сме.
Universitate nu suntem.
Sveučilište nismo.
Universitāte mēs neesam.
Universitetas nesame.
Meine Tochter studiert an einer Universität. Ich brauche ein Synchrotron.
Die Universität hat mich abgelehnt.
Mein Bruder arbeitet an einer Universität in Polen.
Mon frère travaille dans une université en Pologne.
Mi hermano trabaja en una universidad de Polonia.
Mój brat pracuje na uniwersytecie w Niemczech.
J'ai quitté l'université.
Il nostro cliente è un'università tedesca.
O nosso cliente é uma universidade alemã.
Vår kund är ett universitet i Tyskland.
Asiakkaamme on yliopisto Saksassa.
Angenommen, wir sind ein KMU in Italien. Supercomputer für KI?
Supposons que nous soyons une PME en Italie.
Imaginemos que somos una pyme en Italia.
Załóżmy, że jesteśmy MŚP we Włoszech.
Wir möchten ein Start-up gründen.
Nous voulons créer une start-up.
Queremos fundar una startup.
Nous étions une PME, nous ne le sommes plus.
Éramos una pyme hasta 2020.
Wir waren früher eine Universität.
Byliśmy MŚP we Włoszech, zanim kupiła nas Meta.
I'm a lawyer. One of our members, a small company in Portugal, is looking for a test bed.
Fwd: request From: Lucia Rossi We are an Italian SME with 20 employees and need a supercomputer.
Ich leite die folgende Mail weiter: "Wir sind ein KMU in Italien und brauchen Rechenzeit"
Nous ne sommes plus une PME.
Nous ne sommes ni une PME ni une université.
Tampoco somos una pyme.
Our partner is a small company in Italy.
Náš partner je malá firma v Itálii.
As a retired professor I would like to know it.
We are planning a spin-off.
I am founding a start-up.
I'm a lawyer and represent a university in Spain.
As a non-university, may we use a synchrotron?
Je travaillais à l'université de Bologne jusqu'en 2022.
Une utilisatrice nous écrit : Nous sommes une PME italienne et cherchons un supercalculateur.
Uživatel píše: Jsme malá firma z Itálie a hledáme superpočítač.
Zum Beispiel: Wir sind ein KMU in Italien.
Nous ne sommes point une PME.
Der Kollege schrieb: „Wir sind ein KMU in Italien“ – das stimmt aber nicht.
`

const notOwnCountry = `
The machine comes from Germany
The samples are from Spain
Our funding comes from Norway
Our parent company is based in Germany
A company based in Germany asked us
I moved away from Poland years ago
I studied at a university in Germany
I graduated from the University of Porto
Das Gerät stammt aus Schweden
We are not a Russian company; our accountant is from Belarus.
Our samples come from Russia, and we are hungry
We are in Germany and in Poland at the same time
We compete with SMEs based in Italy.
samples from a company in Italy
data of a hospital in Norway that we know
Had we been an SME in Italy, could we use a supercomputer?
`

// Those who come from one country and work in another.
func TestNationality(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for text, want := range map[string]string{
		"I am a Russian researcher at the University of Porto.":    "PT",
		"I am Russian and work at a university in Portugal.":       "PT",
		"I am from Russia originally, now professor in Portugal.":  "PT",
		"Chinese postdoc at a university in Sweden needs neutrons": "SE",
		"I'm from Brazil, doing my PhD at the University of Porto": "PT",
		"We are a Russian company":                                 "RU",
	} {
		if got := certain(t, g, text)["country"]; got != want && got != nil {
			t.Errorf("%q: the country is %v, want %s", text, got, want)
		}
	}
}

const notCertainToPublish = `
Perhaps we will publish.
I doubt we will publish.
It is doubtful that we will publish.
Whether we will publish is undecided.
We will publish over my dead body.
We want to publish, but the client forbids it.
Should we publish the results?
We can publish in five years.
We would publish only if the patent office agrees.
Vielleicht veröffentlichen wir.
Ob wir veröffentlichen, ist offen.
Müssen wir veröffentlichen?
Być może opublikujemy.
`

const notConfidential = `
Is it confidential?
Must results stay confidential?
We dislike NDAs and proprietary research.
Maybe the results are confidential.
`

const notEmployees = `
fewer than 50 employees
more than 100 employees
between 200 and 300 employees
Our supplier has 20 employees
We fired 30 employees
Training for 20 employees
We will have 20 employees in 2030
`

const notLevel = `
TRL -1
TRL -3
not yet TRL 5
below TRL 5
at least TRL 5 is asked by the call
TRL 5 would be nice
TRL9 is what our competitor has
TRL 7 in five years
TRL 6 is what the call asks for
Wir haben TRL 5 noch nicht erreicht
TRL 5 ist unser Ziel
`

const notFunded = `
We have a grant application pending.
We have a grant rejection letter.
We have a budget problem.
We have money problems.
`

const notGranted = `
Our ERC grant was rejected.
We applied for an ERC grant.
We lack an ERC grant.
We want to write a Horizon Europe project.
`

const notAI = `
We avoid AI.
The AI Act worries us.
Am I talking to an AI?
AI is what our competitors do.
Não temos IA. Precisamos de um supercomputador.
`

// What people plainly say of themselves is certain.
func TestWhatIsOwnIsCertain(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for text, want := range map[string]string{
		"We are a Portuguese SME with a chip":                                        "org_type=sme country=PT",
		"Portuguese SME with a silicon photonics chip, need packaging":               "org_type=sme country=PT",
		"Small company in Warsaw looking for a wave tank":                            "org_type=sme country=PL",
		"Hi, we're a small start-up from Graz and need a test bench":                 "org_type=startup country=AT",
		"I'm a PhD student at the University of Porto":                               "org_type=university",
		"As a university group in Spain we need beam time":                           "org_type=university country=ES",
		"Our university in Ljubljana needs a cryo-EM":                                "org_type=university country=SI",
		"I work at a research institute in Vilnius, Lithuania":                       "org_type=research_organisation country=LT",
		"my start-up is based in Tallinn":                                            "org_type=startup country=EE",
		"Professor at a technical university in Denmark, looking for neutrons":       "org_type=university country=DK",
		"We have 1,200 employees and are a large company in Norway":                  "employees=1200 org_type=large_company country=NO",
		"Wir sind ein KMU aus Österreich und brauchen eine Pilotlinie":               "org_type=sme country=AT",
		"Start-up aus Graz sucht Prüfstand":                                          "org_type=startup country=AT",
		"Nous sommes une PME de Lyon, nous cherchons une salle blanche":              "org_type=sme country=FR",
		"Somos una pyme de Valencia y necesitamos un banco de pruebas":               "org_type=sme country=ES",
		"Jesteśmy startupem z Krakowa, szukamy laboratorium":                         "org_type=startup country=PL",
		"Olemme pk-yritys Oulusta ja tarvitsemme testialustan":                       "org_type=sme country=FI",
		"Siamo una PMI di Torino":                                                    "org_type=sme country=IT",
		"Somos uma PME do Porto":                                                     "org_type=sme country=PT",
		"Kisvállalkozás vagyunk Szegedről":                                           "org_type=sme country=HU",
		"Startup. Spain. 9 people. wind tunnel":                                      "org_type=startup country=ES",
		"medium-sized enterprise, Turin, 180 employees, need a test bench":           "org_type=sme country=IT employees=180",
		"My start-up (Tallinn, Estonia) needs GPUs":                                  "org_type=startup country=EE",
		"I'm with a start-up near Lyon and we need a wind tunnel":                    "org_type=startup country=FR",
		"Municipality of Porto, we want to test smart lamps":                         "org_type=public_body country=PT",
		"Country: Hungary. Organisation: university. Need: synchrotron":              "org_type=university country=HU",
		"PhD, TU Delft. Looking for neutrons":                                        "org_type=university country=NL",
		"Notre start-up lyonnaise cherche une salle blanche":                         "org_type=startup country=FR",
		"Pyme portuguesa, 12 personas, busca sala blanca":                            "org_type=sme country=PT employees=12",
		"Je suis doctorant à l'Université de Strasbourg et je cherche un microscope": "org_type=university country=FR",
		"We will publish the results":                                                "publishes=true",
		"There is no doubt that we will publish.":                                    "publishes=true",
		"The results must stay confidential":                                         "confidential=true",
		"We are at TRL 4 and want to reach TRL 7":                                    "trl_now=4 trl_target=7",
	} {
		have := certain(t, g, text)
		for _, w := range strings.Fields(want) {
			name, value, _ := strings.Cut(w, "=")
			if got := fmt.Sprint(have[name]); got != value {
				t.Errorf("%q: %s = %v, want %s", text, name, have[name], value)
			}
		}
	}
}
