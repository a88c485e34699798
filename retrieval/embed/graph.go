package embed

import (
	"encoding/binary"
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// The translingual model's package ships weights without a graph. This file
// writes the graph, a BERT encoder of some layers, as an ONNX model for ONNX
// Runtime, whose MatMulNBits multiplies with the 4-bit weights as they are.
// Field numbers are those of onnx.proto3.

// graph is an ONNX graph being written.
type graph struct {
	p    *pack
	body []byte
}

// The names of the model's inputs and its output.
const (
	inStates = "states" // [texts, tokens, hidden]: words, positions and kinds, added
	inMask   = "mask"   // [texts, 1, 1, tokens]: 0, and a large negative number where there is no token
)

// encoder writes the whole model; its output is named by out.
func encoder(p *pack) (model []byte, out string) {
	g := &graph{p: p}
	g.tensor("byHead", int64s(0, 0, int64(p.heads), int64(p.hidden/p.heads)), onnxInt64, 4)
	g.tensor("together", int64s(0, 0, int64(p.hidden)), onnxInt64, 3)
	g.tensor("scale", float32s(float32(1/math.Sqrt(float64(p.hidden/p.heads)))), onnxFloat)
	state := g.norm(inStates, "emb.ln")
	for l := range p.layers {
		state = g.layer(fmt.Sprintf("l%d.", l), state)
	}
	g.body = field(g.body, 2, []byte("encoder"))
	g.body = field(g.body, 11, valueInfo(inStates, "texts", "tokens", p.hidden))
	g.body = field(g.body, 11, valueInfo(inMask, "texts", 1, 1, "tokens"))
	g.body = field(g.body, 12, valueInfo(state, "texts", "tokens", p.hidden))
	model = number(nil, 1, 8) // the version of the format
	model = field(model, 7, g.body)
	for domain, version := range map[string]uint64{"": 17, microsoft: 1} {
		model = field(model, 8, number(field(nil, 1, []byte(domain)), 2, version))
	}
	return model, state
}

// microsoft is the domain of ONNX Runtime's own operators.
const microsoft = "com.microsoft"

// layer writes one layer: attention and a network, each with its sum and norm.
func (g *graph) layer(name, in string) string {
	q := g.heads(g.linear(name+"q", in, g.p.hidden, g.p.hidden), 0, 2, 1, 3)
	k := g.heads(g.linear(name+"k", in, g.p.hidden, g.p.hidden), 0, 2, 3, 1)
	v := g.heads(g.linear(name+"v", in, g.p.hidden, g.p.hidden), 0, 2, 1, 3)
	scores := g.node("MatMul", "", name+"scores", nil, q, k)
	scores = g.node("Mul", "", name+"scaled", nil, scores, "scale")
	scores = g.node("Add", "", name+"masked", nil, scores, inMask)
	shares := g.node("Softmax", "", name+"shares", [][]byte{intAttr("axis", -1)}, scores)
	seen := g.node("MatMul", "", name+"seen", nil, shares, v)
	seen = g.node("Transpose", "", name+"turned", [][]byte{intsAttr("perm", 0, 2, 1, 3)}, seen)
	seen = g.node("Reshape", "", name+"joined", nil, seen, "together")
	out := g.norm(g.node("Add", "", name+"with", nil, in, g.linear(name+"ao", seen, g.p.hidden, g.p.hidden)), name+"aln")
	wide := g.node("Gelu", microsoft, name+"wide", nil, g.linear(name+"fi", out, g.p.inner, g.p.hidden))
	return g.norm(g.node("Add", "", name+"and", nil, out, g.linear(name+"fo", wide, g.p.hidden, g.p.inner)), name+"oln")
}

// heads parts states by attention head and turns the axes.
func (g *graph) heads(in string, axes ...int64) string {
	parted := g.node("Reshape", "", in+".parted", nil, in, "byHead")
	return g.node("Transpose", "", in+".turned", [][]byte{intsAttr("perm", axes...)}, parted)
}

// linear multiplies with a matrix of rows×columns 4-bit weights and adds its bias.
func (g *graph) linear(name, in string, rows, columns int) string {
	blocks := rows * columns / blockWeights
	weights, scales := repacked(g.p.tensors[name+".w"], blocks)
	g.tensor(name+".w", weights, onnxUint8, rows, columns/blockWeights, blockWeights/2)
	g.tensor(name+".s", scales, onnxFloat, blocks)
	g.tensor(name+".b", g.p.tensors[name+".b"], onnxFloat, rows)
	product := g.node("MatMulNBits", microsoft, name+".product", [][]byte{
		intAttr("K", int64(columns)), intAttr("N", int64(rows)), intAttr("bits", 4), intAttr("block_size", blockWeights), intAttr("accuracy_level", 4),
	}, in, name+".w", name+".s")
	return g.node("Add", "", name+".out", nil, product, name+".b")
}

// repacked are the blocks' weights with neighbours in one byte, the first low,
// as MatMulNBits wants them, and their scales. Its zero is 8 too.
func repacked(raw []byte, blocks int) (weights, scales []byte) {
	for b := range blocks {
		block := raw[b*blockBytes : (b+1)*blockBytes]
		scales = append(scales, float32s(half(binary.LittleEndian.Uint16(block)))...)
		var w [blockWeights]byte
		for j, two := range block[2:] {
			w[j], w[j+blockWeights/2] = two&15, two>>4
		}
		for j := 0; j < blockWeights; j += 2 {
			weights = append(weights, w[j]|w[j+1]<<4)
		}
	}
	return weights, scales
}

func (g *graph) norm(in, name string) string {
	for _, part := range []string{".w", ".b"} {
		g.tensor(name+part, g.p.tensors[name+part], onnxFloat, g.p.hidden)
	}
	return g.node("LayerNormalization", "", name+".out", [][]byte{intAttr("axis", -1), floatAttr("epsilon", g.p.epsilon)}, in, name+".w", name+".b")
}

// node writes an operation with one output and gives that output's name.
func (g *graph) node(op, domain, out string, attributes [][]byte, in ...string) string {
	var n []byte
	for _, s := range in {
		n = field(n, 1, []byte(s))
	}
	n = field(n, 2, []byte(out))
	n = field(n, 4, []byte(op))
	for _, a := range attributes {
		n = field(n, 5, a)
	}
	n = field(n, 7, []byte(domain))
	g.body = field(g.body, 1, n)
	return out
}

// The numbers of ONNX's types.
const (
	onnxFloat = 1
	onnxUint8 = 2
	onnxInt64 = 7
)

// tensor writes constant values.
func (g *graph) tensor(name string, raw []byte, kind uint64, shape ...int) {
	var t []byte
	for _, n := range shape {
		t = number(t, 1, uint64(n))
	}
	t = number(t, 2, kind)
	t = field(t, 8, []byte(name))
	t = field(t, 9, raw)
	g.body = field(g.body, 5, t)
}

// valueInfo declares an input or output of numbers; a dimension is a name or a size.
func valueInfo(name string, dims ...any) []byte {
	var shape []byte
	for _, d := range dims {
		switch d := d.(type) {
		case int:
			shape = field(shape, 1, number(nil, 1, uint64(d)))
		case string:
			shape = field(shape, 1, field(nil, 2, []byte(d)))
		}
	}
	tensor := field(number(nil, 1, onnxFloat), 2, shape)
	return field(field(nil, 1, []byte(name)), 2, field(nil, 1, tensor))
}

func intAttr(name string, v int64) []byte {
	return number(number(field(nil, 1, []byte(name)), 3, uint64(v)), 20, 2)
}

func intsAttr(name string, vs ...int64) []byte {
	b := field(nil, 1, []byte(name))
	for _, v := range vs {
		b = number(b, 8, uint64(v))
	}
	return number(b, 20, 7)
}

func floatAttr(name string, v float32) []byte {
	b := protowire.AppendTag(field(nil, 1, []byte(name)), 2, protowire.Fixed32Type)
	return number(protowire.AppendFixed32(b, math.Float32bits(v)), 20, 1)
}

func field(b []byte, n protowire.Number, v []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, n, protowire.BytesType), v)
}

func number(b []byte, n protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, n, protowire.VarintType), v)
}

func int64s(vs ...int64) []byte {
	var out []byte
	for _, v := range vs {
		out = binary.LittleEndian.AppendUint64(out, uint64(v))
	}
	return out
}

func float32s(vs ...float32) []byte {
	var out []byte
	for _, v := range vs {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return out
}
