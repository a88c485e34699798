package exchange

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Stage makes the records' files, lets the corpus check them as it checks our
// own, and drops those with an error. The result loads beside the shipped
// records and the other imports without a finding of severity error.
func Stage(records []Imported, others []fs.FS, r *Report) (map[string][]byte, error) {
	files := map[string][]byte{}
	byPath := map[string]Imported{}
	for _, i := range records {
		raw, err := marshal(i.Record)
		if err != nil {
			return nil, err
		}
		p := path.Join("catalogue", i.Record.Kind, i.Record.ID+".yaml")
		files[p], byPath[p] = raw, i
	}
	for range 3 { // a dropped record may be what another one named
		bad := findings(files, others)
		if len(bad) == 0 {
			r.Imported = len(files)
			return files, nil
		}
		for _, p := range slices.Sorted(maps.Keys(bad)) {
			i, ok := byPath[p]
			if !ok {
				return nil, navigator.Errorf(navigator.CodeConflict, "the records that are already there have an error: %s: %s", p, bad[p])
			}
			r.drop(i.Row, i.Record.Name, "not a sound record", bad[p])
			delete(files, p)
		}
	}
	return nil, navigator.Errorf(navigator.CodeInvalid, "the records do not come to rest: please report this file")
}

func marshal(rec *navigator.Infrastructure) ([]byte, error) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	err := enc.Encode(rec)
	return b.Bytes(), err
}

// findings loads everything and gives the first error of each file.
func findings(files map[string][]byte, others []fs.FS) map[string]string {
	staged := fstest.MapFS{}
	for p, raw := range files {
		staged[p] = &fstest.MapFile{Data: raw}
	}
	_, all := corpus.Load(append(slices.Clone(others), staged)...)
	bad := map[string]string{}
	for _, f := range all {
		if f.Severity == corpus.SeverityError && bad[f.File] == "" {
			bad[f.File] = f.Text
		}
	}
	return bad
}

// Compare says what a new import changes against the folder of the last one.
func Compare(folder string, files map[string][]byte, r *Report) error {
	seen := map[string]bool{}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(folder, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		old, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		seen[rel] = true
		now, ok := files[rel]
		switch {
		case !ok:
			r.Gone = append(r.Gone, strings.TrimSuffix(path.Base(rel), ".yaml"))
		case bytes.Equal(now, old):
			r.Unchanged++
		default:
			r.Changed++
		}
		return nil
	})
	r.Added = len(files) - r.Changed - r.Unchanged
	slices.Sort(r.Gone)
	return err
}

// Write replaces a folder by the files, whole or not at all: a program that is
// killed in between leaves the old folder or the new one.
func Write(folder string, files map[string][]byte) error {
	next, old := folder+".next", folder+".old"
	if err := errors.Join(os.RemoveAll(next), os.RemoveAll(old)); err != nil {
		return err
	}
	for p, raw := range files {
		to := filepath.Join(next, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, raw, 0o644); err != nil {
			return err
		}
	}
	if len(files) == 0 {
		if err := os.MkdirAll(next, 0o755); err != nil {
			return err
		}
	}
	if err := os.Rename(folder, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(next, folder); err != nil {
		return errors.Join(err, os.Rename(old, folder))
	}
	return os.RemoveAll(old)
}

// Folders gives the file systems of the imports in a folder but one, in order of name.
// One that was left half renamed by a kill is put back first.
func Folders(dir, without string) ([]fs.FS, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []fs.FS
	for _, e := range entries {
		name := e.Name()
		if strings.TrimSuffix(name, ".old") == without {
			continue
		}
		if base, ok := strings.CutSuffix(name, ".old"); ok {
			if _, err := os.Stat(filepath.Join(dir, base)); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(filepath.Join(dir, name), filepath.Join(dir, base)); err != nil {
					return nil, err
				}
				out = append(out, os.DirFS(filepath.Join(dir, base)))
			}
			continue
		}
		if e.IsDir() && !strings.HasSuffix(name, ".next") {
			out = append(out, os.DirFS(filepath.Join(dir, name)))
		}
	}
	return out, nil
}
