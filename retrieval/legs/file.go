package legs

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"github.com/edsrzf/mmap-go"
)

// A file is: the magic, the arrays each on a multiple of 64 bytes, a directory
// in JSON, and at the very end the directory's offset and the magic once more.
// Numbers are in the machine's own order, which the magic's number tells; an
// index is made where it is used and not sent around.
const magic = 0x6e61762e69647831 // "nav.idx1"

type number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32
}

type section struct {
	At, Bytes int64
}

// Writer writes arrays under names. An error sticks and is given by Close.
type Writer struct {
	f    *os.File
	w    *bufio.Writer
	path string
	at   int64
	dir  map[string]section
	err  error
}

// Create begins a file; nothing stands at path until Close has succeeded.
func Create(path string) (*Writer, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part") // several processes may write it at once
	if err != nil {
		return nil, err
	}
	w := &Writer{f: f, w: bufio.NewWriterSize(f, 1<<20), path: path, dir: map[string]section{}}
	w.raw(binary.NativeEndian.AppendUint64(nil, magic))
	return w, nil
}

func (w *Writer) raw(b []byte) {
	if w.err == nil {
		var n int
		n, w.err = w.w.Write(b)
		w.at += int64(n)
	}
}

// Put writes an array.
func Put[T number](w *Writer, name string, s []T) {
	w.raw(make([]byte, (64-w.at%64)%64))
	var b []byte
	if len(s) > 0 {
		b = unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), len(s)*int(unsafe.Sizeof(s[0])))
	}
	w.dir[name] = section{w.at, int64(len(b))}
	w.raw(b)
}

// Close ends the file and puts it in its place, whole or not at all.
func (w *Writer) Close() error {
	raw, err := json.Marshal(w.dir)
	w.err = errors.Join(w.err, err)
	at := w.at
	w.raw(raw)
	w.raw(binary.NativeEndian.AppendUint64(nil, uint64(at)))
	w.raw(binary.NativeEndian.AppendUint64(nil, magic))
	if err := errors.Join(w.err, w.w.Flush(), w.f.Sync(), w.f.Close()); err != nil {
		return errors.Join(fmt.Errorf("the index %s was not written: %w", w.path, err), os.Remove(w.f.Name()))
	}
	return os.Rename(w.f.Name(), w.path)
}

// File is a file of arrays, mapped into memory: a page of it is read when it is
// first used, and the system takes it back when memory is short.
type File struct {
	f   *os.File
	m   mmap.MMap
	dir map[string]section
}

// OpenFile maps a file that Writer wrote.
func OpenFile(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	m, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s can't be mapped: %w", path, err), f.Close())
	}
	x := &File{f: f, m: m}
	if err := x.readDirectory(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s is no index of this version or was cut short (%w): delete it to have it made anew", path, err), x.Close())
	}
	return x, nil
}

func (x *File) readDirectory() error {
	n := len(x.m)
	if n < 24 || binary.NativeEndian.Uint64(x.m) != magic || binary.NativeEndian.Uint64(x.m[n-8:]) != magic {
		return io.ErrUnexpectedEOF
	}
	at := binary.NativeEndian.Uint64(x.m[n-16:])
	if at > uint64(n-16) {
		return io.ErrUnexpectedEOF
	}
	if err := json.Unmarshal(x.m[at:n-16], &x.dir); err != nil {
		return err
	}
	for name, s := range x.dir {
		if s.At < 0 || s.Bytes < 0 || s.At+s.Bytes > int64(at) {
			return fmt.Errorf("the array %s does not lie in it", name)
		}
	}
	return nil
}

// Close unmaps the file. Arrays from it must not be used any more.
func (x *File) Close() error { return errors.Join(x.m.Unmap(), x.f.Close()) }

// Get is an array of the file, without copying; nil where the file has none of that name.
func Get[T number](x *File, name string) []T {
	s := x.dir[name]
	var t T
	n := int(s.Bytes) / int(unsafe.Sizeof(t))
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&x.m[s.At])), n)
}

// Save writes an index of words under a prefix.
func (x *Words) Save(w *Writer, prefix string) {
	Put(w, prefix+"parameters", []float32{x.k1, x.b, x.average})
	Put(w, prefix+"terms", x.terms)
	Put(w, prefix+"ends", x.ends)
	Put(w, prefix+"first", x.first)
	Put(w, prefix+"docs", x.docs)
	Put(w, prefix+"tf", x.tf)
	Put(w, prefix+"length", x.length)
	Put(w, prefix+"norm", x.norm)
}

// OpenWords reads an index of words back.
func OpenWords(f *File, prefix string) (*Words, error) {
	p := Get[float32](f, prefix+"parameters")
	if len(p) != 3 {
		return nil, fmt.Errorf("the index has no words under %q", prefix)
	}
	return &Words{
		k1: p[0], b: p[1], average: p[2],
		terms: Get[byte](f, prefix+"terms"), ends: Get[uint32](f, prefix+"ends"), first: Get[uint32](f, prefix+"first"),
		docs: Get[uint32](f, prefix+"docs"), tf: Get[uint8](f, prefix+"tf"), length: Get[uint16](f, prefix+"length"), norm: Get[float32](f, prefix+"norm"),
	}, nil
}

// Save writes the vectors under a prefix.
func (v *Vectors) Save(w *Writer, prefix string) {
	Put(w, prefix+"mean", v.mean)
	Put(w, prefix+"rows", v.rows)
	Put(w, prefix+"codes", v.codes)
}

// mappedRows is up to how many rows are mapped, 300 MB of the local model's;
// above it, touching them all over would fill the memory.
const mappedRows = 200_000

// OpenVectors reads vectors back; nil where the file has none. Above mappedRows
// the rows stay in the file and only those compared are read: the one-bit codes
// are all that a search goes through.
func OpenVectors(f *File, prefix string) *Vectors {
	mean := Get[float32](f, prefix+"mean")
	if mean == nil {
		return nil
	}
	v := &Vectors{dim: len(mean), words: (len(mean) + 63) / 64, mean: mean, codes: Get[uint64](f, prefix+"codes")}
	v.n = len(v.codes) / v.words
	if v.n <= mappedRows {
		v.rows = Get[float32](f, prefix+"rows")
		return v
	}
	at, size := f.dir[prefix+"rows"].At, int64(4*v.dim)
	v.paged = func(doc int, row []float32) error {
		_, err := f.f.ReadAt(unsafe.Slice((*byte)(unsafe.Pointer(&row[0])), size), at+int64(doc)*size)
		return err
	}
	return v
}
