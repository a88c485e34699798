package embed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/edsrzf/mmap-go"
)

// pack is the file of the translingual model as its package ships it: sizes,
// the vocabulary with its scores, a map of characters, and the weights, all
// little-endian. Large matrices are in blocks of 32 weights: a 16-bit scale and
// 16 bytes of two 4-bit weights each, weight j low and weight j+16 high in byte
// j, where 8 stands for 0.
type pack struct {
	hidden, layers, heads, inner, positions int
	epsilon                                 float32
	start, end, unknown                     int64
	pieces                                  [][]byte
	scores                                  []float32
	normal                                  map[rune][]rune
	tensors                                 map[string][]byte
	raw                                     mmap.MMap
}

// blockWeights is how many weights share a scale, blockBytes what a block takes.
const (
	blockWeights = 32
	blockBytes   = 2 + blockWeights/2
)

// errPack is any file that is not of the form.
var errPack = errors.New("the file of the translingual model is damaged")

// openPack maps the file, whose sum was checked before.
func openPack(path string) (p *pack, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("%s can't be mapped: %w", path, err)
	}
	defer func() { // reading past the end means that the file is not what it should be
		if recover() != nil {
			p, err = nil, errPack
		}
		if err != nil {
			_ = raw.Unmap()
		}
	}()
	p = &pack{raw: raw}
	c := &cursor{b: raw}
	if string(c.take(4)) != "E5S1" {
		return nil, errPack
	}
	c.u32() // version
	p.hidden, p.layers, p.heads, p.inner = c.int(), c.int(), c.int(), c.int()
	c.int() // words
	p.positions = c.int()
	c.int() // kinds of token
	p.epsilon = math.Float32frombits(c.u32())
	if block := c.int(); block != blockWeights || p.hidden != Dim {
		return nil, errPack
	}
	p.vocabulary(c)
	p.characters(c)
	p.directory(c)
	return p, nil
}

func (p *pack) vocabulary(c *cursor) {
	n := c.int()
	p.start, p.end = int64(c.int()), int64(c.int())
	c.int() // padding
	p.unknown = int64(c.int())
	bytes := int(c.u64())
	offsets := make([]uint32, n+1)
	for i := range offsets {
		offsets[i] = c.u32()
	}
	p.scores = make([]float32, n)
	for i := range p.scores {
		p.scores[i] = math.Float32frombits(c.u32())
	}
	blob := c.take(bytes)
	p.pieces = make([][]byte, n)
	for i := range p.pieces {
		p.pieces[i] = blob[offsets[i]:offsets[i+1]]
	}
}

func (p *pack) characters(c *cursor) {
	n := c.int()
	c.u32() // bytes
	p.normal = make(map[rune][]rune, n)
	for range n {
		from := rune(c.u32())
		to := make([]rune, c.take(1)[0])
		for i := range to {
			to[i] = rune(c.u32())
		}
		p.normal[from] = to
	}
}

func (p *pack) directory(c *cursor) {
	n := c.int()
	p.tensors = make(map[string][]byte, n)
	for range n {
		name := string(c.take(int(c.u16())))
		c.take(1 + 4) // kind and number of values
		at, size := c.u64(), c.u64()
		p.tensors[name] = p.raw[at : at+size]
	}
}

// floats reads a tensor of plain numbers.
func (p *pack) floats(name string) []float32 {
	raw := p.tensors[name]
	out := make([]float32, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}

// addRow adds a row of a matrix in blocks to out.
func (p *pack) addRow(name string, row int, out []float32) {
	blocks := len(out) / blockWeights
	raw := p.tensors[name][row*blocks*blockBytes:]
	for b := range blocks {
		block := raw[b*blockBytes : (b+1)*blockBytes]
		scale := half(binary.LittleEndian.Uint16(block))
		for j, two := range block[2:] {
			out[b*blockWeights+j] += scale * float32(int(two&15)-8)
			out[b*blockWeights+j+blockWeights/2] += scale * float32(int(two>>4)-8)
		}
	}
}

// half is a 16-bit floating-point number (IEEE 754 binary16); scales are never infinite.
func half(h uint16) float32 {
	sign := uint32(h&0x8000) << 16
	exponent, fraction := uint32(h>>10)&31, uint32(h)&1023
	if exponent == 0 {
		f := float32(fraction) / (1 << 24)
		return math.Float32frombits(math.Float32bits(f) | sign)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}

// cursor reads on through the file.
type cursor struct {
	b  []byte
	at int
}

func (c *cursor) take(n int) []byte {
	c.at += n
	return c.b[c.at-n : c.at]
}
func (c *cursor) u16() uint16 { return binary.LittleEndian.Uint16(c.take(2)) }
func (c *cursor) u32() uint32 { return binary.LittleEndian.Uint32(c.take(4)) }
func (c *cursor) u64() uint64 { return binary.LittleEndian.Uint64(c.take(8)) }
func (c *cursor) int() int    { return int(int32(c.u32())) }
