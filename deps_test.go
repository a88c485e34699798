package navigator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/ri-navigator/navigator"

// imports is the star: what each package may import of this module, and why.
// "." is the root package of nouns, which everybody may import.
var imports = map[string]struct {
	may []string
	why string
}{
	".":                         {nil, "the nouns know nobody"},
	"corpus":                    {nil, "records are read by themselves"},
	"corpus/exchange":           {[]string{"corpus"}, "what comes in is checked as our own records are"},
	"corpus/report":             {[]string{"corpus"}, "it counts records"},
	"access":                    {[]string{"corpus"}, "rules and facts are records"},
	"retrieval":                 {[]string{"corpus", "retrieval/legs"}, "one way of folding words for records and queries"},
	"retrieval/legs":            {nil, "numbers are searched without knowing what they stand for"},
	"retrieval/rerank":          {nil, "a service judges texts only"},
	"retrieval/expect":          {nil, "cases are text; the search is given"},
	"retrieval/embed":           {nil, "a model knows texts only"},
	"retrieval/embed/embedtest": {[]string{"internal/missing", "retrieval/embed"}, "it opens the model for tests"},
	"prompts":                   {nil, "sentences get values, and fetch none"},
	"store":                     {nil, "what both stores share: interfaces live with their users"},
	"store/sqlite":              {[]string{"store"}, "an adapter knows the nouns and what both stores share"},
	"store/postgres":            {[]string{"retrieval", "retrieval/legs", "store"}, "an adapter knows the nouns and what both stores share; its table of passages is a leg of retrieval"},
	"store/postgres/pgtest":     {nil, "it runs a server for tests"},
	"store/storetest":           {nil, "the suite knows the nouns"},
	"agents/gloss":              {[]string{"corpus"}, "a message is read by the vocabulary"},
	"agents":                    {[]string{"access", "agents/gloss", "corpus", "prompts", "retrieval", "store"}, "the turn calls the steps"},
	"agents/llm":                {nil, "a model sees a prompt, never the records"},
	"agents/guidetest":          {[]string{"access", "agents", "corpus", "prompts", "retrieval"}, "it wires a guide for tests"},
	"internal/missing":          {nil, "it ends a test"},
	"agents/eval":               {[]string{"agents"}, "cases are played against the guide"},
	"web":                       {[]string{"agents", "corpus", "prompts", "retrieval", "store"}, "the doors call the turn, show records, and say what an exported draft says"},
	"cmd/navigator":             {[]string{"access", "agents", "agents/eval", "agents/llm", "corpus", "corpus/exchange", "corpus/report", "prompts", "retrieval", "retrieval/embed", "retrieval/expect", "retrieval/rerank", "store", "store/postgres", "store/sqlite", "web"}, "only the command knows all"},
}

// only are outside packages that one package may import, and why.
var only = map[string]struct{ where, why string }{
	"github.com/sashabaranov/go-openai": {"agents/llm", "the model's protocol stays behind the seam"},
	"github.com/labstack/echo/v4":       {"web", "HTTP stays at the door"},
	"github.com/gorilla/websocket":      {"web", "HTTP stays at the door"},
	"html/template":                     {"web corpus/report", "what a model or a person reads as text must not be escaped"},
	"modernc.org/sqlite":                {"store/sqlite", "SQL stays in the store"},
	"github.com/jackc/pgx/v5":           {"store/postgres store/postgres/pgtest", "SQL stays in the store"},
	"database/sql":                      {"store/sqlite", "SQL stays in the store"},
	"cel.dev/cel-go/cel":                {"access", "expressions stay in the rules engine"},
	"github.com/yalue/onnxruntime_go":   {"retrieval/embed", "the runtime stays behind the embedder"},
	"golang.org/x/crypto/bcrypt":        {"web cmd/navigator", "passwords are checked at the door and made by the operator"},
}

// TestImports holds the star, and that every package says what it is.
func TestImports(t *testing.T) {
	seen, outside := map[string]bool{}, map[string]bool{}
	comments := map[string]bool{}
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "bench" || d.Name() == "testdata" || d.Name() == "build") {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if d.IsDir() || path.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		raw, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, raw, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(p))
		seen[dir] = true
		comments[dir] = comments[dir] || f.Doc != nil
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			outside[name] = true
			checkImport(t, p, dir, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range seen {
		if !comments[dir] {
			t.Errorf("the package %s has no comment that says what it is", dir)
		}
	}
	for dir := range imports {
		if !seen[dir] {
			t.Errorf("the table knows %s, which is not there any more", dir)
		}
	}
	for name := range only {
		if !outside[name] {
			t.Errorf("the table knows %s, which nobody imports any more", name)
		}
	}
}

func checkImport(t *testing.T, file, dir, name string) {
	t.Helper()
	if o, ok := only[name]; ok && !slices.Contains(strings.Fields(o.where), dir) {
		t.Errorf("%s imports %s, which belongs to %s: %s", file, name, o.where, o.why)
	}
	if name == module {
		return
	}
	inner, ok := strings.CutPrefix(name, module+"/")
	if !ok {
		if dir == "." && strings.Contains(name, ".") {
			t.Errorf("%s imports %s: the nouns need the standard library only", file, name)
		}
		return
	}
	rule, known := imports[dir]
	if !known {
		t.Errorf("%s: the package %s is not in the table of who may import whom", file, dir)
	} else if !slices.Contains(rule.may, inner) {
		t.Errorf("%s imports %s, which %s may not: %s", file, inner, dir, rule.why)
	}
}
